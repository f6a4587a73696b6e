"""What a file prints of the round as a whole, its overall judgement and its money, beside what stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from importers.comparing.sides import Sides, key_of
from importers.plan import CellChange, PlannedRow, RowKind
from reforms.drafts import AssessmentDraft, BudgetDraft

_ASSESSMENT = {"words": "全体の評価", "reason": "判断の理由"}
_BUDGET = {
    "initial": "当初予算",
    "supplementary": "補正予算",
    "carried_over": "繰越し等",
    "total": "合計",
    "executed": "執行額",
    "unit": "単位",
}


@dataclass(frozen=True)
class ComparedPart:
    """A row of the plan with what would be written for it."""

    planned: PlannedRow
    draft: AssessmentDraft | BudgetDraft


def compared_parts(sides: Sides) -> Iterator[ComparedPart]:
    """The overall judgement and the budget lines of the file. A file that prints none leaves those that stand."""
    standing = sides.standing.drafts
    for draft in sides.ours.assessments:
        stands = next(iter(standing.assessments), None)
        yield ComparedPart(_planned("assessment", "全体の評価", stands, draft, _ASSESSMENT), draft)
    lines = {line.fiscal_year: line for line in standing.budget}
    for line in sides.ours.budget:
        title = f"予算・執行額（{line.fiscal_year}年度）"
        before = lines.get(line.fiscal_year)
        yield ComparedPart(_planned(f"budget-{line.fiscal_year}", title, before, line, _BUDGET), line)


def _planned(name: str, title: str, before: object, after: object, headings: dict[str, str]) -> PlannedRow:
    words = {field: (_words(getattr(before, field, None)), _words(getattr(after, field))) for field in headings}
    changes = tuple(CellChange(field, headings[field], *pair) for field, pair in words.items() if pair[0] != pair[1])
    kind: RowKind = "new" if before is None else "changed" if changes else "unchanged"
    return PlannedRow(key_of("document", name), "document", name, "", title, kind, changes)


def _words(value: object) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
