"""The file of a batch with its errors marked."""

from __future__ import annotations

from importers import pipeline
from importers.document import KpiRow, ProcessRow, SourceDocument, WorkbookRow
from importers.marking import marked_workbook, notes_of_document, notes_of_plan
from importers.models import ImportBatch, PreviewRow
from importers.normalise import with_readings
from importers.plan import row_from_json
from importers.workbook import with_row_ids


def marked_file(batch: ImportBatch) -> bytes:
    """An .xlsx that says by cell what is wrong, doubtful, or other than what stands. Raises UnreadableSource."""
    source = pipeline.source_of(batch)
    words, _ = pipeline.read(source, batch.round)
    document = with_readings(words)
    changed = batch.rows.filter(kind=PreviewRow.Kind.CHANGED).order_by("order").values_list("content", flat=True)
    notes = notes_of_plan(map(row_from_json, changed), _rows_at(document))
    return marked_workbook(source, document, (*notes_of_document(document), *notes))


def _rows_at(document: SourceDocument) -> dict[str, WorkbookRow]:
    found = {}
    for page in with_row_ids(document).sheets:
        rows: tuple[ProcessRow | KpiRow, ...] = (*page.processes, *page.kpis)
        found.update({row.row_id: row.at for row in rows if row.row_id and row.at})
    return found
