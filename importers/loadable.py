"""Why a document must not be loaded as it is: what would be lost, or is not what it claims to be. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from importers.document import Sheet, SourceDocument
from importers.issues import Issue
from importers.readers.source_file import SourceFile
from importers.readers.workbook import MISSING_SHEET
from importers.workbook.guarded import PACKAGES
from importers.workbook.own_text import rows_without_lines

MOST_TOLD = 3
"""Reasons that one line tells in full."""


def reasons_against(document: SourceDocument, original: SourceFile) -> tuple[str, ...]:
    """Japanese sentences that say what is wrong and what to do; empty where the document can be loaded whole.

    original: the file that the document is said to have been made from.
    """
    return (
        *_of_another_file(document, original),
        *_of_the_document(document),
        *_of_the_pages(document),
        *_of_rows_without_lines(document, original),
    )


def in_one_line(reasons: tuple[str, ...]) -> str:
    """The first reasons, and how many more there are.

    >>> in_one_line(("甲。", "乙。", "丙。", "丁。"))
    '甲。 乙。 丙。 ほかに1件あります。'
    """
    told = list(reasons[:MOST_TOLD])
    if len(reasons) > MOST_TOLD:
        told.append(f"ほかに{len(reasons) - MOST_TOLD}件あります。")
    return " ".join(told)


def _of_another_file(document: SourceDocument, original: SourceFile) -> Iterator[str]:
    stated = document.front.get("sha256", "").strip().lower()
    if stated and stated != original.sha256:
        yield (
            f"元文書「{original.name}」のSHA-256が表紙の「{stated[:12]}…」と違います（{original.sha256[:12]}…）。"
            "表紙にある元文書そのものを指定してください。"
        )


def _of_the_document(document: SourceDocument) -> Iterator[str]:
    # A published document is loaded whole: what is only told of a file with half its sheets would be lost here.
    yield from (one.message for one in document.issues if one.severity == "error" or one.code == MISSING_SHEET)
    if not any(sheet.items for sheet in document.sheets):
        yield "改革項目が一つもありません。シート「様式の記載」か「改革工程」「KPI」の改革項目を確かめてください。"


def _of_the_pages(document: SourceDocument) -> Iterator[str]:
    repeated = {sheet.duplicate_of for sheet in document.sheets if sheet.items}
    for index, sheet in enumerate(document.sheets):
        # What a reader could not make out is printed so and stays an issue; a cell of the workbook can be mended.
        yield from (
            issue.message for issue in _issues(sheet) if issue.severity == "error" and issue.is_of_a_workbook_cell
        )
        if not sheet.items and (sheet.processes or sheet.kpis or index in repeated):
            yield f"様式{index + 1}に改革項目がありません。シート「様式の記載」に改革項目を入力してください。"


def _of_rows_without_lines(document: SourceDocument, original: SourceFile) -> Iterator[str]:
    for place in () if original.data.startswith(PACKAGES) else rows_without_lines(document):
        yield (
            f"シート「{place.sheet}」{place.lines[0]}行目が元文書「{original.name}」の何行目か分かりません。"
            "開始行に元文書の行番号を入力してください。"
        )


def _issues(sheet: Sheet) -> Iterator[Issue]:
    yield from sheet.issues
    yield from (issue for process in sheet.processes for issue in process.issues)
    yield from (issue for kpi in sheet.kpis for issue in kpi.issues)
