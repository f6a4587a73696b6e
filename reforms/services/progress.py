"""Writing what a round prints beside the processes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from kpi_tracker.lib.japanese_text import name_key
from reforms.drafts import ProgressDraft, SegmentDraft
from reforms.models import (
    EditionScale,
    FormSheet,
    Ministry,
    ProcessProgress,
    ProgressSegment,
    Rating,
    ReformProcess,
    ReportingRound,
)
from reforms.services.ministries import ministries_by_name
from reforms.services.recording import Change
from reforms.services.sources import PlaceRegister
from reforms.services.upserting import by_row_id, keys_by_row_id, replace_rows, replace_ties, upsert_rows

CELL_FIELDS = ("sheet", "order", "progress_words", "outlook_words")
WORDS_AT = {"progress_place": "progress_words", "outlook_place": "outlook_words"}
SEGMENT_FIELDS = ("label", "progress_words", "outlook_words", "mark_words", "mark")
SegmentKey = tuple[int, int]
"""Primary key of the progress cell, and the place of the segment in it from 1."""
_WORK = {"responsibilities": "担当", "comments": "質疑", "evidence": "根拠資料"}


class PartInUse(ValueError):
    """A part of a progress cell would go while people's work hangs on it. The message is Japanese."""


def ratings_by_code(round: ReportingRound, rates: str) -> dict[str, Rating]:
    """The ratings that the round's edition uses for KPIs, processes or items, by code; empty where it uses none."""
    scale = EditionScale.objects.filter(edition=round.edition_id, rates=rates).first()
    return {rating.code: rating for rating in Rating.objects.filter(scale=scale.scale_id)} if scale else {}


@transaction.atomic
def record_progress(
    round: ReportingRound, drafts: Sequence[ProgressDraft], *, places: PlaceRegister, change: Change
) -> dict[str, ProcessProgress]:
    """The progress cells by row id, with processes and segments, as they are stored now; what is equal is not written.

    A label of no known ministry stays words. Raises NoSuchRow where a cell names a page or a process that the edition
    does not have, PartInUse where a cell has fewer parts than before and people's work hangs on one of the others.
    """
    sheets = keys_by_row_id(
        FormSheet.objects.filter(edition=round.edition_id), [draft.sheet_row_id for draft in drafts]
    )
    processes = keys_by_row_id(
        ReformProcess.objects.filter(edition=round.edition_id),
        chain.from_iterable(draft.process_row_ids for draft in drafts),
    )
    standing = by_row_id(ProcessProgress.objects.filter(round=round), [draft.row_id for draft in drafts])
    wanted = {
        draft.row_id: ProcessProgress(
            round=round,
            sheet_id=sheets[draft.sheet_row_id],
            row_id=draft.row_id,
            order=draft.order,
            progress_words=draft.progress,
            outlook_words=draft.outlook,
            progress_place=places.place(draft.places.get("progress")),
            outlook_place=places.place(draft.places.get("outlook")),
        )
        for draft in drafts
    }
    cells = upsert_rows(standing, wanted, fields=CELL_FIELDS, words_at=WORDS_AT, places=places, change=change)
    ties = {cells[draft.row_id].pk: [processes[row_id] for row_id in draft.process_row_ids] for draft in drafts}
    for cell, process in _ended_ties(round, ties):
        ties[cell].append(process)
    replace_ties(ProcessProgress.processes.through, "processprogress", "reformprocess", ties, change=change)
    _record_segments(round, {cells[draft.row_id].pk: draft.segments for draft in drafts}, change)
    return cells


def _ended_ties(round: ReportingRound, cells: Collection[int]) -> QuerySet[Any, tuple[int, int]]:
    """The ties of the cells, by primary key, to processes that have ended: a draft says nothing of these."""
    ties = ProcessProgress.processes.through.objects.filter(processprogress__in=cells)
    ended = ties.filter(reformprocess__retired_in__fiscal_year__lte=round.fiscal_year)
    return ended.values_list("processprogress_id", "reformprocess_id")


def _record_segments(
    round: ReportingRound, segments_of: Mapping[int, tuple[SegmentDraft, ...]], change: Change
) -> None:
    """Makes the segments of the cells, by primary key, those drafted."""
    marks = ratings_by_code(round, EditionScale.Rates.PROCESS)
    drafts = {(cell, order): draft for cell, parts in segments_of.items() for order, draft in enumerate(parts, start=1)}
    stored = _segments_by_key(segments_of)
    wanted = {key: _segment(key, draft, marks) for key, draft in drafts.items()}
    _let_go([segment for key, segment in stored.items() if key not in wanted], change)
    replace_rows(stored, wanted, fields=SEGMENT_FIELDS, change=change)
    known = ministries_by_name()
    ties = {stored.get(key, segment).pk: _known_ministries(drafts[key], known) for key, segment in wanted.items()}
    replace_ties(ProgressSegment.ministries.through, "progresssegment", "ministry", ties, change=change)


def _let_go(gone: Sequence[ProgressSegment], change: Change) -> None:
    """Takes the ministries off parts that are to go, where nothing else hangs on them."""
    keys = [segment.pk for segment in gone]
    for relation, work in _WORK.items() if keys else ():
        used = ProgressSegment.objects.filter(pk__in=keys, **{f"{relation}__isnull": False}).order_by("pk")
        if first := used.select_related("process_progress").first():
            raise PartInUse(_in_use(first, work))
    replace_ties(
        ProgressSegment.ministries.through, "progresssegment", "ministry", dict.fromkeys(keys, ()), change=change
    )


def _in_use(segment: ProgressSegment, work: str) -> str:
    label = f"「{segment.label}」" if segment.label else ""
    return (
        f"行ID「{segment.process_progress.row_id}」の進捗の区切りが減り、{segment.order}番目の区切り{label}がなくなりますが、"
        f"{work}が付いています。進捗の欄の区切りを元の数に戻すか、この行を取り込まないでください。"
    )


def _segments_by_key(cells: Mapping[int, object]) -> dict[SegmentKey, ProgressSegment]:
    rows = ProgressSegment.objects.filter(process_progress__in=cells)
    return {(row.process_progress_id, row.order): row for row in rows}


def _segment(key: SegmentKey, draft: SegmentDraft, marks: Mapping[str, Rating]) -> ProgressSegment:
    cell, order = key
    return ProgressSegment(
        process_progress_id=cell,
        order=order,
        label=draft.label,
        progress_words=draft.progress,
        outlook_words=draft.outlook,
        mark_words=draft.mark,
        mark=marks.get(draft.mark),
    )


def _known_ministries(draft: SegmentDraft, known: Mapping[str, Ministry]) -> list[int]:
    return [known[name_key(name)].pk for name in draft.ministries if name_key(name) in known]
