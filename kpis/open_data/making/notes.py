"""The records of 確認事項 and 訂正, as the pages tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kpis.frozen import FrozenKpi
from kpis.models import PublishedKpi
from kpis.notices import shown_corrections, shown_issues
from kpis.open_data.making.context import Context, under
from kpis.open_data.making.kpis import of_row
from kpis.open_data.records.notes import ItemNoteRecord, KpiNoteRecord, Note, ProcessNoteRecord
from reforms.frozen import FrozenCorrection, FrozenIssue, FrozenItem, FrozenProgress
from reforms.models import PublishedItem, PublishedProgress


def item_notes(row: PublishedItem, context: Context) -> Iterator[ItemNoteRecord]:
    """The corrections of an item."""
    for note in _notes((), FrozenItem.from_json(row.content).corrections):
        yield ItemNoteRecord(context.publications[row.publication_id], under(row), note)


def process_notes(row: PublishedProgress, context: Context) -> Iterator[ProcessNoteRecord]:
    """The notes on a progress cell."""
    cell = FrozenProgress.from_json(row.content)
    for note in _notes(cell.issues, cell.corrections):
        yield ProcessNoteRecord(context.publications[row.publication_id], row.progress_id, note)


def kpi_notes(row: PublishedKpi, context: Context) -> Iterator[KpiNoteRecord]:
    """The notes on a KPI row."""
    content = FrozenKpi.from_json(row.content)
    of = of_row(row, content, context)
    for note in _notes(content.issues, content.corrections):
        yield KpiNoteRecord(of, note)


def _notes(issues: Iterable[FrozenIssue], corrections: Iterable[FrozenCorrection]) -> Iterator[Note]:
    """What is still in doubt, the gravest first, then what was corrected, oldest first."""
    corrected = list(corrections)
    for issue in shown_issues(issues, corrected=corrected):
        yield Note("issue", issue.severity_label, "", issue.message, "", "", None)
    for given in shown_corrections(corrected):
        on = date.fromisoformat(given.on)
        yield Note("correction", "", given.heading, given.reason, given.before, given.after, on)
