"""Writing what ministries enter beside the processes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from reforms.models import EditionScale, ProcessProgress, ProgressSegment, Rating, ReasonCode, ReportingRound, User
from reforms.progress_words import Part, whole_words
from reforms.services.entries import NotYours, held_round, refuse_entering, require_seen, words_before
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
def enter_progress(round: ReportingRound, entries: Sequence[ProgressEntry], *, change: Change) -> list[ProgressSegment]:
    """The segments as they are stored now; the whole words of their cells are composed again.

    What is sent as it stands is not written: a save whose answer got lost may come again. Raises NotYours, Locked,
    MovedOn, and ValidationError on a mark that the edition does not print.
    """
    held = held_round(round)
    rows = _rows(held, entries)
    refuse_entering(held, rows, change=change)
    marks = ratings_by_code(held, EditionScale.Rates.PROCESS)
    changed = [row for row, entry in zip(rows, entries, strict=True) if _bring(row, entry, marks)]
    update_rows(changed, [*WORDS, "mark"], change=change)
    _compose({row.process_progress_id for row in changed}, change)
    return rows


@transaction.atomic
def undo_progress(round: ReportingRound, segment: int, *, version: int, by: User) -> ProgressSegment:
    """The segment as it was before the person's own last save of it. Raises what `enter_progress` does, and
    NothingToUndo."""
    row = ProgressSegment.objects.filter(process_progress__round=round, pk=segment).first()
    if row is None:
        raise NotYours
    change = Change(by, "元に戻す", code=ReasonCode.UNDONE)
    refuse_entering(held_round(round), [row], change=change)
    require_seen(row, version)
    words = words_before(row, WORDS, by=by)
    entry = ProgressEntry(segment, version, words["progress_words"], words["outlook_words"], words["mark_words"])
    return enter_progress(round, [entry], change=change)[0]


def _rows(round: ReportingRound, entries: Sequence[ProgressEntry]) -> list[ProgressSegment]:
    """The segments in the order of the entries, held."""
    stored = ProgressSegment.objects.select_for_update(of=("self",)).filter(
        process_progress__round=round, pk__in=[entry.segment for entry in entries]
    )
    found = {row.pk: row for row in stored.select_related("mark").order_by("pk")}
    if any(entry.segment not in found for entry in entries):
        raise NotYours
    return [found[entry.segment] for entry in entries]


def _bring(row: ProgressSegment, entry: ProgressEntry, marks: Mapping[str, Rating]) -> bool:
    """Gives the row what was sent; whether any of it is new to it. Raises MovedOn, ValidationError."""
    sent = {"progress_words": entry.progress, "outlook_words": entry.outlook, "mark_words": entry.mark}
    differing = {field: words for field, words in sent.items() if words is not None and getattr(row, field) != words}
    if not differing:
        return False
    require_seen(row, entry.version)
    if differing.get("mark_words") and differing["mark_words"] not in marks:
        raise ValidationError({"mark": UNKNOWN_MARK.format(mark=differing["mark_words"])})
    for field, words in differing.items():
        setattr(row, field, words)
    row.mark = marks.get(row.mark_words)
    return True


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
