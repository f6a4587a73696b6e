"""The reader on an invented sheet whose answer was written by hand: four years in two eras, a table in two pieces."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from importers.document import KpiRow, SourceDocument
from importers.readers.registry import read_source_file
from importers.readers.source_file import SourceFile

SAMPLES = Path(__file__).parents[2] / "samples"
SHEET = SAMPLES / "evaluation_sheet_invented.txt"
ANSWER: dict[str, Any] = json.loads(
    SHEET.with_suffix(".json").read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal
)
AMOUNTS = ("fy", "initial", "supplementary", "carry", "total", "executed")


@pytest.fixture(scope="module")
def document() -> SourceDocument:
    return read_source_file(SourceFile(SHEET.name, SHEET.read_bytes()))


@pytest.fixture(scope="module")
def rows(document: SourceDocument) -> list[KpiRow]:
    return [row for sheet in document.sheets for row in sheet.kpis]


def as_answered(row: KpiRow) -> dict[str, Any]:
    """The row in the shape of the answer."""
    final = next((one for one in row.targets if one.final), None)
    flagged = {issue.field for issue in row.issues if issue.severity in ("error", "warning")}
    return {
        "label": row.label,
        "name": row.name,
        "is_main": row.is_main,
        "tier": row.tier,
        "status": row.status,
        "baseline": row.baseline and [row.baseline.value, row.baseline.unit, row.baseline.fy],
        "targets": {str(one.fiscal_year): one.value for one in row.targets if not one.final},
        "final": final and [final.value, final.deadline_fy, final.comparator],
        "actuals": {str(one.fiscal_year): [one.value, one.kind] for one in row.actuals},
        "flagged": sorted(flagged),
    }


@pytest.mark.parametrize("index", range(len(ANSWER["rows"])), ids=[row["name"] for row in ANSWER["rows"]])
def test_every_row_is_read_and_flagged_only_where_a_person_must_look(rows: list[KpiRow], index: int) -> None:
    assert as_answered(rows[index]) == ANSWER["rows"][index]


def test_no_row_is_invented(rows: list[KpiRow]) -> None:
    assert len(rows) == len(ANSWER["rows"])


def test_a_table_in_two_pieces_keeps_its_goals(document: SourceDocument) -> None:
    assert [sheet.item for sheet in document.sheets] == ANSWER["goals"]


def test_the_budget_keeps_signs_zeros_and_dashes_apart(document: SourceDocument) -> None:
    assert [[year[name] for name in AMOUNTS] for year in document.budget] == ANSWER["budget"]


def test_a_budget_that_does_not_add_up_is_flagged(document: SourceDocument) -> None:
    assert [(issue.field, issue.severity) for issue in document.issues] == [("budget", "warning")]


def test_title_year_and_overall_judgement_are_read(document: SourceDocument) -> None:
    overall = {sheet.attributes["overall"] for sheet in document.sheets}
    assert (document.title, document.fiscal_year, overall) == (
        ANSWER["title"],
        ANSWER["fiscal_year"],
        {ANSWER["overall"]},
    )
