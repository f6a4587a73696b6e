"""Joining and parting Kpis: one foreign key, recorded, undoable."""

import pytest

from kpis.models import Kpi, KpiMove
from kpis.services.identity import HeadingHasNoKpi, MovedSince, join_listings, part_listings, undo_move
from tests.builders import ItemSpec, KpiSpec, build_round, make_round

pytestmark = pytest.mark.django_db
PERSON = KpiMove.Grounds.PERSON


@pytest.fixture
def listings():
    built = build_round(
        make_round(), [ItemSpec("項目", kpis=(KpiSpec("甲"), KpiSpec("乙"), KpiSpec("見出し", heading=True)))]
    )
    return list(built.listings.values())


def test_joining_moves_the_listing_and_records_it(listings):
    first, second, _ = listings
    own = second.kpi
    (move,) = join_listings([second], to=first.kpi, grounds=PERSON, reason="同じ指標", by=None)
    second.refresh_from_db()
    assert second.kpi == first.kpi
    assert (move.from_kpi, move.to_kpi, move.reason) == (own, first.kpi, "同じ指標")


def test_joining_what_is_joined_already_records_nothing(listings):
    assert join_listings([listings[0]], to=listings[0].kpi, grounds=PERSON, reason="同じ指標", by=None) == []


def test_a_join_can_be_undone_once(listings):
    first, second, _ = listings
    own = second.kpi
    (move,) = join_listings([second], to=first.kpi, grounds=PERSON, reason="同じ指標", by=None)
    undone = undo_move(move, reason="誤り", by=None)
    second.refresh_from_db()
    assert second.kpi == own
    assert undone.undoes == move
    with pytest.raises(MovedSince):
        undo_move(move, reason="もう一度", by=None)


def test_parting_gives_the_listing_a_kpi_with_its_own_name(listings):
    first, second, _ = listings
    join_listings([second], to=first.kpi, grounds=PERSON, reason="同じ指標", by=None)
    second.refresh_from_db()
    part_listings([second], reason="別の指標", by=None)
    second.refresh_from_db()
    assert second.kpi != first.kpi
    assert second.kpi.name == "乙"


def test_a_heading_row_is_never_joined(listings):
    with pytest.raises(HeadingHasNoKpi):
        join_listings([listings[2]], to=Kpi.objects.first(), grounds=PERSON, reason="同じ", by=None)
