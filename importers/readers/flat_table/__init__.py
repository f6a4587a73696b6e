"""One sheet of the standard workbook by itself, as CSV or in a workbook without cover: rows known by their 行ID."""

from importers.readers.flat_table.reader import FlatTableReader, why_no_table

__all__ = ["FlatTableReader", "why_no_table"]
