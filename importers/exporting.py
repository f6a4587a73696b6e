"""A round as the standard workbook: what goes out comes back and is recognised."""

from __future__ import annotations

import io

from importers.document import SourceDocument
from importers.documenting import document_of
from importers.snapshot import printed_drafts
from importers.snapshot.cover import cover_of
from importers.snapshot.frame import retired_row_ids
from importers.workbook import write_workbook
from reforms.models import ReportingRound


def exported_document(round: ReportingRound) -> SourceDocument:
    """The whole round as a document, with a cover that says so."""
    drafts = printed_drafts(round)
    return document_of(drafts, cover_of(round, drafts, retired_row_ids(round)))


def standard_workbook(round: ReportingRound) -> bytes:
    """The round as an .xlsx file. Raises UnwritableText where a cell cannot hold its words."""
    stream = io.BytesIO()
    write_workbook(exported_document(round), stream)
    return stream.getvalue()
