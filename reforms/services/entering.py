"""Writing what ministries enter beside the processes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from reforms.models import EditionScale, ProcessProgress, ProgressSegment, Rating, ReasonCode, ReportingRound, User
from reforms.progress_words import Part, whole_words
from reforms.services.entries import NotYours, refuse_entering, require_seen, words_before
from reforms.services.progress import ratings_by_code
from reforms.services.recording import Change, update_rows

WORDS = ("progress_words", "outlook_words", "mark_words")
UNKNOWN_MARK = "「{mark}」はこの版の印ではありません。一覧から選んでください。"


@dataclass(frozen=True)
class ProgressEntry:
    """What a person typed into a part of a progress cell, by primary key of the segment. version: of the row as they
    saw it; mark: its code, "" to take it away; None: the field was not sent and stays."""

    segment: int
    version: int
    progress: str | None = None
    outlook: str | None = None
    mark: str | None = None


@transaction.atomic
def enter_progress(entries: Sequence[ProgressEntry], *, change: Change) -> list[ProgressSegment]:
    """The segments, of one round, as they are stored now; the whole words of their cells are composed again.

    What is sent as it stands is not written: a save whose answer got lost may come again. Raises NotYours, Locked,
    MovedOn, and ValidationError on a mark that the edition does not print.
    """
    rows = _held([entry.segment for entry in entries])
    refuse_entering(_round_of(rows), rows, change=change)
    changed = [row for row, entry in zip(rows, entries, strict=True) if _bring(row, entry)]
    update_rows(changed, [*WORDS, "mark"], change=change)
    _compose({row.process_progress_id for row in changed}, change)
    return rows


@transaction.atomic
def undo_progress(segment: int, *, version: int, by: User) -> ProgressSegment:
    """The segment as it was before the person's own last save of it. Raises what `enter_progress` does, and
    NothingToUndo."""
    change = Change(by, "元に戻す", code=ReasonCode.UNDONE)
    (row,) = _held([segment])
    refuse_entering(_round_of([row]), [row], change=change)
    require_seen(row, version)
    words = words_before(row, WORDS, by=by)
    entry = ProgressEntry(segment, version, words["progress_words"], words["outlook_words"], words["mark_words"])
    return enter_progress([entry], change=change)[0]


def _held(segments: Sequence[int]) -> list[ProgressSegment]:
    """The segments by primary key, in this order; they and their rounds are held until the end of the transaction, so
    that nobody hands a part in between check and write. Raises NotYours where one is not there."""
    stored = ProgressSegment.objects.select_for_update(of=("self", "process_progress__round")).filter(pk__in=segments)
    found = {row.pk: row for row in stored.select_related("process_progress__round__edition").order_by("pk")}
    if any(segment not in found for segment in segments):
        raise NotYours
    return [found[segment] for segment in segments]


def _round_of(rows: Sequence[ProgressSegment]) -> ReportingRound:
    (round,) = {row.process_progress.round for row in rows}
    return round


def _bring(row: ProgressSegment, entry: ProgressEntry) -> bool:
    """Gives the row what was sent; whether any of it is new to it. Raises MovedOn, ValidationError."""
    sent = {"progress_words": entry.progress, "outlook_words": entry.outlook, "mark_words": entry.mark}
    differing = {field: words for field, words in sent.items() if words is not None and getattr(row, field) != words}
    if not differing:
        return False
    require_seen(row, entry.version)
    for field, words in differing.items():
        setattr(row, field, words)
    if "mark_words" in differing:
        row.mark = _mark(row.process_progress.round, row.mark_words)
    return True


def _mark(round: ReportingRound, code: str) -> Rating | None:
    """The mark of that code, None without one. Raises ValidationError on one that the edition does not print."""
    marks = ratings_by_code(round, EditionScale.Rates.PROCESS) if code else {}
    if code and code not in marks:
        raise ValidationError({"mark": UNKNOWN_MARK.format(mark=code)})
    return marks.get(code)


def _compose(cells: Iterable[int], change: Change) -> None:
    """Makes the words of these cells, by primary key, those of their segments as they are stored now."""
    rows = list(ProcessProgress.objects.filter(pk__in=list(cells)).prefetch_related("segments").order_by("pk"))
    changed = []
    for row in rows:
        segments = row.segments.all()
        progress = whole_words(Part(one.label, one.progress_words, one.mark_words) for one in segments)
        outlook = whole_words(Part(one.label, one.outlook_words) for one in segments)
        if (progress, outlook) != (row.progress_words, row.outlook_words):
            row.progress_words, row.outlook_words = progress, outlook
            # What a person typed stands in no document.
            row.progress_place = row.outlook_place = None
            changed.append(row)
    update_rows(changed, ["progress_words", "outlook_words", "progress_place", "outlook_place"], change=change)
