"""The reader: recognises the layout by its heading row and hands on one sheet a measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from importers.document import Sheet, SourceDocument
from importers.issues import Issue
from importers.readers.measures_list.headings import is_heading_row
from importers.readers.measures_list.laid_tables import LaidTable, laid
from importers.readers.measures_list.measures import measure_of
from importers.readers.measures_list.sheets import sheet_of
from importers.readers.measures_list.tables import Line, Page, page_of
from importers.readers.source_file import SourceFile

MOST_LINES = 20_000
"""A list has some hundred lines; what has more is none, and time and memory stay bounded."""
LONGEST_QUOTED = 200


class MeasuresListReader:
    """施策一覧: No, 施策名, KPI（進捗）, KPI（効果）, …, 府省庁名, in one table after another."""

    layout = "measures_list"

    def recognises(self, source: SourceFile) -> bool:
        """Whether a tab-separated row names both KPI columns and most of the others."""
        text = source.text or ""
        if text.count("\n") >= MOST_LINES:
            return False
        return any("KPI" in line and is_heading_row(line.split("\t")) for line in source.lines)

    def read(self, source: SourceFile) -> SourceDocument:
        """The measures in the order of the file."""
        page = page_of(source.lines)
        sheets = tuple(sheet for table in page.tables for sheet in _sheets_of(laid(table)))
        return SourceDocument(
            file=source.name,
            layout=self.layout,
            title=_title(page),
            sheets=sheets,
            issues=(*map(_unread, page.unread), *_repeated(sheets), *_missing(sheets)),
        )


def _sheets_of(table: LaidTable) -> Iterator[Sheet]:
    for row, alignment in table.rows:
        yield sheet_of(measure_of(table, row, alignment))


def _title(page: Page) -> str | None:
    """The title that stands above most tables, without the signs of a heading."""
    titles = Counter(line.text.strip("# \u3000") for line in page.titles)
    return titles.most_common(1)[0][0] if titles else None


def _unread(line: Line) -> Issue:
    message = "どの表の行でもない行です。読み取っていません。必要なら原本を見て入力してください。"
    place = (line.number, line.number)
    return Issue("line_unread", "warning", "lines", message, raw=line.text[:LONGEST_QUOTED], lines=place)


def _repeated(sheets: Sequence[Sheet]) -> Iterator[Issue]:
    """施策番号 that two measures bear."""
    numbers = Counter(sheet.item_no for sheet in sheets if sheet.item_no)
    for sheet in sheets:
        if sheet.item_no and numbers[sheet.item_no] > 1:
            message = f"国の施策番号 {sheet.item_no} が二つ以上の施策にあります。原本を見て直してください。"
            yield Issue("number_repeated", "warning", "item_no", message, sheet.item_no, sheet.lines)


def _missing(sheets: Sequence[Sheet]) -> Iterator[Issue]:
    """Numbers No that the list leaves out between the first and the last."""
    printed = [no for sheet in sheets if (no := sheet.attributes["no"]) is not None]
    if printed and max(printed) - min(printed) < MOST_LINES:
        for no in sorted(set(range(min(printed), max(printed))) - set(printed)):
            message = f"No {no} の行がありません。抽出で消えていないか原本で確かめてください。"
            yield Issue("row_missing", "warning", "lines", message)
