"""A yearly file, from bytes to rows and back: prepare, apply, undo. Each step stands in a module of its own.

Preview and writing rest on one comparison: `apply` makes it again in the transaction that writes, and where the rows
are no longer those that the person saw it writes nothing and shows a new preview.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from time import sleep
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from importers.apply import NotLoadable, Writable, placed_in_text, write_import
from importers.comparing import Comparison
from importers.document import SourceDocument
from importers.loadable import in_one_line
from importers.models import ImportBatch
from importers.plan import Decisions
from importers.planning import plan_import
from importers.readers.registry import UnreadableSource, layout_of, read_words
from importers.readers.source_file import NOTHING_STATED, SourceFile, Stated
from importers.rounds import round_of
from importers.services import BEFORE_WORK, NotNow, State, beat, decisions_of, keep_preview, keep_seen, move
from importers.spool import NoRoom
from kpis.services.standings import stand_stale
from reforms.models import ReasonCode, ReportingRound
from reforms.services.locks import Locked
from reforms.services.recording import Change
from reforms.services.undoing import Edited, undo_batch
from reforms.services.undoing import edited_since as rows_edited_since

MOVED_ON = "確認のあとに取込み先のデータが変わったため、何も書き込んでいません。新しい差分を確かめてください。"
CUT_OFF = "データベースとの接続が切れたため、何も書き込んでいません。少し待ってからやり直してください。"
LOST_CONNECTION = (OperationalError, InterfaceError)
PAUSES = (0.5, 1, 2, 4, 8)
"""Seconds between tries to reach a database that went away: a restart takes less than all of them."""


def read(source: SourceFile, round: ReportingRound | None) -> tuple[SourceDocument, ReportingRound | None]:
    """What the file says, and the round it reports on: the given one, else the one that it names. UnreadableSource."""
    document = _stated(round).filled_into(read_words(source))
    return document, round or round_of(document)


def compared(document: SourceDocument, round: ReportingRound, decisions: Decisions) -> Comparison:
    """The file's rows beside those of the round. Raises NotLoadable where the file as a whole cannot be taken."""
    comparison = plan_import(document, round, decisions)
    if faults := tuple(issue.message for issue in comparison.plan.issues if issue.severity == "error"):
        raise NotLoadable(in_one_line(faults))
    return comparison


def prepare(batch: ImportBatch, *, told: str = "") -> None:
    """Reads the file and keeps the preview, the one question that is open, or why the file is refused."""
    with _put_back(batch), _without_collecting():
        move(batch, to=State.READING, since=(State.WAITING, State.PREVIEW), message=told)
        try:
            beat(batch, "ファイルを読んでいます", done=0, total=3)
            source = source_of(batch)
            document, round = read(source, batch.round)
            keep_seen(batch, document, round, layout=layout_of(source))
            if round is None:
                move(batch, to=State.ASKING, since=(State.READING,))
                return
            beat(batch, "登録済みの行と比べています", done=1, total=3)
            plan = compared(document, round, decisions_of(batch)).plan
            beat(batch, "差分を保存しています", done=2, total=3)
            keep_preview(batch, plan)
        except (UnreadableSource, NotLoadable) as refusal:
            move(batch, to=State.REFUSED, since=(State.READING,), message=str(refusal))


def apply(batch: ImportBatch) -> None:
    """Writes what the preview shows, whole or not at all; a new preview where the ground moved since."""
    with _put_back(batch), _without_collecting():
        beat(batch, "書き込んでいます（途中で止めても半端に残りません）")
        try:
            if not _written(batch):
                move(batch, to=State.WAITING, since=(State.APPLYING,))
                prepare(batch, told=MOVED_ON)
        except (UnreadableSource, NotLoadable) as refusal:
            move(batch, to=State.PREVIEW, since=(State.APPLYING,), message=str(refusal))


@transaction.atomic
def _written(batch: ImportBatch) -> bool:
    """Whether the rows were still those of the preview; then they are written, and the batch is applied with them."""
    round = ReportingRound.objects.select_for_update(of=("self",)).select_related("edition").get(pk=batch.round_id)
    found = _to_write(batch, round)
    if found is None:
        return False
    change = Change(batch.applied_by, batch.reason, batch.pk, ReasonCode.DOCUMENT, batch.overrides)
    kept = write_import(round, found, change=change)
    move(batch, to=State.APPLIED, since=(State.APPLYING,), applied_at=timezone.now(), document=kept, stage="")
    return True


def _to_write(batch: ImportBatch, round: ReportingRound) -> Writable | None:
    """What the preview shows, ready to be written; None where the rows are no longer those that it shows."""
    source = source_of(batch)
    document, _ = read(source, round)
    document, shown = placed_in_text(document, source)
    comparison = plan_import(document, round, decisions_of(batch), above=shown.above)
    if comparison.plan.fingerprint != batch.fingerprint:
        return None
    return Writable(comparison.to_write(), comparison.to_retire(), source, document.layout, shown.text)


def undo(batch: ImportBatch, *, leaving: Collection[tuple[str, int]] = ()) -> None:
    """Takes the batch back, whole or not at all. leaving: rows that stay as someone edited them since.

    Where a row was edited that is not among them, or one is locked, nothing is undone, and the batch says so.
    """
    with _put_back(batch):
        try:
            _undo_whole(batch, leaving)
        except Locked as refusal:
            move(batch, to=State.APPLIED, since=(State.UNDOING,), message=str(refusal))


@transaction.atomic
def _undo_whole(batch: ImportBatch, leaving: Collection[tuple[str, int]]) -> None:
    ReportingRound.objects.select_for_update(of=("self",)).get(pk=batch.round_id)
    if {(row.model, row.pk) for row in edited_since(batch)} - set(leaving):
        told = "取込みのあとに編集された行があるため、元に戻していません。一覧を確かめてください。"
        move(batch, to=State.APPLIED, since=(State.UNDOING,), message=told)
        return
    change = Change(batch.undone_by, batch.undo_reason, code=ReasonCode.UNDONE, overrides=batch.overrides)
    document, batch.document = batch.document, None
    move(batch, to=State.UNDONE, since=(State.UNDOING,), undone_at=timezone.now(), document=None, stage="")
    taken_back = _taken_back(batch)
    undo_batch(batch.pk, change=change, leaving=leaving, taken_back=taken_back, document=document)
    stand_stale()


def edited_since(batch: ImportBatch) -> list[Edited]:
    """The rows of an applied batch that someone edited since."""
    return rows_edited_since(batch.pk, taken_back=_taken_back(batch))


def _taken_back(batch: ImportBatch) -> list[UUID]:
    """The other imports of the round that were undone."""
    undone = ImportBatch.objects.filter(round=batch.round_id, state=State.UNDONE).exclude(pk=batch.pk)
    return list(undone.values_list("pk", flat=True))


def source_of(batch: ImportBatch) -> SourceFile:
    """The file of the batch as it was uploaded. Raises UnreadableSource where it is no longer kept."""
    try:
        with batch.file.open("rb") as file:
            return SourceFile(batch.file_name, file.read())
    except OSError as missing:
        raise UnreadableSource(
            f"{batch.file_name}: 保存したファイルを開けません。もう一度ファイルを取り込んでください。"
        ) from missing


def _stated(round: ReportingRound | None) -> Stated:
    if round is None:
        return NOTHING_STATED
    return Stated(round.edition.programme.name, round.edition.name, round.fiscal_year)


@contextmanager
def _put_back(batch: ImportBatch) -> Iterator[None]:
    """Where database or disk fail, the batch is put back as soon as can be: nothing was written."""
    try:
        yield
    except LOST_CONNECTION:
        state = State(_state_once_back(batch))
        if state not in BEFORE_WORK:
            raise
        move(batch, to=BEFORE_WORK[state], since=(state,), message=CUT_OFF, stage="")
    except NoRoom as full:
        batch.refresh_from_db()
        state = State(batch.state)
        move(batch, to=BEFORE_WORK[state], since=(state,), message=str(full), stage="")
    except NotNow:
        batch.refresh_from_db()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A file becomes a hundred thousand records that all stay in use: looking through them for garbage finds none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _state_once_back(batch: ImportBatch) -> str:
    """The batch's state, asked for until the database answers. Raises OperationalError where it stays away."""
    for pause in PAUSES:
        connection.close()
        try:
            return ImportBatch.objects.values_list("state", flat=True).get(pk=batch.pk)
        except LOST_CONNECTION:
            sleep(pause)
    connection.close()
    return ImportBatch.objects.values_list("state", flat=True).get(pk=batch.pk)
