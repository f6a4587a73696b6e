"""The reader: recognises the layout by its heading rows and hands on page after page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from importers.document import Place, Sheet, SourceDocument
from importers.issues import Issue
from importers.readers.progress_2016.form_words import DISTINCTIVE, heading_of, section_as_of
from importers.readers.progress_2016.kpi_rows import kpi_table
from importers.readers.progress_2016.pages import MOST_CELLS, Line, Page, pages_of
from importers.readers.progress_2016.process_rows import process_rows
from importers.readers.progress_2016.titles import Titles, titles_of
from importers.readers.progress_2016.wording import Wording
from importers.readers.source_file import SourceFile
from kpi_tracker.lib.fiscal_year import read_date
from kpi_tracker.lib.japanese_text import drop_ocr_spaces

ROWS_LOOKED_AT = 1000
"""Tab-separated lines in which the heading rows must stand; the first page has them within a dozen."""
LEAST_ROWS = 2
MOST_LINES = 20_000
"""A document of this layout has some hundred lines; what has more is none, and memory stays bounded."""
LONGEST_QUOTED = 200


class Progress2016Reader:
    """改革工程 and ＫＰＩの進捗状況 as of 2016年末: tab-separated tables without 区分."""

    layout = "progress_2016"

    def recognises(self, source: SourceFile) -> bool:
        """Whether two tab-separated rows hold heading cells that no other form prints."""
        text = source.text or ""
        if text.count("\n") >= MOST_LINES:
            return False
        rows = islice(_tabbed_rows(text), ROWS_LOOKED_AT)
        return sum(1 for cells in rows if _is_heading_row(cells)) >= LEAST_ROWS

    def read(self, source: SourceFile) -> SourceDocument:
        """The pages of the document in the order of the file."""
        before, pages = pages_of(source.lines)
        wording = Wording.of(_cell_texts(pages))
        as_of = _as_of(pages)
        return SourceDocument(
            file=source.name,
            layout=self.layout,
            title=before[0].text if before else None,
            as_of=as_of,
            fiscal_year=_fiscal_year(as_of),
            sheets=tuple(_sheet(page, wording) for page in pages),
            issues=tuple(map(_unread, before[1:])),
        )


def _tabbed_rows(text: str) -> Iterator[list[str]]:
    """The cells of each line that has a tab, one after the other: a large file is not taken apart to be refused."""
    tab = text.find("\t")
    while tab >= 0:
        end = text.find("\n", tab)
        end = len(text) if end < 0 else end
        yield text[text.rfind("\n", 0, tab) + 1 : end].split("\t", MOST_CELLS)
        tab = text.find("\t", end)


def _is_heading_row(cells: Sequence[str]) -> bool:
    words = (heading_of(cell) for cell in cells)
    return any(word and word.printed in DISTINCTIVE for word in words)


def _sheet(page: Page, wording: Wording) -> Sheet:
    titles = titles_of(page.titles)
    tables = [kpi_table(table, wording) for table in page.tables if table.kind == "kpi"]
    processes = process_rows([table for table in page.tables if table.kind == "process"], wording)
    return Sheet(
        lines=page.lines,
        items=tuple(item.text for item in titles.items),
        important_issue=titles.important_issue.text if titles.important_issue else None,
        item_no=titles.number,
        processes=processes,
        kpis=tuple(row for table in tables for row in table.rows),
        places=_places(titles),
        issues=(*titles.issues, *(issue for table in tables for issue in table.issues), *map(_unread, page.unread)),
    )


def _cell_texts(pages: Sequence[Page]) -> list[str]:
    rows = (line for page in pages for table in page.tables for line in table.rows)
    return [drop_ocr_spaces(cell).strip() for line in rows for cell in line.cells]


def _as_of(pages: Sequence[Page]) -> str | None:
    """The date that most section headings print."""
    read = (section_as_of(line.text) for page in pages for line in page.sections)
    dates = Counter("".join(found[1].split()) for found in read if found)
    return dates.most_common(1)[0][0] if dates else None


def _fiscal_year(as_of: str | None) -> int | None:
    """The year of the report: that of the date as printed, 2016 for 2016年末時点."""
    date = read_date(as_of or "")
    return date.begins.year if date else None


def _places(titles: Titles) -> dict[str, Place]:
    places = {f"items.{order}": _place(item.lines) for order, item in enumerate(titles.items, 1)}
    return places | ({"important_issue": _place(titles.important_issue.lines)} if titles.important_issue else {})


def _place(lines: Sequence[Line]) -> Place:
    words = "\n".join("\t".join(line.cells) for line in lines)
    return Place(lines=(lines[0].number, lines[-1].number), words=words)


def _unread(line: Line) -> Issue:
    message = "どの表にも属さない行です。読み取っていません。必要なら原本を見て入力してください。"
    return Issue(
        "line_unread", "warning", "lines", message, raw=line.text[:LONGEST_QUOTED], lines=(line.number, line.number)
    )
