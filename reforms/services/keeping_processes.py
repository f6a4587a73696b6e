"""Processes that the secretariat adds, rewords, splits and joins, each with the progress cell it is reported in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.db import transaction

from kpi_tracker.lib.japanese_text import name_key
from kpi_tracker.lib.records import replace
from reforms.drafts import ProcessDraft, ProgressDraft, SegmentDraft
from reforms.models import FormSheet, ProgressSegment, ReformProcess
from reforms.services.frame import record_processes, retire_rows
from reforms.services.keeping import NotKept, held, new_row_id, newest_round, next_order, require_keeper
from reforms.services.lineage import confirm_continuation
from reforms.services.ministries import ministries_by_name
from reforms.services.progress import record_progress
from reforms.services.recording import Change
from reforms.services.redrafting import process_as_drafted
from reforms.services.sources import PlaceRegister

OTHER_PAGE = "同じ様式の、廃止していないほかの工程を選んでください。"


@transaction.atomic
def keep_process(process: ReformProcess, words: str, *, version: int, change: Change) -> ReformProcess:
    """The process with these words, in force again where it was ended. Raises NotKept, MovedOn, ValidationError."""
    require_keeper(change, process.edition)
    stored = held(process, version)
    draft = replace(process_as_drafted(stored), words=words)
    return record_processes(stored.edition, [draft], places=PlaceRegister(None), change=change)[draft.row_id]


@transaction.atomic
def add_process(sheet: FormSheet, words: str, ministries: Sequence[str], *, change: Change) -> ReformProcess:
    """A new process, last on its page, with a part to enter for each of the ministries. Raises NotKept,
    ValidationError."""
    require_keeper(change, sheet.edition)
    known = ministries_by_name()
    labels = [(f"【{known[name_key(name)].short_name}】", (name,)) for name in ministries]
    return _add(sheet, words, [SegmentDraft(*one) for one in labels] or [SegmentDraft()], change)


@transaction.atomic
def split_process(
    process: ReformProcess, staying: str, going: str, *, version: int, change: Change
) -> tuple[ReformProcess, ReformProcess]:
    """The process with the words that stay, and a new one with the others, reported on under the same labels; both go
    on from the same process of the edition before. Raises NotKept, MovedOn, ValidationError."""
    stored = keep_process(process, staying, version=version, change=change)
    parts = ProgressSegment.objects.filter(process_progress__processes=stored).prefetch_related("ministries")
    labelled = [
        SegmentDraft(part.label, tuple(ministry.name for ministry in part.ministries.all()))
        for part in parts.order_by("process_progress_id", "order")
    ]
    new = _add(stored.sheet, going, labelled or [SegmentDraft()], change)
    if stored.continues is not None:
        confirm_continuation(new, earlier=cast(ReformProcess, stored.continues), change=change)
    return stored, new


@transaction.atomic
def join_process(process: ReformProcess, *, into: ReformProcess, version: int, change: Change) -> None:
    """Ends the process, which goes on as part of another of its page. Raises NotKept, MovedOn, ValidationError."""
    require_keeper(change, process.edition)
    stored = held(process, version)
    if into.sheet_id != stored.sheet_id or into.pk == stored.pk or into.retired_in_id is not None:
        raise NotKept(OTHER_PAGE)
    words = f"{into.words}\n{stored.words}"
    draft = replace(process_as_drafted(into), words=words)
    record_processes(stored.edition, [draft], places=PlaceRegister(None), change=change)
    retire_rows([stored], round=newest_round(stored.edition), change=change)


def _add(sheet: FormSheet, words: str, parts: Sequence[SegmentDraft], change: Change) -> ReformProcess:
    edition, round = sheet.edition, newest_round(sheet.edition)
    row_id = new_row_id(ReformProcess, edition, f"{sheet.row_id}-p")
    order = next_order(sheet.processes)
    draft = ProcessDraft(row_id, sheet.row_id, order, words)
    nowhere = PlaceRegister(None)
    process = record_processes(edition, [draft], places=nowhere, change=change)[row_id]
    cell = ProgressDraft(row_id, sheet.row_id, order, (row_id,), tuple(parts))
    record_progress(round, [cell], places=nowhere, change=change)
    return process
