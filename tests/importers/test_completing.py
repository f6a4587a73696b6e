"""A flat table over what stands: only the cells it has are changed."""

from __future__ import annotations

from dataclasses import replace

from importers.completing import completed
from importers.document import KpiRow, ProcessRow, Sheet, SourceDocument
from importers.readers.flat_table import FlatTableReader
from importers.readers.source_file import SourceFile
from kpi_tracker.lib.readings import TargetReading

READ = (TargetReading(kind="numeric"),)
FIRST = KpiRow(1, "①", "受診率", (3, 3), target_raw="80%", actual_raw="40%", targets=READ, row_id="2017-s02-k01")
SECOND = replace(FIRST, name="待ち時間", row_id="2017-s02-k02")
PROCESS = ProcessRow(1, "広げる", (2, 2), row_id="2017-s02-p01")
STANDING = SourceDocument(
    "a.txt",
    "progress_2017",
    fiscal_year=2017,
    sheets=(Sheet((1, 9), ("健診",), row_id="2017-s02", processes=(PROCESS,), kpis=(FIRST, SECOND)),),
)


def over(text: str) -> Sheet:
    """The one page of the table as it is completed."""
    flat = FlatTableReader().read(SourceFile("改訂.csv", text.encode()))
    (sheet,) = completed(flat, STANDING).sheets
    return sheet


def test_a_column_that_the_table_does_not_have_stays_as_it_stands() -> None:
    sheet = over("行ID,KPI名,実績値\n2017-s02-k01,受診率,41%\n")
    first, second = sheet.kpis
    assert (first.label, first.target_raw, first.targets, first.actual_raw) == ("①", "80%", READ, "41%")
    assert second == SECOND
    assert (sheet.items, sheet.processes) == (("健診",), (PROCESS,))


def test_a_cell_that_the_table_leaves_empty_is_emptied_and_read_again() -> None:
    first, _ = over("行ID,KPI名,目標値\n2017-s02-k01,受診率,\n").kpis
    assert (first.target_raw, first.targets, first.actual_raw) == (None, (), "40%")


def test_a_row_without_id_is_added_behind_the_others_of_its_page() -> None:
    names = [row.name for row in over("行ID,様式番号,KPI名\n2017-s02-k02,2,待ち時間\n,2,満足度\n").kpis]
    assert names == ["受診率", "待ち時間", "満足度"]


def test_a_document_that_is_no_flat_table_is_left_alone() -> None:
    assert completed(STANDING, STANDING) is STANDING
