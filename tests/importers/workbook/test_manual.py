"""docs/import-formats.md says what tables.py defines."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.workbook.columns import Table, heading_key
from importers.workbook.manual import as_markdown
from importers.workbook.tables import TABLES

MANUAL = Path(__file__).parents[3] / "docs" / "import-formats.md"


def test_the_manual_prints_the_sheets_as_they_are_defined() -> None:
    assert MANUAL.read_text(encoding="utf-8").endswith(f"### Sheets\n\n{as_markdown()}\n")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_heading_of_a_sheet_means_two_columns(table: Table) -> None:
    keys = [heading_key(words) for column in table.columns for words in (column.heading, *column.alternatives)]
    assert len(keys) == len(set(keys))
