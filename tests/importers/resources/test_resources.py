"""Flat tables out and in again: the columns of the workbook, nothing a spreadsheet runs, nothing written."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from openpyxl import load_workbook

from importers.document import KpiRow, ProcessRow, Sheet, SourceDocument
from importers.readers.source_file import SourceFile, Stated
from importers.resources import (
    GUARDED_FORMATS,
    DefinitionResource,
    GuardedCsv,
    GuardedXlsx,
    KpiResource,
    ProcessResource,
    TableResource,
    WritesNothing,
)
from importers.workbook.row_ids import with_row_ids
from importers.workbook.tables import DEFINITIONS, KPIS, PROCESSES

DANGEROUS = ("=1+1", "+81", "-", "-2+3", "@SUM(A1)", "\t=1", "＝1", "＋1", "－1", "＠x", "'=1", "=cmd|' /C calc'!A0")
DOCUMENT = with_row_ids(
    SourceDocument(
        "a.txt",
        "progress_2017",
        fiscal_year=2017,
        sheets=(
            Sheet(
                (1, 9),
                ("健診の推進",),
                processes=(ProcessRow(1, "健診を\n広げる", (2, 2), progress="広げた、まで"),),
                kpis=tuple(KpiRow(2, None, words, (3, 3), target_raw=words, status="A") for words in DANGEROUS),
            ),
        ),
    )
)


def exported(resource: TableResource, written: GuardedCsv) -> bytes:
    """The file that a person downloads."""
    return written.export_data(resource.export(resource.records(DOCUMENT)))


@pytest.mark.parametrize(
    ("resource", "table"), [(KpiResource, KPIS), (ProcessResource, PROCESSES), (DefinitionResource, DEFINITIONS)]
)
def test_the_columns_are_those_of_the_standard_workbook(resource: type[TableResource], table: object) -> None:
    assert resource().get_export_headers() == [column.heading for column in resource.table.columns]
    assert resource.table is table


@pytest.mark.parametrize("written", GUARDED_FORMATS, ids=["xlsx", "csv"])
@pytest.mark.parametrize("resource", [KpiResource(), ProcessResource()], ids=["kpis", "processes"])
def test_what_is_exported_comes_back_as_it_was(resource: TableResource, written: type[GuardedCsv]) -> None:
    source = SourceFile("表", exported(resource, written()))
    (sheet,) = resource.read(source, Stated("財政計画")).sheets
    assert (sheet.row_id, sheet.items) == ("2017-s01", ("健診の推進",))
    (page,) = DOCUMENT.sheets
    came_back = words_of(sheet.processes if resource.table is PROCESSES else sheet.kpis)
    assert came_back == words_of(page.processes if resource.table is PROCESSES else page.kpis)


def words_of(rows: Sequence[KpiRow | ProcessRow]) -> list[tuple[object, ...]]:
    """The id of each row and its printed cells."""
    fields = ("row_id", "name", "target_raw", "status", "process", "progress", "order")
    return [tuple(getattr(row, field, None) for field in fields) for row in rows]


def test_no_exported_cell_of_a_workbook_is_a_formula() -> None:
    sheet = load_workbook(io.BytesIO(exported(KpiResource(), GuardedXlsx()))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "@", "＝", "－")))


def test_no_exported_cell_of_a_csv_begins_as_a_formula() -> None:
    rows = csv.reader(io.StringIO(exported(KpiResource(), GuardedCsv()).decode("utf-8-sig"), newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r＝＋－＠"))]


def test_a_resource_writes_nothing_by_itself() -> None:
    """pytest would refuse it a database, too."""
    resource = KpiResource()
    table = GuardedCsv().create_dataset(exported(resource, GuardedCsv()))
    assert len(table) == len(DANGEROUS)
    for act in (lambda: resource.import_data(table, dry_run=False), lambda: resource.import_row({}, None)):
        with pytest.raises(WritesNothing, match="「取込」から取り込んでください"):
            act()
