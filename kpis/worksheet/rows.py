"""Stored rows → the rows of the worksheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kpis.entry_reading.before import SegmentBefore
from kpis.entry_reading.drafts import draft_row
from kpis.entry_reading.keys import segment_key, snapshot_key
from kpis.entry_reading.reading import stored_reading
from kpis.entry_reading.shown import Choice
from kpis.entry_reading.surroundings import Surroundings
from kpis.history import row_before
from kpis.models import KpiListing, ProgressSnapshot
from kpis.worksheet.names import label_of, title_of
from kpis.worksheet.page import EntryField, KpiRow, OtherRow, SegmentRow
from reforms.models import ProgressSegment, ReasonCode
from reforms.vocabulary import Vocabulary

WHY_APART: list[Choice] = [
    (code.value, str(code.label))
    for code in (ReasonCode.UPDATE, ReasonCode.FINALISED, ReasonCode.ERROR, ReasonCode.DEFINITION)
]
"""Why a row that lists a KPI again may say something else."""
NO_MARK: Choice = ("", "（選んでください）")


@dataclass(frozen=True)
class RowStanding:
    """How a row stands for the person who looks. own_version: the latest that they wrote themselves, 0 without one."""

    may_edit: bool
    is_todo: bool
    own_version: int = 0


def segment_row(
    segment: ProgressSegment,
    standing: RowStanding,
    before: SegmentBefore,
    marks: Mapping[str, str],
    words: Vocabulary,
) -> SegmentRow:
    """The row of a part of a progress cell. marks: the edition's codes with their words, empty where it prints none."""
    may = standing.may_edit
    fields = [
        EntryField("progress", words.progress, segment.progress_words, before.progress, may),
        EntryField("outlook", words.outlook, segment.outlook_words, before.outlook, may),
    ]
    if marks:
        choices = [NO_MARK, *marks.items()]
        fields.append(EntryField("mark", "印", segment.mark_words, before.mark, may, choices))
    return SegmentRow(
        key=segment_key(segment.pk),
        title=title_of(segment),
        label=label_of(segment),
        version=segment.version,
        url=reverse("kpis:enter_progress", args=(segment.pk,)),
        undo_url=reverse("kpis:undo_progress", args=(segment.pk,)),
        may_edit=may,
        may_undo=may and standing.own_version == segment.version,
        is_todo=standing.is_todo,
        ministries=ministries_of(segment),
        fields=fields,
    )


def kpi_row(
    snapshot: ProgressSnapshot,
    standing: RowStanding,
    known: Surroundings,
    follows: OtherRow | None,
    followers: list[OtherRow],
) -> KpiRow:
    """The row of a KPI. follows, followers: the row that is entered for it, and those that it is entered for."""
    listing, words = snapshot.listing, known.round.edition.vocabulary
    before = row_before(draft_row(snapshot, known.round), known.history_of(snapshot))
    may = standing.may_edit
    last = before.content if before else None
    return KpiRow(
        key=snapshot_key(snapshot.pk),
        title=str(listing),
        label=listing.label,
        tier=words.tier_label(listing.tier),
        version=snapshot.version,
        url=reverse("kpis:enter_kpi", args=(snapshot.pk,)),
        undo_url=reverse("kpis:undo_kpi", args=(snapshot.pk,)),
        reading_url=reverse("kpis:read_words", args=(snapshot.pk,)) if may else "",
        may_edit=may,
        may_undo=may and standing.own_version == snapshot.version,
        is_todo=standing.is_todo,
        is_heading=False,
        target_words=snapshot.target_words,
        grade=before.grade if before else None,
        ministries=ministries_of(listing),
        fields=[
            EntryField("actual", words.actual, snapshot.actual_words, last.actual_words if last else "", may),
            EntryField("note", words.note, snapshot.note_words, last.note_words if last else "", may),
        ],
        reading=stored_reading(snapshot, known, may_correct=may),
        follows=follows,
        reasons=WHY_APART if follows else (),
        followers=followers,
    )


def heading_row(listing: KpiListing) -> KpiRow:
    """The heading that rows of the table stand under; nothing is entered into it."""
    return KpiRow(
        key=f"heading-{listing.pk}",
        title=str(listing),
        label=listing.label,
        tier="",
        version=0,
        url="",
        undo_url="",
        reading_url="",
        may_edit=False,
        may_undo=False,
        is_todo=False,
        is_heading=True,
        target_words="",
        grade=None,
        ministries=[],
        fields=[],
        reading=None,
        follows=None,
        reasons=(),
        followers=[],
    )


def ministries_of(answered: Any) -> list[str]:
    """The names of those who answer for a segment or listing."""
    responsibilities: Iterable[Any] = answered.responsibilities.all()
    return [one.ministry.name for one in responsibilities]
