"""The reader of the 2017 layout, words and values together, on hand-made documents of other policy areas.

They were written after the reader, as text extraction leaves such pages; the answers were written by hand.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from importers.document_json import as_json
from importers.readers.progress_2017.bounds import LONGEST_LINE, MOST_CHARACTERS, MOST_LINES
from importers.readers.registry import UnreadableSource, read_source_file
from importers.readers.source_file import SourceFile
from tests.importers.readers.agreement import agreement_on

SAMPLES = Path(__file__).parents[2] / "samples"
COLUMN_HEADINGS = "改革工程\n改革工程の進捗\n\n計画期間中の進捗 今後の進展について\n\n"


@pytest.fixture(scope="module", params=["health", "local_finance"])
def read_and_answer(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    path = SAMPLES / f"progress_2017_{request.param}.txt"
    answer = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return as_json(read_source_file(SourceFile(path.name, path.read_bytes()))), answer


def sheets_with_rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [sheet for sheet in document["sheets"] if sheet["kpis"] or sheet["processes"]]


@pytest.mark.parametrize("kind", ["kpis", "processes"])
def test_no_row_is_missing_or_invented_and_no_cell_wrong_without_a_flag(read_and_answer, kind: str) -> None:
    agreement = agreement_on(kind, *read_and_answer)
    assert agreement.cells > 0
    assert (agreement.missing, agreement.extra, agreement.silent) == ([], [], [])


@pytest.mark.parametrize("kind", ["kpis", "processes"])
def test_at_least_98_of_100_cells_are_read(read_and_answer, kind: str) -> None:
    assert agreement_on(kind, *read_and_answer).share >= 0.98


def test_every_item_grade_and_mark_is_the_printed_one(read_and_answer) -> None:
    def told(document: dict[str, Any]) -> list[tuple[Any, ...]]:
        return [
            (sheet["item"], [row["status"] for row in sheet["kpis"]], [row["marks"] for row in sheet["processes"]])
            for sheet in sheets_with_rows(document)
        ]

    got, answer = read_and_answer
    assert told(got) == told(answer)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param("推進\n" * MOST_LINES, "行あり、上限", id="too many lines"),
        pytest.param(("推進" * 450 + "\n") * (MOST_CHARACTERS // 900 + 1), "字あり、上限", id="too many characters"),
        pytest.param("－ 推進 " * LONGEST_LINE + "\n", "6行目が", id="a line without an end"),
    ],
)
def test_a_file_beyond_the_bounds_is_refused_with_one_sentence(more: str, said: str) -> None:
    with pytest.raises(UnreadableSource, match=said):
        read_source_file(SourceFile("large.txt", (COLUMN_HEADINGS + more).encode()))
