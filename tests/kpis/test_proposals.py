"""Which listings are proposed to be one KPI, by signs set up one at a time."""

from decimal import Decimal

import pytest

from kpi_tracker.lib.readings import ActualReading, Baseline, TargetReading
from kpi_tracker.lib.records import replace
from kpis.proposals import LEAST_SCORE, Company, ListingFacts, judged, proposed

NAME = "窓口業務のアウトソーシング"


def listing(id, name=NAME, *, edition="工程表2017", year=2017, programme="再生計画", item="⑪", **given):
    given = {"kpi": id, "relisted": False, "target": "", "actual": "", "sheet": id, "edition_name": edition} | given
    return ListingFacts(
        id=id, item=item, name=name, edition=edition, programme=programme, fiscal_year=year, item_no=item, **given
    )


def elsewhere(id, name=NAME, **given):
    given = {"edition": "評価書2018", "year": 2018, "programme": "政策評価", "item": "目標2"} | given
    return listing(id, name, **given)


def figures(target=None, actual=None, *, unit="団体", deadline=2020, as_of="2017-04"):
    targets = (TargetReading("numeric", Decimal(target), unit, ">=", deadline_fy=deadline),) if target else ()
    actuals = (ActualReading(Decimal(actual), unit, as_of=as_of, fiscal_year=int(as_of[:4])),) if actual else ()
    return {
        "target": f"{deadline}年度までに{target}{unit}" if target else "",
        "actual": f"{actual}{unit}（{as_of}）" if actual else "",
        "targets": targets,
        "actuals": actuals,
    }


def pairs(proposals):
    return [(found.first, found.second, found.kind) for found in proposals]


def reasons(proposals):
    [found] = proposals
    return "\n".join(found.reasons)


def test_the_same_name_and_figures_in_another_document_are_left_to_a_person():
    [found] = proposed([listing(1, **figures(416, 301)), elsewhere(2, **figures(416, 301))])
    assert (found.first, found.second, found.certain) == (1, 2, False)
    assert found.score >= 90
    assert "両方に2017年度の301団体が記載されている" in found.reasons
    assert "目標が同じ（416団体（2020年度））" in found.reasons


def test_a_row_marked_relisted_with_the_same_content_is_certain_in_any_document():
    [found] = proposed([listing(1, **figures(416, 301)), elsewhere(2, relisted=True, **figures(416, 301))])
    assert (found.certain, found.score) == (True, 100)


def test_the_same_figures_in_other_words_are_the_same_content():
    reworded = figures(416, 301) | {"target": "416団体以上（2020年度）", "actual": "３０１団体"}
    [found] = proposed([listing(1, **figures(416, 301)), elsewhere(2, relisted=True, **reworded)])
    assert found.certain


def test_a_relisted_row_with_other_content_is_proposed_and_never_certain():
    [found] = proposed([listing(1, **figures(416, 301)), listing(2, relisted=True, **figures(416, 85))])
    assert not found.certain
    assert "人の確認が要る" in reasons([found])


@pytest.mark.parametrize("words", ["", "－", "―"])
def test_two_rows_that_print_nothing_have_no_content_in_common(words):
    [found] = proposed([listing(1, target=words, actual=words), listing(2, relisted=True, target=words, actual=words)])
    assert not found.certain


def test_a_relisted_row_that_fits_two_originals_is_certain_of_neither():
    found = proposed(
        [
            listing(1, **figures(416, 301)),
            listing(2, item="⑫", **figures(416, 301)),
            elsewhere(3, relisted=True, **figures(416, 301)),
        ]
    )
    marked = [proposal for proposal in found if proposal.second == 3]
    assert [proposal.certain for proposal in marked] == [False, False]
    assert all("どれか決まらない" in proposal.reasons[-1] for proposal in marked)


def test_listings_of_one_kpi_are_not_proposed_again():
    assert proposed([listing(1, kpi=7, **figures(416, 301)), elsewhere(2, kpi=7, **figures(416, 301))]) == []


def test_of_two_kpis_printed_in_several_places_only_the_best_pair_is_given():
    rows = [
        listing(1, kpi=7, edition="工程表2016", year=2016, **figures(416, 278, as_of="2016-04")),
        listing(2, kpi=7, **figures(416, 301)),
        elsewhere(3, **figures(416, 301)),
    ]
    assert pairs(proposed(rows)) == [(2, 3, "same")]


def test_rows_without_a_readable_name_are_never_proposed():
    assert proposed([listing(1, "", **figures(416, 301)), elsewhere(2, "", **figures(416, 301))]) == []


def test_two_rows_of_one_item_with_one_name_are_two_and_it_is_said_why():
    rows = [listing(1, "歳出効率化の成果"), listing(2, "歳出効率化の成果")]
    assert proposed(rows) == []
    why = judged(*rows, Company(rows))
    assert why.score < LEAST_SCORE
    assert "再掲の記載なしに、同じ版に別の行として並んでいる。同じ値の記載もない" in why.reasons


def test_the_same_target_does_not_make_two_rows_of_one_item_a_sure_thing():
    rows = [listing(1, **figures(416)), listing(2, **figures(416))]
    assert all(proposal.score < 70 for proposal in proposed(rows))


def test_a_row_that_another_row_already_continues_is_not_continued_by_its_namesake():
    rows = [
        listing(1, "歳出効率化の成果", kpi=1, edition="工程表2016", year=2016),
        listing(2, "歳出効率化の成果", kpi=2, edition="工程表2016", year=2016),
        listing(11, "歳出効率化の成果", kpi=1),
        listing(12, "歳出効率化の成果", kpi=2),
    ]
    assert proposed(rows) == []


def test_a_name_printed_twice_a_year_says_that_it_cannot_decide():
    rows = [
        listing(1, "歳出効率化の成果", edition="工程表2016", year=2016),
        listing(2, "歳出効率化の成果", edition="工程表2016", year=2016),
        listing(11, "歳出効率化の成果"),
    ]
    found = proposed(rows)
    assert pairs(found) == [(1, 11, "same"), (2, 11, "same")]
    assert all("名称だけではどの行か決まらない" in "\n".join(proposal.reasons) for proposal in found)


def test_a_new_target_after_the_old_one_was_reached_speaks_for_the_same_kpi():
    later = elsewhere(2, "クラウド導入市区町村数", **figures(1600, deadline=2023))
    earlier = listing(1, "クラウド導入市区町村数", **figures(1000, 1067, deadline=2017, as_of="2018-04"))
    assert "先の目標1,000団体（2017年度）は実績1,067団体で達成され" in reasons(proposed([earlier, later]))
    missed = replace(earlier, **figures(1000, 950, deadline=2017, as_of="2018-04"))
    assert "目標が違う（1,000団体（2017年度）と1,600団体（2023年度））" in reasons(proposed([missed, later]))


def test_a_baseline_that_is_the_others_actual_speaks_for_the_same_kpi():
    later = elsewhere(2, baseline=Baseline(Decimal(577), "千件", 2016))
    earlier = listing(1, **figures(actual=577000, unit="件", as_of="2016-10"))
    assert "両方に2016年度の57.7万件が記載されている" in reasons(proposed([earlier, later]))


def test_thousands_are_counted_before_figures_are_compared():
    later = elsewhere(2, **figures(actual=577, unit="千件"))
    earlier = listing(1, **figures(actual=577, unit="件"))
    assert "同じ時点の値が違う（2017年度の577件と2017年度の577千件）" in reasons(proposed([earlier, later]))


def test_a_tag_that_names_the_others_item_lifts_the_score():
    tagged = [elsewhere(1, f"{NAME}【AP改革項目関連：分野横断的な取組{number}】", year=2017) for number in ("⑪", "⑮")]
    named, not_named = (proposed([listing(2), row])[0] for row in tagged)
    assert named.score == not_named.score + 20
    assert any("もう一方の項目番号⑪を指している" in reason for reason in named.reasons)


def test_a_tag_alone_proposes_nothing():
    assert proposed([listing(1), elsewhere(2, "電子決裁に要する期間【AP改革項目関連：取組⑪】【APのKPI】")]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("活用事例数", "活用事例数", id="a short name that many indicators bear"),
        pytest.param("「連携中枢都市圏」の形成数", "「定住自立圏」の形成数", id="names that share their end"),
        pytest.param("標準仕様を導入した自治体数", "標準仕様を導入した団体数", id="a near name alone"),
        pytest.param("コンビニ交付の利用件数", "コンビニ交付の実施団体数", id="another thing counted"),
    ],
)
def test_names_that_say_too_little_are_not_enough(one, other):
    assert proposed([listing(1, one), elsewhere(2, other)]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("コンビニ交付の実施団体数", "コンビニ交付の実施団体数（人口）", id="a bracket more"),
        pytest.param("窓口業務のアウトソーシング", "窓口業務の民間アウトソーシング", id="a word more"),
        pytest.param(
            "ＩｏＴを導入した地方公共団体の数＜アウトカム指標＞", "IoTを導入した地方公共団体数", id="printed otherwise"
        ),
        pytest.param(NAME, "窓ロ業務のアウトソ一シング", id="misread characters"),
    ],
)
def test_near_names_are_proposed_where_the_figures_are_the_same(one, other):
    assert pairs(proposed([listing(1, one, **figures(416, 301)), elsewhere(2, other, **figures(416, 301))]))


def test_units_that_conflict_keep_the_same_name_apart():
    assert proposed([listing(1, **figures(416)), elsewhere(2, **figures(80, unit="%"))]) == []


def test_a_near_name_is_no_new_name_where_the_old_one_is_still_printed():
    old = listing(1, "下水道の公営企業会計適用団体数", edition="工程表2016", year=2016, **figures(416, 301))
    near = listing(11, "上水道の公営企業会計適用団体数", **figures(416, 301))
    assert pairs(proposed([old, near])) == [(1, 11, "same")]
    assert proposed([old, near, listing(12, "下水道の公営企業会計適用団体数", kpi=1)]) == []


def test_a_replaced_indicator_is_followed_by_its_successor_and_not_joined():
    old = listing(
        1,
        "証明書交付の利用件数",
        edition="工程表2016",
        year=2016,
        note="利用件数に替え、証明書交付の実施団体（人口）をＫＰＩとして活用。（目標：2016年度中に300団体）",
    )
    new = listing(11, "証明書交付の実施団体数（人口）", **figures(300, 430, deadline=2016))
    found = proposed([old, new])
    assert pairs(found) == [(1, 11, "successor")]
    assert "記載されている目標の値も同じ（300団体（2016年度））" in reasons(found)


@pytest.mark.parametrize(
    ("first_note", "second_note", "kind"),
    [
        ("本指標に代えて、「総合窓口の設置団体数」を新たな指標とする。", "", "successor"),
        ("事業を廃止し、総合窓口の設置団体数を新たにKPIとする。", "", "successor"),
        ("「総合窓口の設置団体数」に差し替え。", "", "successor"),
        ("「総合窓口の設置団体数」に改称", "", "same"),
        ("庶務業務の集約化に代わる指標として、総合窓口の設置団体数を設定。", "", "successor"),
        ("KPIを「庶務業務の集約化」から「総合窓口の設置団体数」に変更", "", "successor"),
        ("名称を「庶務業務の集約化」から「総合窓口の設置団体数」に変更", "", "same"),
        ("本指標は総合窓口の設置団体数に改称した。", "", "same"),
        ("", "「庶務業務の集約化」の後継指標。", "successor"),
        ("", "KPIを「庶務業務の集約化」から「総合窓口の設置団体数」に変更", "successor"),
        ("", "「庶務業務の集約化」から名称変更", "same"),
        ("", "（旧称：庶務業務の集約化）", "same"),
    ],
)
def test_rows_that_name_another_indicator_are_linked_to_it(first_note, second_note, kind):
    earlier = listing(1, "庶務業務の集約化", edition="工程表2016", year=2016, note=first_note)
    later = listing(11, "総合窓口の設置団体数", note=second_note)
    assert pairs(proposed([later, earlier])) == [(1, 11, kind)]


def test_a_row_that_names_itself_is_not_its_own_neighbours_successor():
    near = listing(1, "総合窓口の設置団体数（都道府県）", edition="工程表2016", year=2016)
    own = listing(11, "総合窓口の設置団体数", note="2016年度から「総合窓口の設置団体数」に変更した。")
    assert "successor" not in [found.kind for found in proposed([near, own])]


def test_a_named_successor_that_nobody_prints_is_not_invented():
    old = listing(1, "資産老朽化比率", year=2016, actual="（「有形固定資産減価償却率」に改称）", edition="工程表2016")
    assert proposed([old, listing(11, "固定資産台帳を整備した自治体数")]) == []
