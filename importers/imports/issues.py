"""What is doubtful about a planned row, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from importers.imports.filters import SEVERITIES
from importers.issues import Issue
from importers.workbook.fields import in_words
from importers.workbook.tables import KPIS, PAGES, PROCESSES

COLUMNS_OF = {"item": PAGES, "process": PROCESSES, "kpi": KPIS, "document": PAGES}


@dataclass(frozen=True)
class ShownIssue:
    """where: heading of the cell and its place in the file, "" where the message names them; printed: the words in
    question, "" where there are none.
    """

    severity: str
    severity_label: str
    where: str
    message: str
    printed: str


def shown_issue(issue: Issue, *, table: str) -> ShownIssue:
    """The issue of a row of this table, as the preview shows it."""
    return ShownIssue(
        severity=issue.severity,
        severity_label=SEVERITIES[issue.severity],
        where="" if _names_its_cell(issue) else "・".join(filter(None, (_heading(table, issue.field), _place(issue)))),
        message=issue.message,
        printed=issue.raw or "",
    )


def _names_its_cell(issue: Issue) -> bool:
    return issue.cell is not None and issue.cell in issue.message


def _heading(table: str, field: str) -> str:
    words = in_words(COLUMNS_OF[table], field)
    return words if words != field else ""


def _place(issue: Issue) -> str:
    if issue.cell:
        return f"セル{issue.cell}"
    if issue.lines is None:
        return ""
    first, last = issue.lines
    return f"{first}行" if first == last else f"{first}–{last}行"
