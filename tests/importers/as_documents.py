"""Documents for comparing: the rows of the workbook that one was read from say nothing of what it says."""

from __future__ import annotations

from importers.document import SourceDocument
from kpi_tracker.lib.records import replace


def wherever_it_stands(document: SourceDocument) -> SourceDocument:
    """The document without the rows of a workbook that hold its records; a document read from a text has none."""
    pages = [
        replace(
            page,
            processes=tuple(replace(row, at=None) for row in page.processes),
            kpis=tuple(replace(row, at=None) for row in page.kpis),
        )
        for page in document.sheets
    ]
    return replace(document, sheets=tuple(pages))
