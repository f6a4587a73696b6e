"""What a published row's standing says, and that it is kept right."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpi_tracker.lib.records import replace
from kpis.models import KpiListing, KpiStanding
from kpis.services.identity import part_listings
from kpis.services.standings import rebuild_standings, stand_stale
from reforms.drafts import SegmentDraft
from tests.builders import BY_NOBODY, ItemSpec, KpiSpec, build_round, make_ministry, make_round, publish
from tests.kpis.dashboard.years import join, make_year, publish_year, standing

pytestmark = pytest.mark.django_db

UNNAMED_PART = (SegmentDraft("", (), "実施した。", "", ""),)


def item(*kpis, segments=UNNAMED_PART):
    return [ItemSpec("項目", "①", kpis=kpis, segments=segments)]


def test_a_row_stands_with_its_printed_and_its_computed_grade():
    built, publication = publish_year(2017, item(KpiSpec(grade="A", tier=2)))
    found = standing(built)
    assert (found.publication, found.kpi, found.tier) == (publication, built.listings["s1-k1"].kpi, 2)
    assert (found.grade.code, found.name) == ("A", "窓口業務の委託団体数")
    assert found.computed is None  # no 初期値: the numbers leave A and B open
    assert "初期値がない" in found.explanation
    assert [one.name for one in found.items.all()] == ["項目"]


def test_a_row_past_its_start_is_behind_by_the_share_of_time_that_its_progress_lacks():
    start = ActualReading(Decimal(278), "団体", as_of="2016-04", kind="final", raw="278団体", span=(0, 5))
    first, _ = publish_year(2016, item(KpiSpec(actuals=(start,))))
    second, _ = publish_year(2017, item(KpiSpec()), first)
    found = standing(second)
    assert (found.computed.code, found.is_behind) == ("B", True)
    assert (found.progress, found.elapsed) == (Decimal("0.166667"), Decimal("0.203229"))
    assert found.behind_by == Decimal("0.036562")


def test_a_row_known_to_miss_its_deadline_is_behind_by_nobody_knows_how_much():
    due = TargetReading("numeric", Decimal(416), "団体", ">=", deadline_fy=2016, raw="416団体", span=(0, 5))
    built, _ = publish_year(2017, item(KpiSpec(targets=(due,))))
    assert (standing(built).is_behind, standing(built).behind_by) == (True, None)


def test_a_year_tells_the_one_before_and_is_told_of_it():
    first, _ = publish_year(2016, item(KpiSpec(grade="N"), KpiSpec("やめるもの")))
    second, _ = publish_year(2017, item(KpiSpec(grade="B")), first)
    assert (standing(second).grade_before.code, standing(second).year_before) == ("N", 2016)
    assert standing(first).year_after == 2017
    assert standing(first, "s1-k2").year_after is None


def test_the_row_before_is_of_the_same_programme():
    first, _ = publish_year(2016, item(KpiSpec()))
    other, _ = publish_year(2017, item(KpiSpec()))
    join(other.listings["s1-k1"], first.listings["s1-k1"])
    assert (standing(other).year_before, standing(first).year_after) == (None, None)


def test_errata_take_the_place_of_what_was_published_first():
    built, _ = publish_year(2017, item(KpiSpec()))
    errata = publish(built, reason="誤り")
    assert KpiStanding.objects.get().publication == errata


def test_a_kpi_that_stands_twice_counts_once_and_for_the_ministries_of_both_rows():
    make_ministry("甲省")
    make_ministry("乙省")
    parts = [(SegmentDraft(f"【{name}】", (name,), "実施。", "", ""),) for name in ("甲省", "乙省")]
    built = build_round(
        make_round(),
        [
            ItemSpec("一", kpis=(KpiSpec(relisted=True),), segments=parts[0]),
            ItemSpec("二", kpis=(KpiSpec(),), segments=parts[1]),
        ],
    )
    join(built.listings["s1-k1"], built.listings["s2-k1"])
    publish(built)
    relisted, main = standing(built, "s1-k1"), standing(built, "s2-k1")
    assert (relisted.is_counted, main.is_counted) == (False, True)
    assert [one.name for one in relisted.ministries.all()] == ["甲省"]
    assert [one.name for one in main.ministries.all()] == ["甲省", "乙省"]


def test_a_ministry_named_in_the_row_answers_before_those_of_its_item_and_its_parent_with_it():
    parent = make_ministry("内閣官房")
    make_ministry("番号室", parent)
    make_ministry("総務省")
    parts = (SegmentDraft("【総務省】", ("総務省",), "実施。", "", ""),)
    built, _ = publish_year(2017, item(KpiSpec(note="【番号室】で集計"), segments=parts))
    assert [one.name for one in standing(built).ministries.all()] == ["内閣官房", "番号室"]


def test_joining_two_years_afterwards_makes_them_one_history_and_parting_them_two():
    first, _ = publish_year(2016, item(KpiSpec(grade="A")))
    second = build_round(make_year(2017, first.round), item(KpiSpec(grade="B")))
    publish(second)
    assert standing(second).grade_before is None
    join(second.listings["s1-k1"], first.listings["s1-k1"])
    assert (standing(second).grade_before.code, standing(first).year_after) == ("A", 2017)
    part_listings([KpiListing.objects.get(pk=second.listings["s1-k1"].pk)], change=BY_NOBODY)
    assert (standing(second).grade_before, standing(first).year_after) == (None, None)


@pytest.mark.parametrize(
    ("grades", "since"),
    [
        pytest.param(("N", "N", "N"), 2015, id="every year"),
        pytest.param(("N", "A", "N"), 2017, id="judged in between"),
        pytest.param(("N", "", "N"), 2015, id="no grade is none either"),
        pytest.param(("N", "N", "B"), None, id="judged now"),
    ],
)
def test_a_row_is_unjudged_since_the_first_year_without_a_gap(grades, since):
    built = None
    for year, grade in zip((2015, 2016, 2017), grades, strict=True):
        built, _ = publish_year(year, item(KpiSpec(grade=grade)), built)
    assert standing(built).unjudged_since == since


def test_a_year_that_grades_nothing_ends_what_is_known_of_being_unjudged():
    first = build_round(make_round(2016, grades=False), item(replace(KpiSpec(), grade="", actuals=())))
    publish(first)
    second = build_round(make_round(2017, first.round.edition.programme), item(KpiSpec(grade="N", actuals=())))
    join(second.listings["s1-k1"], first.listings["s1-k1"])
    publish(second)
    found = standing(second)
    assert (found.unjudged_since, found.figureless_since) == (2017, 2016)
    assert standing(first).unjudged_since is None


def test_headings_do_not_stand():
    publish_year(2017, item(KpiSpec("見出し", heading=True, targets=(), actuals=(), grade="")))
    assert not KpiStanding.objects.exists()


def test_a_listing_moved_past_the_service_is_found_and_mended():
    first, _ = publish_year(2016, item(KpiSpec(grade="A")))
    second, _ = publish_year(2017, item(KpiSpec(grade="B")), first)
    other, _ = publish_year(2018, item(KpiSpec("よそのもの")))
    KpiListing.objects.filter(pk=second.listings["s1-k1"].pk).update(kpi=other.listings["s1-k1"].kpi)
    stand_stale()
    assert (standing(second).grade_before, standing(first).year_after) == (None, None)
    assert stand_stale() == 0


@pytest.mark.once
def test_a_publication_takes_as_many_queries_for_forty_rows_as_for_ten(queries_of):
    few = build_round(make_round(2016), item(*(KpiSpec(f"指標{n}") for n in range(10))))
    many = build_round(make_round(2017), item(*(KpiSpec(f"指標{n}") for n in range(40))))
    assert queries_of(lambda: publish(few)) == queries_of(lambda: publish(many))


def test_rebuilding_what_is_right_writes_nothing(published_years):
    assert KpiStanding.objects.count() > 200
    assert rebuild_standings() == 0


def test_the_command_finds_what_is_wrong_and_mends_it():
    built, _ = publish_year(2017, item(KpiSpec()))
    right = KpiStanding.objects.values().get()
    KpiStanding.objects.update(name="別の名", year_before=1990)
    standing(built).items.clear()
    with pytest.raises(CommandError, match="違います"):
        call_command("rebuild_standings", "--check")
    call_command("rebuild_standings", stdout=StringIO())
    assert KpiStanding.objects.values().get() == right
    assert standing(built).items.count() == 1
    call_command("rebuild_standings", "--check", stdout=StringIO())
