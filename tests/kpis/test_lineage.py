"""Which listings are one KPI by what the documents print."""

from kpis.lineage import PrintedListing, continued_from, relisted_within


def listing(id, name, *, item="⑪", sheet=1, relisted=False, target="100団体", actual="30団体"):
    return PrintedListing(id, item, sheet, name, relisted, target, actual)


def pairs(matches):
    return [(match.listing, match.other) for match in matches]


def test_a_relisted_row_with_the_same_content_is_the_same_kpi():
    rows = [listing(1, "コンビニ交付の団体数"), listing(2, "コンビニ交付の団体数【再掲】", sheet=2, relisted=True)]
    assert pairs(relisted_within(rows)) == [(2, 1)]


def test_a_relisted_row_with_other_content_is_left_to_a_person():
    rows = [
        listing(1, "社会人口増減など", actual="23圏域"),
        listing(2, "社会人口増減など", relisted=True, actual="85圏域"),
    ]
    assert relisted_within(rows) == []


def test_two_rows_of_one_name_that_are_not_marked_relisted_stay_two():
    assert relisted_within([listing(1, "歳出効率化の成果"), listing(2, "歳出効率化の成果", sheet=2)]) == []


def test_years_join_by_name_and_item_never_by_label():
    earlier = [listing(1, "- 1窓口業務のアウトソーシング"), listing(2, "①－２ 別の指標")]
    later = [listing(11, "①－１窓口業務のアウトソーシング"), listing(12, "①－２ 総合窓口の導入")]
    assert pairs(continued_from(earlier, later)) == [(11, 1)]


def test_the_same_name_under_another_item_is_not_joined():
    assert continued_from([listing(1, "団体数")], [listing(11, "団体数", item="⑫")]) == []


def test_a_name_printed_twice_is_matched_by_the_company_it_keeps():
    earlier = [
        listing(1, "歳出効率化の成果", sheet=1),
        listing(2, "窓口業務", sheet=1),
        listing(3, "歳出効率化の成果", sheet=2),
        listing(4, "標準委託仕様書", sheet=2),
    ]
    later = [
        listing(13, "歳出効率化の成果", sheet=8),
        listing(14, "標準委託仕様書", sheet=8),
        listing(11, "歳出効率化の成果", sheet=9),
        listing(12, "窓口業務", sheet=9),
    ]
    assert sorted(pairs(continued_from(earlier, later))) == [(11, 1), (12, 2), (13, 3), (14, 4)]


def test_a_name_printed_twice_without_deciding_company_is_joined_to_nobody():
    earlier = [listing(1, "歳出効率化の成果", sheet=1), listing(3, "歳出効率化の成果", sheet=2)]
    later = [listing(11, "歳出効率化の成果", sheet=8), listing(13, "歳出効率化の成果", sheet=9)]
    assert continued_from(earlier, later) == []


def test_the_row_that_is_not_relisted_goes_on_from_the_earlier_one():
    earlier = [listing(1, "社会人口増減など")]
    later = [listing(11, "社会人口増減など"), listing(12, "社会人口増減など【再掲】", sheet=2, relisted=True)]
    assert pairs(continued_from(earlier, later)) == [(11, 1)]


def test_a_row_goes_on_from_the_earlier_one_that_is_not_relisted():
    earlier = [listing(1, "社会人口増減など"), listing(2, "社会人口増減など【再掲】", sheet=2, relisted=True)]
    assert pairs(continued_from(earlier, [listing(11, "社会人口増減など")])) == [(11, 1)]


def test_rows_without_a_readable_name_are_never_joined():
    assert continued_from([listing(1, "")], [listing(11, "")]) == []
    assert relisted_within([listing(1, ""), listing(2, "", relisted=True)]) == []
