"""The reader: recognises the layout by the headings of its table and hands on goal after goal."""

from __future__ import annotations

from typing import Any

from importers.document import KpiRow, ProcessRow, Sheet, SourceDocument
from importers.issues import Issue
from importers.readers.evaluation_sheet.budget import read_budget
from importers.readers.evaluation_sheet.cells import line_of, lines_of
from importers.readers.evaluation_sheet.columns import is_heading_line
from importers.readers.evaluation_sheet.front import Front, read_front
from importers.readers.evaluation_sheet.indicators import Goal, Indicator, goals_of
from importers.readers.evaluation_sheet.judgement import judged
from importers.readers.evaluation_sheet.kpi_rows import kpi_row
from importers.readers.evaluation_sheet.records import records_of
from importers.readers.evaluation_sheet.tables import indicator_tables
from importers.readers.source_file import SourceFile
from kpi_tracker.lib.records import replace

PROGRAMME = "政策評価（目標管理型）"
MOST_LINES = 20_000
LONGEST_QUOTED = 200


class EvaluationSheetReader:
    """政策評価書 of the form 目標管理型: one sheet a 施策目標, its rows 測定指標 with yearly targets and actuals."""

    layout = "evaluation_sheet"

    def recognises(self, source: SourceFile) -> bool:
        """Whether a tab-separated line holds the headings 測定指標 and two of 基準, 年度ごとの目標, 目標 and 達成."""
        text = source.text or ""
        if text.count("\n") >= MOST_LINES:
            return False
        candidates = (words for words in source.lines if "測" in words and "標" in words)
        return any(is_heading_line(line_of(1, words)) for words in candidates)

    def read(self, source: SourceFile) -> SourceDocument:
        """The goals in printed order; their values are read here, cell by cell, because the column tells the year."""
        lines = lines_of(source.lines)
        front = read_front(lines)
        near = front.fiscal_year
        tables = indicator_tables(lines, near)
        years = [column.fiscal_year for table in tables for column in table.columns.years if column.fiscal_year]
        budget, budget_issues = read_budget(lines, near)
        goals = goals_of(tables, near)
        return SourceDocument(
            file=source.name,
            layout=self.layout,
            programme=PROGRAMME,
            title=front.title,
            as_of=front.attributes.get("evaluated"),
            fiscal_year=near,
            sheets=tuple(_sheet(goal, front, max(years, default=None)) for goal in goals),
            budget=budget,
            issues=(*_front_issues(front), *budget_issues),
        )


def _front_issues(front: Front) -> list[Issue]:
    if front.fiscal_year is None:
        message = "評価の対象年度が読み取れません。年度を選んでください。"
        return [Issue("fiscal_year_unknown", "error", "fiscal_year", message)]
    if front.is_year_inferred:
        message = f"題名に年度がないため、表の最も新しい年度から{front.fiscal_year}年度と読みました。"
        return [Issue("fiscal_year_inferred", "note", "fiscal_year", message)]
    return []


def _sheet(goal: Goal, front: Front, last_year: int | None) -> Sheet:
    kpis: list[KpiRow] = []
    details: dict[str, Any] = {}
    for indicator in goal.indicators:
        rows, said = _rows(indicator, front, last_year)
        kpis += rows
        details |= said
    return Sheet(
        lines=goal.lines,
        items=(goal.words.text,) if goal.words.text else (),
        important_issue=front.policy,
        processes=tuple(
            ProcessRow(order, cell.text, (cell.line, cell.line), places={"process": cell.place})
            for order, cell in enumerate(goal.means, start=1)
        ),
        kpis=tuple(kpis),
        ministries=(front.ministry,) if front.ministry else (),
        lead_ministries=(front.ministry,) if front.ministry else (),
        attributes=front.attributes | ({"indicators": details} if details else {}),
        places={
            **front.places,
            "item": goal.words.place,
            **({"important_issue": front.policy_place} if front.policy_place else {}),
        },
        issues=_sheet_issues(goal),
    )


def _rows(indicator: Indicator, front: Front, last_year: int | None) -> tuple[list[KpiRow], dict[str, Any]]:
    """The rows of an indicator, and by label what a row has no field for."""
    rows = []
    details: dict[str, Any] = {}
    for record in records_of(indicator, front.fiscal_year):
        row, baseline = kpi_row(record, front.fiscal_year)
        rows.append(_with_main_of_prose(row, front.main_numbers))
        said = {
            "process": record.means,
            "kind": record.kind,
            "tags": list(record.tags),
            "baseline_fy": baseline.fy,
            "baseline_raw": baseline.raw,
        }
        details[row.label or f"{row.lines[0]}行"] = {name: value for name, value in said.items() if value}
    return judged(rows, last_year), details


def _with_main_of_prose(row: KpiRow, numbers: frozenset[str]) -> KpiRow:
    number = (row.label or "").partition("-")[0]
    if row.is_main or number not in numbers:
        return row
    message = (
        f"{row.lines[0]}行：番号に○がありませんが、評価の本文は主要な測定指標としています。原本で確かめてください。"
    )
    return replace(
        row, issues=(*row.issues, Issue("main_only_in_prose", "warning", "is_main", message, lines=row.lines))
    )


def _sheet_issues(goal: Goal) -> tuple[Issue, ...]:
    issues = []
    if not goal.words.text:
        message = f"{goal.lines[0]}行の前に施策目標がありません。どの施策目標の指標か選んでください。"
        issues.append(Issue("item_unknown", "error", "item", message, lines=goal.lines))
    for line in goal.loose:
        words = "\t".join(cell.words for cell in line.cells)[:LONGEST_QUOTED]
        message = f"{line.number}行は表のどの欄にも入りません。読み取っていないため、原本を見て補ってください。"
        issues.append(Issue("line_unread", "warning", "kpis", message, words, (line.number, line.number)))
    return tuple(issues)
