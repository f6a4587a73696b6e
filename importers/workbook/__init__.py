"""The standard workbook: `docs/import-formats.md` describes it, `tables.py` defines it."""

from importers.workbook.guarded import RefusedWorkbook
from importers.workbook.row_ids import with_row_ids
from importers.workbook.writer import UnwritableText, write_workbook

__all__ = ["RefusedWorkbook", "UnwritableText", "with_row_ids", "write_workbook"]
