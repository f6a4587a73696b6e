"""The reader on evaluation sheets that nobody has seen: other words, years, headings, column orders and damage."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.document import KpiRow, SourceDocument
from importers.issues import Issue
from importers.normalise import with_readings
from importers.readers.evaluation_sheet import EvaluationSheetReader
from importers.readers.source_file import SourceFile
from tests.importers.readers.reprinted_evaluation import reprinted
from tests.importers.readers.rows_evaluation import Answer
from tests.importers.readers.variants_evaluation import Budget, variant

ROOT = Path(__file__).parents[3]
PRINTED = next((ROOT / "fixtures" / "sources").glob("003_*.txt"))
EXPECTED = json.loads((ROOT / "tests" / "samples" / "evaluation_sheet_expected.json").read_text(encoding="utf-8"))
SEEDS = range(60)
REPRINTS = range(12)
RIGHT_SHARE = 0.95
FIELDS_FLAGGED_BY = {
    "targets": ("target_raw",),
    "final": ("target_raw",),
    "comparator": ("target_raw",),
    "actuals": ("actual_raw",),
}


@dataclass
class Count:
    """What a reading of many variants came to."""

    cells: int = 0
    right: int = 0
    silent: list[tuple[Any, ...]] = field(default_factory=list)
    rows: list[tuple[int, list[str], list[str]]] = field(default_factory=list)


def read(text: str) -> SourceDocument:
    source = SourceFile("variant.txt", text.encode())
    assert EvaluationSheetReader().recognises(source)
    return with_readings(EvaluationSheetReader().read(source))


def as_answered(row: KpiRow, answer: Answer) -> dict[str, tuple[Any, Any]]:
    """By field what was read and what should have been."""
    finals = [(one.value, one.deadline_fy) for one in row.targets if one.final and one.deadline_fy]
    bounds = {one.comparator for one in row.targets if one.value is not None}
    return {
        "name": (row.name, answer.name),
        "is_main": (row.is_main, answer.is_main),
        "status": (row.status, answer.status),
        "baseline": (row.baseline and (row.baseline.value, row.baseline.unit, row.baseline.fy), answer.baseline),
        "targets": ({one.fiscal_year: one.value for one in row.targets if not one.final}, answer.targets),
        "final": (finals, [answer.final] if answer.final else []),
        "comparator": (bounds - {answer.comparator}, set()),
        "actuals": ({one.fiscal_year: one.value for one in row.actuals}, answer.actuals),
    }


def is_flagged(issues: tuple[Issue, ...], name: str) -> bool:
    fields = FIELDS_FLAGGED_BY.get(name, (name,))
    return any(issue.field in fields and issue.severity in ("warning", "error") for issue in issues)


def add(count: Count, seed: int, document: SourceDocument, records: list[Answer]) -> None:
    rows = [row for sheet in document.sheets for row in sheet.kpis]
    by_label = {row.label: row for row in rows}
    count.rows.append((seed, [str(row.label) for row in rows], [answer.label for answer in records]))
    for answer in records:
        row = by_label.get(answer.label)
        if row is None:
            continue
        for name, (got, wanted) in as_answered(row, answer).items():
            count.cells += 1
            count.right += got == wanted
            if got != wanted and not is_flagged(row.issues, name):
                count.silent.append((seed, answer.label, name, got, wanted))


def add_budget(count: Count, seed: int, document: SourceDocument, budget: Budget) -> None:
    for year, amounts in budget.items():
        read_year = next((line for line in document.budget if line["fy"] == year), {})
        for kind, amount in amounts.items():
            count.cells += 1
            count.right += read_year.get(kind) == amount
            if read_year.get(kind) != amount and not is_flagged(document.issues, "budget"):
                count.silent.append((seed, year, kind, read_year.get(kind), amount))


def invented() -> Count:
    total = Count()
    for seed in SEEDS:
        made = variant(seed)
        document = read(made.text)
        add(total, seed, document, made.records)
        add_budget(total, seed, document, made.budget)
    return total


def published_with_other_numbers() -> Count:
    total = Count()
    for seed in REPRINTS:
        text, records = reprinted(PRINTED.read_text(encoding="utf-8").split("\n"), EXPECTED, seed)
        add(total, seed, read(text), records)
    return total


@pytest.fixture(scope="module", params=[invented, published_with_other_numbers], ids=["invented", "reprinted"])
def count(request: pytest.FixtureRequest) -> Count:
    return request.param()


def test_no_cell_of_a_variant_is_wrong_without_a_flag(count: Count) -> None:
    assert count.silent == []


def test_no_record_of_a_variant_is_missing_or_invented(count: Count) -> None:
    assert [(seed, got, wanted) for seed, got, wanted in count.rows if got != wanted] == []


def test_nearly_every_cell_of_the_variants_is_right(count: Count) -> None:
    assert count.right / count.cells >= RIGHT_SHARE


@pytest.mark.parametrize("seed", range(20))
def test_each_goal_of_a_variant_is_a_sheet(seed: int) -> None:
    made = variant(seed)
    assert [sheet.item for sheet in read(made.text).sheets] == made.goals


LINE = st.lists(
    st.text(alphabet="イロハ①2⑤【】()28年度目標以上約%値基準達成施策測定指標・<p> 、\u3000", max_size=12), max_size=12
)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000), lines=st.lists(LINE, max_size=8), at=st.integers(0, 60))
def test_nothing_raises_whatever_stands_in_the_file(seed: int, lines: list[list[str]], at: int) -> None:
    text = variant(seed).text.split("\n")
    text[at:at] = ["\t".join(line) for line in lines]
    document = with_readings(EvaluationSheetReader().read(SourceFile("hostile.txt", "\n".join(text).encode())))
    assert document.layout == "evaluation_sheet"


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_nothing_raises_on_any_text(text: str) -> None:
    source = SourceFile("any.txt", text.encode("utf-8", "replace"))
    assert EvaluationSheetReader().recognises(source) in (True, False)
    assert EvaluationSheetReader().read(source).layout == "evaluation_sheet"
