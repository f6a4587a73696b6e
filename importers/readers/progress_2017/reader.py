"""The document: its sheets in printed order, and what it lets one infer about its year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importers.document import Place, Sheet, SourceDocument
from importers.issues import Issue
from importers.readers.progress_2017.bounds import refusal
from importers.readers.progress_2017.edition import fiscal_year_of, programme_of
from importers.readers.progress_2017.furniture import part_at
from importers.readers.progress_2017.kpi_table import kpi_rows
from importers.readers.progress_2017.pages import Page, cut_pages
from importers.readers.progress_2017.pieces import NumberedLine
from importers.readers.progress_2017.process_table import process_rows
from importers.readers.source_file import SourceFile

_HEADING = re.compile(r"^\s*(?:重要課題|改革項目)\s*[：:]\s*")
_ITEM_NUMBER = re.compile(r"[①-⑳㉑-㉟㊱-㊿]")
_RECOGNISED_WITHIN = 4000
_LONGEST_HEADING = 400
"""Characters of a line looked at: a line of megabytes is refused without being read."""


class Progress2017Reader:
    """Reads the words of 改革工程の進捗状況 and ＫＰＩの状況; the values are read from them by `normalise`."""

    layout = "progress_2017"

    def recognises(self, source: SourceFile) -> bool:
        """Whether the column headings of its KPI table (with 区分) stand on lines of their own, without tabs."""
        heads = (line[:_LONGEST_HEADING] for line in source.top(_RECOGNISED_WITHIN))
        lines = list(enumerate(heads, start=1))
        return any(_is_own_heading(lines, index) for index in range(len(lines)))

    def read(self, source: SourceFile) -> SourceDocument:
        """The sheets as printed, none of a file beyond `bounds`. There is no title, and the year is inferred."""
        refused = refusal(source.lines)
        if refused:
            return SourceDocument(source.name, self.layout, issues=(refused,))
        sheets = tuple(_sheet(page) for page in cut_pages(source.lines))
        year, doubts = fiscal_year_of(sheets)
        return SourceDocument(
            file=source.name,
            layout=self.layout,
            programme=programme_of(sheets),
            fiscal_year=year,
            sheets=sheets,
            issues=doubts,
        )


def _is_own_heading(lines: Sequence[NumberedLine], index: int) -> bool:
    found = part_at(lines, index)
    if found is None or found[0] not in ("kpi", "process"):
        return False
    return not any("\t" in text for _, text in lines[index : found[1]])


def _sheet(page: Page) -> Sheet:
    issues_printed = [_heading(lines) for lines in page.issues_printed]
    headings = [_heading(lines) for lines in page.items_printed]
    numbers = [found.group() for heading in headings if (found := _ITEM_NUMBER.match(heading))]
    return Sheet(
        lines=page.lines,
        items=tuple(_lines_of_items(page)),
        important_issue=" ／ ".join(dict.fromkeys(issues_printed)) or None,
        item_no=" ／ ".join(dict.fromkeys(numbers)) or None,
        plan_editions=tuple(text.strip() for _, text in page.captions),
        processes=process_rows(page.process_lines),
        kpis=kpi_rows(page.kpi_lines),
        places=_places(page),
        issues=_page_issues(page),
    )


def _lines_of_items(page: Page) -> dict[str, list[NumberedLine]]:
    """The items of the page without their numbers, each with the lines that print it first."""
    found: dict[str, list[NumberedLine]] = {}
    for lines in page.items_printed:
        found.setdefault(_ITEM_NUMBER.sub("", _heading(lines), count=1).strip(), lines)
    return found


def _places(page: Page) -> dict[str, Place]:
    """The headings; several 重要課題 of one page as one place, from the first to the last."""
    places = {f"items.{order}": _place(lines) for order, lines in enumerate(_lines_of_items(page).values(), 1)}
    of_issues = [line for lines in page.issues_printed for line in lines]
    return places | ({"important_issue": _place(of_issues)} if of_issues else {})


def _place(lines: Sequence[NumberedLine]) -> Place:
    return Place((lines[0][0], lines[-1][0]), "\n".join(text for _, text in lines))


def _heading(lines: Sequence[NumberedLine]) -> str:
    return _HEADING.sub("", "".join(text.strip() for _, text in lines))


def _page_issues(page: Page) -> tuple[Issue, ...]:
    issues: list[Issue] = []
    first, last = page.lines
    if page.loose:
        where = (page.loose[0][0], page.loose[-1][0])
        message = f"{where[0]}～{where[1]}行に、どの表にも属さない文があります。原本で確かめてください。"
        words = "\n".join(text for _, text in page.loose)
        issues.append(Issue("words_outside_tables", "warning", "sheet", message, raw=words, lines=where))
    if (page.kpi_lines or page.process_lines) and not page.items_printed:
        message = f"{first}～{last}行の頁に改革項目の見出しがありません。どの項目の表か選んでください。"
        issues.append(Issue("item_unknown", "error", "item", message, lines=page.lines))
    if not page.is_marked:
        message = f"{first}行の前に改頁の印がなく、見出しの順から頁を分けました。項目と表の組を原本で確かめてください。"
        issues.append(Issue("page_not_marked", "warning", "item", message, lines=page.lines))
    return tuple(issues)
