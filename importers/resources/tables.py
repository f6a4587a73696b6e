"""What a flat table holds: the columns of one sheet of the standard workbook, of records and not of models."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from import_export.resources import Resource
from tablib import Dataset  # type: ignore[import-untyped]  # published without types

from importers.document import SourceDocument
from importers.readers.registry import read_source_file
from importers.readers.source_file import NOTHING_STATED, SourceFile, Stated
from importers.workbook.cells import CellValue
from importers.workbook.columns import Table
from importers.workbook.flatten import Record, records_of
from importers.workbook.tables import DEFINITIONS, KPIS, PROCESSES


class WritesNothing(Exception):
    """A resource was asked to write: only the import with its preview does."""


class TableResource(Resource):  # type: ignore[misc]  # published without types
    """The table of a subclass. Its columns and how their cells are written are those of `importers.workbook.tables`."""

    table: Table

    def get_export_headers(self, **_: Any) -> list[str]:
        """The headings, in the order of the sheet."""
        return [column.heading for column in self.table.columns]

    def records(self, document: SourceDocument) -> list[Record]:
        """The rows of the table as the document has them, whose rows have their ids."""
        return records_of(document)[self.table.name]

    def export(self, queryset: Iterable[Record] | None = None, **_: Any) -> Dataset:
        """The records as a table. queryset: as `records` gives them, by the name the base class has for them."""
        rows = [self._cells(record) for record in queryset or ()]
        return Dataset(*rows, headers=self.get_export_headers(), title=self.table.title)

    def read(self, source: SourceFile, stated: Stated = NOTHING_STATED) -> SourceDocument:
        """What a table says that a person changed, for the same plan and services as every other file.

        Raises UnreadableSource, UnknownLayout.
        """
        return read_source_file(source, stated)

    def import_data(self, *_: Any, **__: Any) -> NoReturn:
        """Raises WritesNothing."""
        raise WritesNothing("表は「取込」から取り込んでください。内容を確かめてから反映します。")

    def import_row(self, *_: Any, **__: Any) -> NoReturn:
        """Raises WritesNothing."""
        self.import_data()

    def _cells(self, record: Record) -> list[CellValue]:
        cells = ((column, record.get(column.field)) for column in self.table.columns)
        return [None if value is None else column.codec.write(value) for column, value in cells]


class KpiResource(TableResource):
    """KPIの掲載 with what the round prints."""

    table = KPIS


class ProcessResource(TableResource):
    """改革工程 with their progress cells."""

    table = PROCESSES


class DefinitionResource(TableResource):
    """KPI整理表; it is only written: definitions come in with the standard workbook."""

    table = DEFINITIONS
