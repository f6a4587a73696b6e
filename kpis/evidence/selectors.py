"""What the page of an entry's 根拠資料 shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from kpi_tracker.lib.file_kinds import KINDS
from kpis.entries import EntryHeading, EntryKind, heading_of, kind_of
from reforms.answering import edits
from reforms.models.evidence import Evidence
from reforms.rights import Person
from reforms.selectors import moment_label


@dataclass(frozen=True)
class ShownEvidence:
    """A file or an address. name: of the file, or the address itself; kind: 「PDF・1.2 MB」, "" of an address."""

    title: str
    page: str
    url: str
    name: str
    kind: str
    by: str
    at: str
    is_file: bool
    remove_url: str


@dataclass(frozen=True)
class RemovedEvidence:
    """What was taken away, by whom and when."""

    title: str
    name: str
    by: str
    at: str


@dataclass(frozen=True)
class EvidencePage:
    """Everything the page shows."""

    heading: EntryHeading
    rows: list[ShownEvidence]
    removed: list[RemovedEvidence]
    may_edit: bool


def evidence_page(entry: Any, person: Person) -> EvidencePage:
    """The evidence of an entry, and what was taken away; the same number of queries whatever there is."""
    kind = kind_of(entry)
    history: Any = kind.evidence.history
    gone = history.filter(entry=entry.pk, history_type="-").select_related("history_user").order_by("-history_id")
    return EvidencePage(
        heading=heading_of(entry),
        rows=[_shown(kind, row) for row in entry.evidence.select_related("by")],
        removed=[_removed(state) for state in gone],
        may_edit=edits(person, entry),
    )


def _shown(kind: EntryKind, row: Evidence) -> ShownEvidence:
    address = (kind.name, row.entry_id, row.pk)  # type: ignore[attr-defined]  # each kind has its own `entry`
    return ShownEvidence(
        title=row.title,
        page=row.page,
        url=reverse("kpis:evidence_file", args=address) if row.file else row.url,
        name=row.file_name or row.url,
        kind=f"{KINDS[f'.{row.kind}'].name}・{filesizeformat(row.size)}" if row.file else "",
        by=row.by.shown_name,
        at=moment_label(row.at),
        is_file=bool(row.file),
        remove_url=reverse("kpis:remove_evidence", args=address),
    )


def _removed(state: Any) -> RemovedEvidence:
    by = state.history_user.shown_name if state.history_user else ""
    return RemovedEvidence(state.title, state.file_name or state.url, by, moment_label(state.history_date))
