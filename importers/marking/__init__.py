"""The uploaded file with its errors marked, to be mended in a spreadsheet program and dropped again."""

from importers.marking.book import marked_workbook
from importers.marking.notes import CellNote, notes_of_document, notes_of_plan

__all__ = ["CellNote", "marked_workbook", "notes_of_document", "notes_of_plan"]
