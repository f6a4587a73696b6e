"""An entry of either kind, a KPI row or a part of a progress cell: what the screens around one entry share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kpis.models import ProgressSnapshot, SnapshotComment, SnapshotEvidence
from reforms.answering import ministries_of, round_of
from reforms.models import Ministry, ProgressSegment, ReformItem, SegmentComment, SegmentEvidence
from reforms.models.entries import EntryRow
from reforms.parts import shown_to
from reforms.rights import Person


@dataclass(frozen=True)
class EntryKind:
    """name: in addresses; key: of its rows on the worksheet, "kpi-12"; related: what a page reads with a row.

    comments and evidence: a `Comment` and an `Evidence` of the kind's own, which point to its row as `entry`.
    """

    name: str
    key: str
    row: type[EntryRow]
    comments: type[Any]
    evidence: type[Any]
    related: tuple[str, ...]

    def seen_by(self, person: Person) -> QuerySet[Any]:
        """The entries that are shown to the person."""
        return shown_to(person, self.row._default_manager.select_related(*self.related))


KPIS = EntryKind(
    "kpis", "kpi", ProgressSnapshot, SnapshotComment, SnapshotEvidence, ("round__edition", "listing__sheet")
)
PROGRESS = EntryKind(
    "progress",
    "segment",
    ProgressSegment,
    SegmentComment,
    SegmentEvidence,
    ("process_progress__round__edition", "process_progress__sheet"),
)
KINDS = {kind.name: kind for kind in (KPIS, PROGRESS)}


def seen_entry(person: Person, name: str, pk: int) -> Any:
    """The entry of the kind of that name. Raises Http404 where it is not there, or not shown to the person."""
    return get_object_or_404(KINDS[name].seen_by(person), pk=pk)


def kind_of(entry: EntryRow) -> EntryKind:
    """The kind of an entry."""
    return next(kind for kind in KINDS.values() if isinstance(entry, kind.row))


@dataclass(frozen=True)
class EntryHeading:
    """How a page around an entry begins. kind and pk: of its addresses; worksheet: the address of its row there."""

    kind: str
    pk: int
    title: str
    items: list[str]
    ministries: list[str]
    round: str
    worksheet: str


def heading_of(entry: Any) -> EntryHeading:
    """The heading of an entry that was read with the rows `related` to it."""
    kind, round = kind_of(entry), round_of(entry)
    sheet = entry.listing.sheet if kind is KPIS else entry.process_progress.sheet
    return EntryHeading(
        kind=kind.name,
        pk=entry.pk,
        title=title_of(entry),
        items=[str(item) for item in ReformItem.objects.filter(sheets=sheet)],
        ministries=[ministry.name for ministry in Ministry.objects.filter(pk__in=ministries_of(entry))],
        round=str(round),
        worksheet=f"{reverse('kpis:worksheet', args=(round.pk,))}#{kind.key}-{entry.pk}",
    )


def title_of(entry: Any) -> str:
    """What an entry is called in one line: the KPI, or the processes with the label of the part."""
    if isinstance(entry, ProgressSnapshot):
        return str(entry.listing)
    words = "、".join(str(process) for process in entry.process_progress.processes.all())
    return f"{entry.label}{words}"
