"""What stands in the database comes out as the drafts that were written, with a fixed number of queries."""

from __future__ import annotations

from decimal import Decimal

import pytest

from importers.snapshot import printed_drafts, standing_drafts, standing_of
from kpi_tracker.lib.readings import TargetReading
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_round, publish

pytestmark = pytest.mark.django_db


def items(count: int) -> list[ItemSpec]:
    return [ItemSpec(f"項目{number}", kpis=(KpiSpec(f"指標{number}"),)) for number in range(count)]


def test_what_was_written_is_read_back() -> None:
    make_ministry("総務省")
    spec = KpiSpec(targets=(TargetReading("percent", Decimal("41.50"), "%", ">=", raw="41.5%", span=(0, 5)),))
    built = build_round(make_round(), [ItemSpec("健診の推進", "①", "社会保障", kpis=(spec,))])
    drafts = standing_drafts(built.round)
    (item,), (listing,), (snapshot,), (cell,) = drafts.items, drafts.listings, drafts.snapshots, drafts.progress
    assert (item.row_id, item.number, item.name, item.important_issue) == ("i1", "①", "健診の推進", "社会保障")
    assert (listing.row_id, listing.name, listing.tier, listing.definition) == ("s1-k1", spec.name, 1, None)
    assert (snapshot.target, snapshot.actual, snapshot.grade) == (spec.target, spec.actual, spec.grade)
    assert (snapshot.targets, snapshot.actuals) == (spec.targets, spec.actuals)
    assert [(one.label, one.ministries, one.mark) for one in cell.segments] == [("【総務省】", ("総務省",), "順調")]


def test_a_number_comes_back_without_the_zeros_of_its_column() -> None:
    target = TargetReading("numeric", Decimal(40_000), "人", raw="4万人", span=(0, 3))
    built = build_round(make_round(), [ItemSpec("健診の推進", kpis=(KpiSpec(targets=(target,)),))])
    (snapshot,) = standing_drafts(built.round).snapshots
    assert str(snapshot.targets[0].value) == "40000"


def test_places_come_with_the_drafts_of_an_export_only() -> None:
    built = build_round(make_round(), items(1))
    publish(built)
    assert standing_drafts(built.round).snapshots[0].places == {}
    place = printed_drafts(built.round).snapshots[0].places["target"]
    assert (place.line_from, place.line_to, place.words) == (10, 11, KpiSpec().target)


def test_ministries_are_known_by_every_name() -> None:
    make_ministry("総務省")
    assert standing_of(make_round()).ministries["総務省"] == "総務省"


@pytest.mark.once
@pytest.mark.parametrize("drafts_of", [standing_of, printed_drafts], ids=["for comparing", "for an export"])
def test_the_queries_do_not_grow_with_the_rows(drafts_of, queries_of) -> None:
    few, many = build_round(make_round(), items(2)), build_round(make_round(), items(60))
    assert queries_of(lambda: drafts_of(few.round)) == queries_of(lambda: drafts_of(many.round))
