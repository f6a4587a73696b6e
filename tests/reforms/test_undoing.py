"""An import taken back leaves every table as it was; what others need by then stays, and what they changed is told."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from kpi_tracker.lib.readings import ActualReading, PromiseReading, TargetReading
from kpi_tracker.lib.records import replace
from kpis.models import Kpi, KpiListing, KpiMove, Measurement, ProgressSnapshot
from kpis.services.correcting import correct_measurement
from kpis.services.identity import part_listings
from kpis.services.lineage import join_certain_kpis
from reforms.drafts import SegmentDraft
from reforms.models import FormSheet, ReasonCode, ReformItem, ReformProcess, SourceDocument, User
from reforms.services.frame import retire_rows
from reforms.services.lineage import link_to_neighbours
from reforms.services.recording import Change, delete_rows, update_rows
from reforms.services.undoing import Undone, edited_since, undo_batch
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
from tests.tables import all_rows, number_of_states, versions

pytestmark = pytest.mark.django_db

PROMISE = PromiseReading("公表", date(2018, 3, 1), date(2018, 3, 31), "2018年３月頃に公表", (0, 12))
FINAL = ActualReading(Decimal(305), "団体", as_of="2017-04", kind="final", raw="305団体", span=(0, 5))
HALF = TargetReading("percent", Decimal(50), "%", ">=", deadline_fy=2019, raw="50%", span=(0, 3))
RATE = KpiSpec("受診率", target="50%", actual="305団体", targets=(HALF,), actuals=(FINAL,))
ITEM = ItemSpec(
    "見える化", "①", "地方", processes=("調査を実施", "結果を公表"), kpis=(KpiSpec(promises=(PROMISE,)), RATE)
)
REWORDED = ItemSpec(
    "見える化の徹底",
    "①",
    "地方行財政",
    processes=("調査を実施する", "結果を公表", "手引きを配布"),
    segments=(
        SegmentDraft("【財務省】", ("財務省",), "【財務省】調査した。", "続ける。", "順調"),
        SegmentDraft("", (), "配布した。", "", ""),
    ),
    kpis=(
        replace(KpiSpec(), actual="305団体", actuals=(FINAL, replace(FINAL, span=(6, 11)))),
        replace(RATE, target=""),
    ),
)
RELISTED = replace(REWORDED.kpis[0], relisted=True)
ADDED = ItemSpec("健康づくり", "②", kpis=(RATE, RELISTED))


@pytest.fixture
def official() -> User:
    return User.objects.create(username="official", last_name="山田", first_name="花子")


def two_years() -> BuiltRound:
    """Two years of a programme, joined; the later one is published and one of its readings corrected."""
    make_ministry("総務省")
    make_ministry("財務省")
    programme = make_programme()
    build_round(make_round(2016, programme), [ITEM, replace(ADDED, kpis=(RATE,))])
    later = build_round(make_round(2017, programme), [ITEM])
    settle(later, BY_NOBODY)
    correct_measurement(
        Measurement.objects.filter(listing=later.listings["s1-k2"]).get(),
        changes={"value": Decimal(306)},
        change=Change(User.objects.create(username="reviewer"), "原本で確認", code=ReasonCode.ERROR),
    )
    publish(later)
    return later


@pytest.fixture(scope="module")
def built_once(rows_of_module: Callable[..., BuiltRound]) -> BuiltRound:
    return rows_of_module(two_years)


@pytest.fixture
def built(built_once: BuiltRound) -> BuiltRound:
    return deepcopy(built_once)


def settle(built: BuiltRound, change: Change) -> None:
    link_to_neighbours(built.round.edition, change=change)
    join_certain_kpis(built.round.edition, change=change)


def imported(built: BuiltRound) -> tuple[Change, SourceDocument]:
    """A second document of the round: rows reworded, added, shortened and retired."""
    change = Change(by=None, reason="年次の取込み", batch=uuid4(), code=ReasonCode.DOCUMENT)
    document = make_document(date(2018, 1, 9))
    record_round(built.round, [REWORDED, ADDED], document, change)
    retire_rows(list(ReformProcess.objects.filter(row_id="s1-p2")), round=built.round, change=change)
    settle(built, change)
    return change, document


def undo(change: Change, document: SourceDocument | None = None, **options: object) -> Undone:
    assert change.batch
    taken_back = Change(by=None, reason="誤り", code=ReasonCode.UNDONE)
    return undo_batch(change.batch, change=taken_back, document=document, **options)


def test_every_table_is_as_before_and_versions_only_grow(built: BuiltRound) -> None:
    before, counted = all_rows(), versions()
    change, document = imported(built)
    during, states = versions(), number_of_states()
    done = undo(change, document)
    assert all_rows() == before
    assert done.deleted and done.restored and done.remade
    assert done.left == 0
    assert all(versions()[row] >= during.get(row, version) >= version for row, version in counted.items())
    assert number_of_states() == states + done.deleted + done.restored + done.remade


def test_undoing_is_itself_in_the_history(built: BuiltRound) -> None:
    change, _ = imported(built)
    undo(change)
    state = ReformItem.history.filter(row_id="i1").first()
    assert (state.history_change_reason, state.history_type, state.batch) == ("元に戻す：誤り", "~", None)
    assert ReformItem.history.filter(row_id="i2", edition=built.round.edition).first().history_type == "-"


def test_an_import_can_be_applied_and_undone_again(built: BuiltRound) -> None:
    before = all_rows()
    for _ in range(2):
        undo(*imported(built))
    assert all_rows().keys() == before.keys()
    assert all_rows() == before


def test_a_row_made_again_has_a_version_above_all_it_had(built: BuiltRound) -> None:
    segment = ReformProcess.objects.get(edition=built.round.edition, row_id="s1-p1").progress.get().segments.get()
    change = Change(by=None, batch=uuid4(), code=ReasonCode.DOCUMENT)
    update_rows([segment], ["label"], change=Change(None, "修正", code=ReasonCode.ERROR))
    ties = segment.ministries.through.objects.filter(progresssegment=segment)
    delete_rows(ties, change=change)
    delete_rows([segment], change=change)
    undo(change)
    segment.refresh_from_db()
    assert segment.version == 3
    assert segment.ministries.count() == 1


def test_nothing_was_edited_right_after_an_import(built: BuiltRound) -> None:
    change, _ = imported(built)
    assert edited_since(change.batch) == []


def test_what_somebody_changed_since_is_told_with_who_and_when(built: BuiltRound, official: User) -> None:
    change, _ = imported(built)
    snapshot = ProgressSnapshot.objects.get(listing=built.listings["s1-k1"])
    snapshot.note_words = "来年公表"
    update_rows([snapshot], ["note_words"], change=Change(official, "追記", code=ReasonCode.UPDATE))
    (edited,) = edited_since(change.batch)
    assert (edited.name, edited.by, edited.table) == (("kpis.progresssnapshot", snapshot.pk), official, "KPIの進捗")
    assert edited.title == str(snapshot)
    assert edited.at is not None


def test_what_a_later_import_changed_and_its_undoing_put_back_was_not_edited(built: BuiltRound) -> None:
    before = all_rows()
    change, document = imported(built)
    later, other = Change(by=None, batch=uuid4(), code=ReasonCode.DOCUMENT), make_document(date(2018, 2, 1))
    record_round(built.round, [replace(REWORDED, important_issue="社会保障", kpis=()), ADDED], other, later)
    told = edited_since(change.batch)
    undo(later, other)
    assert told
    assert edited_since(change.batch) == []
    undo(change, document)
    cited = {"reforms.SourceDocument", "reforms.SourcePlace"}  # the history of the later undoing still cites it
    assert {table for table, rows in all_rows().items() if rows != before[table]} == cited


def test_a_row_that_is_gone_with_the_row_it_is_called_by_is_told_by_its_table(built: BuiltRound) -> None:
    change, document = imported(built)
    undo(change, document)
    assert "（削除されたKPIの進捗）" in {edited.title for edited in edited_since(change.batch)}


def test_an_edited_row_goes_back_to_before_the_import_unless_it_is_left(built: BuiltRound, official: User) -> None:
    change, _ = imported(built)
    snapshot = ProgressSnapshot.objects.get(listing=built.listings["s1-k1"])
    snapshot.note_words = "来年公表"
    update_rows([snapshot], ["note_words"], change=Change(official, "追記", code=ReasonCode.UPDATE))
    assert undo(change, leaving=[("kpis.progresssnapshot", snapshot.pk)]).left == 1
    snapshot.refresh_from_db()
    assert (snapshot.note_words, snapshot.actual_words) == ("来年公表", "305団体")
    undo(change)
    snapshot.refresh_from_db()
    assert (snapshot.note_words, snapshot.actual_words) == ("", KpiSpec().actual)


def test_rows_that_were_published_since_stay_with_all_they_need(built: BuiltRound, official: User) -> None:
    change, document = imported(built)
    publish(built, reason="追加")
    told = {edited.model for edited in edited_since(change.batch)}
    assert told == {"reforms.reformitem", "reforms.processprogress", "kpis.kpilisting"}
    done = undo(change, document)
    assert done.left > 0
    added = KpiListing.objects.get(edition=built.round.edition, row_id="s2-k1")
    assert [item.name for item in added.sheet.items.all()] == ["健康づくり"]
    assert ReformItem.objects.get(edition=built.round.edition, row_id="i1").name == "見える化"
    assert SourceDocument.objects.filter(pk=document.pk).exists()


def test_a_listing_that_somebody_moved_since_stays(built: BuiltRound, official: User) -> None:
    change, _ = imported(built)
    listing = KpiListing.objects.get(edition=built.round.edition, row_id="s2-k2")
    part_listings([listing], change=Change(official, "別の指標"))
    assert {edited.by for edited in edited_since(change.batch)} == {official}
    undo(change)
    assert KpiListing.objects.filter(pk=listing.pk).exists()
    assert FormSheet.objects.filter(pk=listing.sheet_id).exists()
    assert KpiMove.objects.filter(listing=listing, by=official).exists()


def test_a_document_that_others_point_into_stays(built: BuiltRound) -> None:
    change, document = imported(built)
    other = Change(by=None, batch=uuid4(), code=ReasonCode.DOCUMENT)
    record_round(built.round, [replace(REWORDED, important_issue="社会保障"), ADDED], document, other)
    undo(other, document)
    assert SourceDocument.objects.filter(pk=document.pk).exists()
    undo(change, document)
    assert SourceDocument.objects.filter(pk=document.pk).exists()
    assert ReformItem.objects.get(row_id="i1", edition=built.round.edition).important_issue == "地方"


def test_joins_of_the_import_are_parted_again(built: BuiltRound) -> None:
    standing, moves = set(Kpi.objects.filter(merged_into=None)), set(KpiMove.objects.all())
    change, _ = imported(built)
    assert KpiMove.history.filter(batch=change.batch).count() == 2
    undo(change)
    assert set(Kpi.objects.filter(merged_into=None)) == standing
    assert set(KpiMove.objects.all()) == moves
