"""Drafts written over stored rows: what is equal stays untouched, what differs is written, what people did is kept."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpi_tracker.lib.records import replace
from kpis.drafts import DefinitionDraft, ListingDraft
from kpis.models import Kpi, KpiListing, Measurement, ProgressSnapshot, PublishedKpi, Target
from kpis.services.correcting import correct_measurement
from kpis.services.lineage import join_certain_kpis
from kpis.services.listings import record_listings
from reforms.drafts import SegmentDraft
from reforms.models import (
    Correction,
    ItemPlace,
    ProgressSegment,
    PublishedItem,
    PublishedProgress,
    ReformItem,
    ReformProcess,
    SourcePlace,
    User,
)
from reforms.services.frame import retire_rows
from reforms.services.lineage import link_to_neighbours
from reforms.services.recording import Change
from reforms.services.sources import PlaceRegister
from reforms.services.upserting import NoSuchRow
from tests.builders import (
    BY_NOBODY,
    BuiltRound,
    ItemSpec,
    KpiSpec,
    build_round,
    make_document,
    make_ministry,
    make_programme,
    make_round,
    publish,
    record_round,
)
from tests.tables import all_rows, number_of_states

pytestmark = pytest.mark.django_db

KPI = KpiSpec()
HALF = TargetReading("percent", Decimal(50), "%", ">=", raw="50%", span=(0, 3))
FINAL = ActualReading(Decimal(305), "団体", as_of="2017-04", kind="final", raw="305団体", span=(0, 5))
ITEM = ItemSpec("見える化", "①", "地方", kpis=(KPI, KpiSpec("受診率", target="50%", targets=(HALF,))))


def build_one_item() -> BuiltRound:
    make_ministry("総務省")
    make_ministry("財務省")
    return build_round(make_round(), [ITEM])


@pytest.fixture(scope="module")
def built_once(rows_of_module: Callable[..., BuiltRound]) -> BuiltRound:
    return rows_of_module(build_one_item)


@pytest.fixture
def built(built_once: BuiltRound) -> BuiltRound:
    return deepcopy(built_once)


def again(built: BuiltRound, *items: ItemSpec) -> BuiltRound:
    """The items as another document of the same round prints them."""
    return record_round(built.round, items, make_document(date(2018, 1, 9)))


def with_kpi(**changes: Any) -> ItemSpec:
    """The item with its first KPI row changed."""
    return replace(ITEM, kpis=(replace(KPI, **changes), *ITEM.kpis[1:]))


def test_equal_drafts_write_nothing(built: BuiltRound) -> None:
    before, states = all_rows(), number_of_states()
    record_round(built.round, [ITEM], built.document)
    assert all_rows() == before
    assert number_of_states() == states


def test_equal_drafts_of_another_document_leave_the_places_where_they_are(built: BuiltRound) -> None:
    places = SourcePlace.objects.count()
    again(built, ITEM)
    assert SourcePlace.objects.count() == places


def test_one_cell_that_differs_is_one_row_written(built: BuiltRound) -> None:
    states = number_of_states()
    again(built, with_kpi(note="来年公表"))
    assert number_of_states() == states + 1
    assert ProgressSnapshot.objects.get(listing=built.listings["s1-k1"]).version == 2


def test_a_place_follows_its_words(built: BuiltRound) -> None:
    documents = again(built, with_kpi(actual="305団体", actuals=(FINAL,)))
    snapshot = ProgressSnapshot.objects.get(listing=built.listings["s1-k1"])
    assert snapshot.actual_place.document == documents.document
    assert snapshot.target_place.document == built.document
    assert Measurement.objects.get(listing=snapshot.listing).place == snapshot.actual_place


def test_the_place_of_a_heading_follows_its_words(built: BuiltRound) -> None:
    second = again(built, replace(ITEM, important_issue="地方行財政"))
    documents = {place.field: place.place.document for place in ItemPlace.objects.all()}
    assert documents == {"item": built.document, "important_issue": second.document}


def test_readings_of_changed_words_replace_those_before(built: BuiltRound) -> None:
    kept = Measurement.objects.get(listing=built.listings["s1-k1"])
    again(built, with_kpi(actual="305団体", actuals=(FINAL,)))
    measurement = Measurement.objects.get(listing=built.listings["s1-k1"])
    assert (measurement.pk, measurement.value, measurement.kind) == (kept.pk, 305, "final")


def test_readings_that_are_gone_are_deleted(built: BuiltRound) -> None:
    again(built, with_kpi(target="－", targets=()))
    assert [target.listing.row_id for target in Target.objects.all()] == ["s1-k2"]


def test_a_correction_stays_while_the_words_of_its_cell_do(built: BuiltRound) -> None:
    person = Change(User.objects.create(username="official"), "誤植")
    measurement = Measurement.objects.get(listing=built.listings["s1-k1"])
    correct_measurement(measurement, changes={"value": Decimal(310)}, change=person)
    again(built, with_kpi(note="来年公表"))
    assert Measurement.objects.get(listing=built.listings["s1-k1"]).value == 310
    again(built, with_kpi(actual="305団体", actuals=(FINAL,)))
    assert Measurement.objects.get(listing=built.listings["s1-k1"]).value == 305
    assert Correction.objects.get().ended_on is not None


def test_segments_become_those_that_are_printed(built: BuiltRound) -> None:
    kept = ProgressSegment.objects.get()
    printed = (
        SegmentDraft("【財務省】", ("財務省",), "調査した。", "", ""),
        SegmentDraft("", (), "配布した。", "", ""),
    )
    again(built, replace(ITEM, segments=printed))
    first, second = ProgressSegment.objects.order_by("order")
    assert (first.pk, first.label, [ministry.name for ministry in first.ministries.all()]) == (
        kept.pk,
        "【財務省】",
        ["財務省"],
    )
    assert (second.progress_words, second.version, first.version) == ("配布した。", 1, 2)
    again(built, ITEM)
    assert ProgressSegment.objects.get().label == "【総務省】"


def test_a_row_that_is_not_drafted_is_left_alone(built: BuiltRound) -> None:
    again(built, replace(ITEM, kpis=(KPI,)))
    assert set(KpiListing.objects.values_list("row_id", flat=True)) == {"s1-k1", "s1-k2"}


def test_a_kpi_of_one_listing_bears_the_name_printed_now(built: BuiltRound) -> None:
    again(built, with_kpi(name="窓口業務を委託した団体数"))
    assert set(Kpi.objects.values_list("name", flat=True)) == {"窓口業務を委託した団体数", "受診率"}


def test_a_heading_that_measures_from_now_on_gets_a_kpi(built: BuiltRound) -> None:
    again(built, with_kpi(heading=True))
    assert KpiListing.objects.get(row_id="s1-k1").kpi is None
    again(built, ITEM)
    assert KpiListing.objects.get(row_id="s1-k1").kpi is not None


def test_a_definition_is_brought_to_the_kpi_of_a_stored_listing(built: BuiltRound) -> None:
    draft = ListingDraft("s1-k1", "s1", 1, KPI.name, 1, definition=DefinitionDraft("委託した団体の数", unit="団体"))
    record_listings(built.round.edition, [draft], places=PlaceRegister(built.document), change=BY_NOBODY)
    kpi = KpiListing.objects.get(row_id="s1-k1").kpi
    assert (kpi.name, kpi.definition, kpi.unit, kpi.version) == (KPI.name, "委託した団体の数", "団体", 2)


def test_a_page_that_the_edition_does_not_have_is_refused(built: BuiltRound) -> None:
    with pytest.raises(NoSuchRow, match="行ID「s9」の様式"):
        record_listings(
            built.round.edition,
            [ListingDraft("s9-k1", "s9", 1, "受診率")],
            places=PlaceRegister(built.document),
            change=BY_NOBODY,
        )


def test_joining_and_linking_again_write_nothing() -> None:
    programme = make_programme()
    for year in (2016, 2017):
        built = build_round(make_round(year, programme), [ITEM])
    link_to_neighbours(built.round.edition, change=BY_NOBODY)
    assert join_certain_kpis(built.round.edition, change=BY_NOBODY)
    states = number_of_states()
    link_to_neighbours(built.round.edition, change=BY_NOBODY)
    assert join_certain_kpis(built.round.edition, change=BY_NOBODY) == []
    assert number_of_states() == states


def test_retired_rows_are_not_published_and_stay(built: BuiltRound) -> None:
    other = ItemSpec("健康づくり", processes=("周知",), kpis=(KpiSpec("健診の数"),))
    both = record_round(built.round, [ITEM, other], built.document)
    retire_rows([both.listings["s1-k2"]], round=built.round, change=BY_NOBODY)
    retire_rows(list(ReformItem.objects.filter(row_id="i2")), round=built.round, change=BY_NOBODY)
    publish(built)
    assert [row.name for row in PublishedItem.objects.all()] == ["見える化"]
    assert [row.listing.row_id for row in PublishedKpi.objects.all()] == ["s1-k1"]
    assert PublishedProgress.objects.count() == 1
    assert KpiListing.objects.count() == 3


def test_a_retired_process_takes_its_progress_out_of_the_publication(built: BuiltRound) -> None:
    retire_rows(list(ReformProcess.objects.all()), round=built.round, change=BY_NOBODY)
    publish(built)
    assert not PublishedProgress.objects.exists()


def test_a_retired_row_that_is_printed_again_is_in_force_again(built: BuiltRound) -> None:
    retire_rows([built.listings["s1-k2"]], round=built.round, change=BY_NOBODY)
    again(built, ITEM)
    assert KpiListing.objects.get(row_id="s1-k2").retired_in is None


@pytest.mark.once
def test_the_number_of_queries_does_not_grow_with_the_rows(queries_of: Callable[[Callable[[], object]], int]) -> None:
    def act(kpis: int, actual: str) -> Callable[[], object]:
        specs = tuple(KpiSpec(f"指標{n}", actual=actual) for n in range(kpis))
        return lambda: record_round(rounds[kpis], [ItemSpec("項目", kpis=specs)], document)

    few, many = 2, 20
    rounds = {few: make_round(2016), many: make_round(2017)}
    document = make_document(date(2018, 1, 9))
    for actual in ("301団体", "302団体"):
        assert queries_of(act(many, actual)) <= queries_of(act(few, actual)) + 2
        assert queries_of(act(many, actual)) == queries_of(act(few, actual))
