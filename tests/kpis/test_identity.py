"""Joining and parting Kpis: one foreign key, recorded, undoable."""

from copy import deepcopy
from decimal import Decimal

import pytest

from kpis.models import Kpi, KpiMove
from kpis.selectors.current import current_kpi
from kpis.services.identity import HeadingHasNoKpi, MovedSince, join_listings, part_listings, undo_move
from reforms.services.recording import Change
from tests.builders import ItemSpec, KpiSpec, build_round, make_round

pytestmark = pytest.mark.django_db
PERSON = KpiMove.Grounds.PERSON


def two_kpis_and_a_heading():
    built = build_round(
        make_round(), [ItemSpec("項目", kpis=(KpiSpec("甲"), KpiSpec("乙"), KpiSpec("見出し", heading=True)))]
    )
    return list(built.listings.values())


@pytest.fixture(scope="module")
def listings_once(rows_of_module):
    return rows_of_module(two_kpis_and_a_heading)


@pytest.fixture
def listings(listings_once):
    return deepcopy(listings_once)


def test_joining_moves_the_listing_and_records_it(listings):
    first, second, _ = listings
    own = second.kpi
    (move,) = join_listings([second], to=first.kpi, grounds=PERSON, change=Change(None, "同じ指標"))
    second.refresh_from_db()
    assert second.kpi == first.kpi
    assert (move.from_kpi, move.to_kpi, move.reason) == (own, first.kpi, "同じ指標")


def test_joining_what_is_joined_already_records_nothing(listings):
    assert join_listings([listings[0]], to=listings[0].kpi, grounds=PERSON, change=Change(None, "同じ指標")) == []


def test_a_join_can_be_undone_once(listings):
    first, second, _ = listings
    own = second.kpi
    (move,) = join_listings([second], to=first.kpi, grounds=PERSON, change=Change(None, "同じ指標"))
    undone = undo_move(move, change=Change(None, "誤り"))
    second.refresh_from_db()
    assert second.kpi == own
    assert undone.undoes == move
    with pytest.raises(MovedSince):
        undo_move(move, change=Change(None, "もう一度"))


def test_parting_gives_the_listing_a_kpi_with_its_own_name(listings):
    first, second, _ = listings
    join_listings([second], to=first.kpi, grounds=PERSON, change=Change(None, "同じ指標"))
    second.refresh_from_db()
    part_listings([second], change=Change(None, "別の指標"))
    second.refresh_from_db()
    assert second.kpi != first.kpi
    assert second.kpi.name == "乙"


def test_a_heading_row_is_never_joined(listings):
    with pytest.raises(HeadingHasNoKpi):
        join_listings([listings[2]], to=Kpi.objects.first(), grounds=PERSON, change=Change(None, "同じ"))


def definition(kpi):
    kpi.refresh_from_db()
    return kpi.definition, kpi.unit, kpi.baseline_value, kpi.baseline_as_of


def define(kpi, **fields):
    Kpi.objects.filter(pk=kpi.pk).update(**fields)


def join(listing, kpi):
    (move,) = join_listings([listing], to=kpi, grounds=PERSON, change=Change(None, "同じ指標"))
    return move


def test_the_latest_move_can_be_undone_again_and_again(listings):
    first, second, _ = listings
    own = second.kpi
    for _ in range(2):
        undo_move(join(second, first.kpi), change=Change(None, "誤り"))
        second.refresh_from_db()
        assert second.kpi == own


def test_an_earlier_move_cannot_be_undone_though_the_listing_stands_where_it_led():
    listings = list(build_round(make_round(), [ItemSpec("項目", kpis=tuple(map(KpiSpec, "甲乙丙")))]).listings.values())
    b, c = (listing.kpi for listing in listings[1:])
    move = join(listings[0], b)
    join(listings[0], c)
    join(listings[0], b)
    with pytest.raises(MovedSince):
        undo_move(move, change=Change(None, "誤り"))


def test_a_join_fills_what_the_definition_lacks_and_undoing_empties_it_again(listings):
    first, second, _ = listings
    define(
        second.kpi, definition="委託した団体の数", unit="団体", baseline_value=Decimal("184.5"), baseline_as_of="FY2014"
    )
    move = join(second, first.kpi)
    assert definition(first.kpi) == ("委託した団体の数", "団体", Decimal("184.5"), "FY2014")
    undo_move(move, change=Change(None, "誤り"))
    assert definition(first.kpi) == ("", "", None, "")
    assert definition(second.kpi)[0] == "委託した団体の数"


def test_what_both_define_stays_and_the_difference_is_told(listings):
    first, second, _ = listings
    define(first.kpi, frequency="毎年", unit="団体")
    define(second.kpi, frequency="毎月", unit="件", baseline_value=Decimal(12))
    move = join(second, first.kpi)
    first.kpi.refresh_from_db()
    assert (first.kpi.frequency, first.kpi.unit, first.kpi.baseline_value) == ("毎年", "団体", None)
    assert "把握頻度（「毎年」と「毎月」）" in move.reason
    assert "計画開始時の数値（「－」と「12件」）" in move.reason


def test_a_definition_edited_since_the_join_is_not_emptied_by_undoing(listings):
    first, second, _ = listings
    define(second.kpi, definition="委託した団体の数")
    move = join(second, first.kpi)
    define(first.kpi, definition="人が書いた定義")
    undo_move(move, change=Change(None, "誤り"))
    assert definition(first.kpi)[0] == "人が書いた定義"


def test_a_definition_stays_while_another_listing_that_brought_it_stays():
    listings = list(build_round(make_round(), [ItemSpec("項目", kpis=tuple(map(KpiSpec, "甲乙丙")))]).listings.values())
    target, source = listings[0].kpi, listings[1].kpi
    join(listings[2], source)
    define(source, definition="委託した団体の数")
    moves = join_listings(listings[1:], to=target, grounds=PERSON, change=Change(None, "同じ指標"))
    undo_move(moves[0], change=Change(None, "誤り"))
    assert definition(target)[0] == "委託した団体の数"
    undo_move(moves[1], change=Change(None, "誤り"))
    assert definition(target)[0] == ""


def test_the_address_of_a_joined_kpi_leads_to_the_one_that_stands_for_it():
    listings = list(build_round(make_round(), [ItemSpec("項目", kpis=tuple(map(KpiSpec, "甲乙丙")))]).listings.values())
    a, b, c = (listing.kpi for listing in listings)
    join(listings[0], b)
    moves = join_listings(listings[:2], to=c, grounds=PERSON, change=Change(None, "同じ指標"))
    assert [current_kpi(kpi.pk) for kpi in (a, b, c)] == [c, c, c]
    undo_move(moves[0], change=Change(None, "誤り"))
    assert [current_kpi(kpi.pk) for kpi in (a, b, c)] == [b, b, c]


def test_an_address_that_no_kpi_ever_had_leads_nowhere():
    assert current_kpi(999) is None


def test_a_listing_that_stands_alone_is_not_parted(listings):
    first, _, heading = listings
    assert part_listings([first, heading], change=Change(None, "別の指標")) == []
    assert Kpi.objects.count() == 2


def test_of_a_kpi_all_of_whose_listings_are_parted_the_first_keeps_it(listings):
    first, second, _ = listings
    join(second, first.kpi)
    (move,) = part_listings([first, second], change=Change(None, "別の指標"))
    assert (move.listing, move.from_kpi) == (second, first.kpi)


@pytest.mark.once
def test_the_number_of_queries_does_not_grow_with_the_listings(queries_of):
    def join_all(count):
        round = make_round(2000 + count)
        kpis = tuple(KpiSpec(f"KPI{n}") for n in range(count))
        first, *others = build_round(round, [ItemSpec("項目", kpis=kpis)]).listings.values()
        return queries_of(lambda: join_listings(others, to=first.kpi, grounds=PERSON, change=Change(None, "同じ指標")))

    # 90 more listings: SQLite writes them in a few batches, as it takes at most 999 values a statement.
    assert join_all(100) - join_all(10) < 9
