"""Whatever cells are edited, exactly these are found, whether the file carries ids or not."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.comparing import compare
from importers.document import KpiRow, SourceDocument
from importers.incoming import incoming_of
from importers.plan import Decisions
from importers.readers.registry import read_words
from importers.readers.source_file import SourceFile
from importers.workbook.tables import KPIS
from kpi_tracker.lib.records import replace
from tests.importers.comparing.editing import WORKBOOK, standing

FIELDS = ("target_raw", "actual_raw", "status", "note_raw")
edits = st.dictionaries(st.integers(0, 23), st.sets(st.sampled_from(FIELDS), min_size=1), max_size=5)


@cache
def document() -> SourceDocument:
    return read_words(SourceFile(WORKBOOK.name, WORKBOOK.read_bytes()))


def rows() -> list[KpiRow]:
    return [row for sheet in document().sheets if sheet.duplicate_of is None for row in sheet.kpis]


def edited(changes: dict[str, set[str]]) -> SourceDocument:
    """The document with other words in some cells. changes: fields by row id."""

    def row_edited(row: KpiRow) -> KpiRow:
        return replace(row, **{field: f"改めた{field}" for field in changes.get(str(row.row_id), ())})

    sheets = (replace(sheet, kpis=tuple(map(row_edited, sheet.kpis))) for sheet in document().sheets)
    return replace(document(), sheets=tuple(sheets))


def without_ids(made: SourceDocument) -> SourceDocument:
    """The document as a reader of texts would hand it on."""
    return replace(
        made,
        corrections=(),
        sheets=tuple(
            replace(
                sheet,
                row_id=None,
                processes=tuple(replace(row, row_id=None) for row in sheet.processes),
                kpis=tuple(replace(row, row_id=None) for row in sheet.kpis),
            )
            for sheet in made.sheets
        ),
    )


@pytest.mark.parametrize("handed_on", [lambda made: made, without_ids], ids=["with ids", "without ids"])
def test_random_edits_are_found_exactly(handed_on) -> None:
    @settings(max_examples=25)
    @given(edits)
    def found(numbers: dict[int, set[str]]) -> None:
        printed = rows()
        changes = {str(printed[number % len(printed)].row_id): fields for number, fields in numbers.items()}
        plan = compare(incoming_of(handed_on(edited(changes))), standing(), Decisions()).plan
        told = {row.row_id: {change.heading for change in row.changes} for row in plan.rows if row.kind == "changed"}
        assert told == {row_id: {KPIS.heading_of(field) for field in fields} for row_id, fields in changes.items()}
        assert plan.counts["unchanged"] == len(plan.rows) - len(changes)

    found()
