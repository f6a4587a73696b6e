"""A batch's own state: its file, how far it has come, its preview and the decisions about it.

No reform or KPI data is written here: that is `importers.apply`, in a transaction of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from itertools import chain, islice
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from importers.document import Sheet, SourceDocument
from importers.models import ImportBatch, PreviewRow
from importers.plan import Decisions, Plan, PlannedRow, row_as_json
from reforms.models import ReportingRound, User
from reforms.services.locks import NOT_AN_ADMIN, locks_something, may_override

State = ImportBatch.State
BEFORE_WORK = {State.READING: State.WAITING, State.APPLYING: State.PREVIEW, State.UNDOING: State.APPLIED}
"""Where a batch goes back to whose work was cut off: nothing of it is in the database."""
OPEN = (State.WAITING, State.ASKING, State.PREVIEW, State.REFUSED)
STALE = timedelta(minutes=3)
"""Work that said nothing for so long was cut off: one stage of 100,000 rows takes less."""
UNATTENDED = timedelta(minutes=1)
"""A file that waits for so long while no work goes on shows that no worker runs."""
LEAVE, RETIRE, NEW, SAME = PreviewRow.LEAVE, PreviewRow.RETIRE, PreviewRow.NEW, PreviewRow.SAME
AT_ONCE = 1_000
"""Rows of a preview that are written at once: they stand in memory as rows of the database only for so long."""
WEIGHTS = ("error", "warning", "note")


OVERRIDE = "管理者だけが、それらの行も変えることを選んで確定できます。"


class NotNow(Exception):
    """The batch is in a state in which this cannot be done. The message is Japanese and says what to do."""


@transaction.atomic
def receive_file(name: str, data: bytes, *, by: User) -> ImportBatch:
    """A new batch with the file kept. The name is kept to be shown; the file is stored under its SHA-256."""
    sha256 = hashlib.sha256(data).hexdigest()
    batch = ImportBatch(file_name=name[-255:], sha256=sha256, size=len(data), uploaded_by=by)
    batch.file.save(sha256, ContentFile(data), save=False)
    batch.save(force_insert=True)
    return batch


def move(batch: ImportBatch, *, to: State, since: Collection[State], **values: Any) -> None:
    """Moves the batch on, unless someone else did so first. Raises NotNow."""
    values |= {"state": to, "beat_at": timezone.now()}
    if not ImportBatch.objects.filter(pk=batch.pk, state__in=since).update(**values):
        now = ImportBatch.objects.get(pk=batch.pk)
        raise NotNow(f"この取込みは「{now.get_state_display()}」です。画面を開き直して状態を確かめてください。")
    batch.refresh_from_db()


def beat(batch: ImportBatch, stage: str, *, done: int = 0, total: int = 0) -> None:
    """Says how far the work has come; shown while it runs."""
    ImportBatch.objects.filter(pk=batch.pk).update(stage=stage, done=done, total=total, beat_at=timezone.now())


def keep_seen(batch: ImportBatch, document: SourceDocument, round: ReportingRound | None, *, layout: str) -> None:
    """Keeps what the program saw in the file: programme, edition, year, ministries, and the round it is of.

    layout: of the file itself, which of a standard workbook is not that of the document.
    """
    ministries = dict.fromkeys(name for sheet in document.sheets for name in _ministries(sheet))
    ImportBatch.objects.filter(pk=batch.pk).update(
        layout=layout,
        made_from="" if document.layout == layout else document.layout,
        programme=document.programme or "",
        edition=document.front.get("edition", ""),
        fiscal_year=document.fiscal_year,
        ministries=list(ministries),
        round=round,
    )
    batch.refresh_from_db()


def _ministries(sheet: Sheet) -> Iterator[str]:
    yield from sheet.ministries
    for row in sheet.processes:
        yield from row.ministries


@transaction.atomic
def keep_preview(batch: ImportBatch, plan: Plan) -> None:
    """Stores what the preview shows in place of an earlier one; what was decided of a row stays with it."""
    decided = dict(batch.rows.exclude(decision="").values_list("key", "decision"))
    batch.rows.all().delete()
    of_file = PlannedRow("document/file", "document", "", "", "ファイル全体", "unchanged", issues=plan.issues)
    planned = chain((of_file,), plan.rows)
    shown = (row for row in planned if row.kind != "unchanged" or row.issues or row.key in decided)
    rows = (_preview_row(batch, order, row, decided.get(row.key, "")) for order, row in enumerate(shown, 1))
    while some := list(islice(rows, AT_ONCE)):
        PreviewRow.objects.bulk_create(some)
    move(batch, to=State.PREVIEW, since=(State.READING,), counts=plan.counts, fingerprint=plan.fingerprint, stage="")


def _preview_row(batch: ImportBatch, order: int, row: PlannedRow, decision: str) -> PreviewRow:
    severities = {issue.severity for issue in row.issues}
    return PreviewRow(
        batch=batch,
        order=order,
        key=row.key,
        kind=row.kind,
        table=row.table,
        item=row.item,
        title=row.title,
        severity=next((weight for weight in WEIGHTS if weight in severities), ""),
        content=row_as_json(row),
        decision=decision,
    )


def is_stale(batch: ImportBatch) -> bool:
    """Whether work began and was cut off."""
    return batch.state in BEFORE_WORK and (batch.beat_at is None or batch.beat_at < timezone.now() - STALE)


def is_unattended() -> bool:
    """Whether files wait for a worker that does not seem to run."""
    now, since = timezone.now(), Coalesce("beat_at", "uploaded_at")
    waiting = ImportBatch.objects.alias(since=since).filter(state=State.WAITING, since__lt=now - UNATTENDED)
    working = ImportBatch.objects.filter(state__in=BEFORE_WORK, beat_at__gt=now - STALE)
    return waiting.exists() and not working.exists()


def resume(batch: ImportBatch) -> None:
    """Puts a batch whose work was cut off back to where it can be begun again. Raises NotNow while it may still run.

    Work that runs after all cannot finish: its last step asks for the state that is given up here.
    """
    if not is_stale(batch):
        raise NotNow("作業が続いている可能性があります。数分待ってから画面を開き直してください。")
    state = State(batch.state)
    move(batch, to=BEFORE_WORK[state], since=(state,), stage="", message="作業が途中で切れました。やり直せます。")


def drop(batch: ImportBatch) -> None:
    """Gives a batch up that wrote nothing. Raises NotNow."""
    stale = (State(batch.state),) if is_stale(batch) and batch.state != State.UNDOING else ()
    move(batch, to=State.DROPPED, since=(*OPEN, *stale, State.READING), stage="")


def set_round(batch: ImportBatch, round: ReportingRound) -> None:
    """Answers which round the file reports on; the file is then read anew. Raises NotNow."""
    move(batch, to=State.WAITING, since=OPEN, round=round, message="")


def ask_to_apply(batch: ImportBatch, *, by: User, reason: str, overrides: bool = False) -> None:
    """Says that the preview is to be applied, by whom and why; overrides: also to locked rows, as an admin may.

    Raises NotNow where rows still wait for a decision, or where the round is locked.
    """
    if not reason.strip():
        raise NotNow("取込みの理由を書いてください。履歴に残ります。")
    if waiting := undecided(batch):
        raise NotNow(f"判断が済んでいない行が{waiting}件あります。一覧で選んでから確定してください。")
    _refuse_locked(batch, by, overrides)
    said = {"applied_by": by, "reason": reason.strip(), "overrides": overrides}
    move(batch, to=State.APPLYING, since=(State.PREVIEW,), message="", **said)


def undecided(batch: ImportBatch) -> int:
    """How many rows must be settled first: open questions, and rows with an error that are not left out."""
    return batch.rows.waiting().count()


def _refuse_locked(batch: ImportBatch, by: User, overrides: bool) -> None:
    if overrides and not may_override(by):
        raise NotNow(NOT_AN_ADMIN)
    if not overrides and batch.round and locks_something(batch.round):
        raise NotNow(f"{batch.round}は締め切られているか、確認済みの行があります。{OVERRIDE}")


def ask_to_undo(batch: ImportBatch, *, by: User, reason: str, overrides: bool = False) -> None:
    """Says that the batch is to be taken back, by whom and why; overrides: as of `ask_to_apply`. Raises NotNow."""
    if not reason.strip():
        raise NotNow("元に戻す理由を書いてください。履歴に残ります。")
    _refuse_locked(batch, by, overrides)
    said = {"undone_by": by, "undo_reason": reason.strip(), "overrides": overrides}
    move(batch, to=State.UNDOING, since=(State.APPLIED,), message="", **said)


@transaction.atomic
def decide(batch: ImportBatch, decisions: Mapping[int, str]) -> bool:
    """Keeps what a person decided of rows of the preview, by primary key; whether the preview is another by that.

    It is where the file's row was said to be a standing one or a new one, or no longer is. Raises NotNow.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != State.PREVIEW:
        raise NotNow("確認待ちの取込みだけに判断を付けられます。画面を開き直してください。")
    rows = [row for row in batch.rows.filter(pk__in=decisions) if row.decision != decisions[row.pk]]
    said = {word for row in rows for word in (row.decision, decisions[row.pk])}
    for row in rows:
        row.decision = decisions[row.pk]
    PreviewRow.objects.bulk_update(rows, ["decision"])
    return any(word == NEW or word.startswith(SAME) for word in said)


def decisions_of(batch: ImportBatch) -> Decisions:
    """What was decided of the rows of a batch's preview, as the plan takes it."""
    decided = list(batch.rows.exclude(decision=""))
    return Decisions(
        same={
            row.key: "" if row.decision == NEW else row.decision.removeprefix(SAME)
            for row in decided
            if row.decision == NEW or row.decision.startswith(SAME)
        },
        left_out=frozenset(row.key for row in decided if row.decision == LEAVE),
        retired=frozenset(row.content.get("row_id", "") for row in decided if row.decision == RETIRE),
    )
