"""Official forms drawn by openpyxl alone, in many styles: nothing here is shared with the reader or our own writer."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side


@dataclass(frozen=True)
class FormProcess:
    """rows_of_progress: the progress cells beside it, several where the process is merged over them.

    shared: with how many of the processes below it the progress and outlook cells are merged.
    """

    process: str
    progress: Sequence[str | None] = ()
    outlook: Sequence[str | None] = ()
    shared: int = 0
    row_id: str | None = None


@dataclass(frozen=True)
class FormKpi:
    """One row of ＫＰＩの状況; name as printed, with label and 【再掲】."""

    tier: int
    name: str
    target: object = "－"
    actual: object = "－"
    status: str | None = "－"
    note: str | None = "－"
    label: str | None = None
    row_id: str | None = None


@dataclass(frozen=True)
class FormPage:
    """One 改革項目 on a sheet of its own."""

    item: str
    number: str = ""
    important_issue: str = ""
    processes: Sequence[FormProcess] = ()
    kpis: Sequence[FormKpi] = ()
    captions: Sequence[str] = ()


@dataclass(frozen=True)
class Style:
    """How a form is drawn.

    lines: how 重要課題 and 改革項目 stand: "one cell", "neighbours", "number apart" or "one cell for both";
    tier: "merged", "first row", "every row", "a letter a row" or "row above"; columns: the order of the columns by
    name, "extra:担当課" one that the form does not have.
    """

    lines: str = "one cell"
    titles: Sequence[str] = ()
    table_titles: bool = True
    process_columns: Sequence[str] = ("process", "progress", "outlook")
    process_headings: dict[str, str] = field(default_factory=dict)
    process_heading_rows: int = 2
    kpi_columns: Sequence[str] = ("tier", "name", "target", "actual", "status", "note")
    kpi_headings: dict[str, str] = field(default_factory=dict)
    kpi_heading_rows: int = 2
    tier: str = "merged"
    tier_words: Sequence[str] = ("第一階層", "第二階層")
    kpis_first: bool = False
    left: int = 1
    blank_rows: int = 1
    footnote: str = ""
    sheet: str = "様式{}"


PROCESS_HEADINGS = {"process": "改革工程", "progress": "計画期間中の進捗", "outlook": "今後の進展について"}
KPI_HEADINGS = {
    "name": "ＫＰＩ",
    "target": "目標値\n（達成時期）",
    "actual": "実績値\n（時点）",
    "status": "区分",
    "note": "次回の把握時期と今後の方針",
}
_THIN = Side(style="thin")


def form_bytes(pages: Sequence[FormPage], style: Style = Style()) -> bytes:
    """The workbook as bytes."""
    book = Workbook()
    book.remove(book.active)
    for number, page in enumerate(pages, 1):
        _Sheet(book.create_sheet(style.sheet.format(number)), style).draw(page)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


class _Sheet:
    def __init__(self, sheet, style):
        self.sheet, self.style, self.row = sheet, style, 1

    def draw(self, page):
        for title in self.style.titles:
            self._put(self.row, self.style.left, title)
            self.row += 1
        self._lines(page)
        tables = [("process", page.processes), ("kpi", page.kpis)]
        for kind, rows in reversed(tables) if self.style.kpis_first else tables:
            if rows:
                self.row += self.style.blank_rows
                getattr(self, f"_{kind}_table")(rows)
        if self.style.footnote:
            self._put(self.row, self.style.left, self.style.footnote)
            self.row += 1
        for caption in page.captions:
            self.row += 1
            self._put(self.row, self.style.left, caption)

    def _put(self, row, column, value, *, down=1, across=1):
        cell = self.sheet.cell(row, column, value)
        if isinstance(value, str):
            cell.data_type = "s"
        cell.font, cell.alignment = Font(name="ＭＳ ゴシック"), Alignment(wrap_text=True, vertical="top")
        cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
        if down > 1 or across > 1:
            self.sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + down - 1, end_column=column + across - 1
            )

    def _lines(self, page):
        left, lines = self.style.left, self.style.lines
        if lines == "one cell for both":
            words = f"重要課題：{page.important_issue}\n改革項目：{page.number}{page.item}"
            self._put(self.row, left, words, across=3)
            self.row += 1
            return
        for label, number, words in (("重要課題", "", page.important_issue), ("改革項目", page.number, page.item)):
            if not words:
                continue
            if lines == "one cell":
                self._put(self.row, left, f"{label}：{number}{words}", across=4)
            elif lines == "neighbours":
                self._put(self.row, left, label)
                self._put(self.row, left + 1, f"{number}{words}", across=3)
            else:
                self._put(self.row, left, f"{label}：")
                if number:
                    self._put(self.row, left + 1, number)
                self._put(self.row, left + 2, words, across=2)
            self.row += 1

    def _headings(self, columns, headings, rows, over, group):
        """The heading rows; `over`: the columns under one heading `group` on the first of two."""
        for place, name in enumerate(columns, self.style.left):
            words = headings.get(name, name.partition("extra:")[2])
            if name == "tier" or (name == "label" and not words):
                continue
            across = place
            if name == "name":
                while across > self.style.left and columns[across - 1 - self.style.left] in ("tier", "label"):
                    across -= 1
            if rows == 2 and name in over:
                self._put(self.row + 1, place, words)
            else:
                self._put(self.row, across, words, down=rows, across=place - across + 1)
        if rows == 2:
            places = [place for place, name in enumerate(columns, self.style.left) if name in over]
            for first, last in _runs(places):
                self._put(self.row, first, group, across=last - first + 1)
        self.row += rows

    def _process_table(self, rows):
        style = self.style
        if style.table_titles:
            self._put(self.row, style.left, "改革工程の進捗状況")
            self.row += 1
        headings = PROCESS_HEADINGS | style.process_headings
        columns = style.process_columns
        self._headings(columns, headings, style.process_heading_rows, ("progress", "outlook"), "改革工程の進捗")
        at = {name: place for place, name in enumerate(columns, style.left)}
        starts, row = [], self.row
        for one in rows:
            starts.append(row)
            row += max(len(one.progress), len(one.outlook), 1)
        ends = [*starts[1:], row]
        for index, one in enumerate(rows):
            height = ends[index] - starts[index]
            self._put(starts[index], at["process"], one.process, down=height)
            for name in ("progress", "outlook"):
                cells = getattr(one, name)
                last = ends[index + one.shared] if one.shared else ends[index]
                for offset, words in enumerate(cells):
                    alone = len(cells) == 1
                    down = last - starts[index] if alone else 1
                    self._put(starts[index] + offset, at[name], words, down=down)
            self._further(at, starts[index], one.row_id)
        self.row = row

    def _kpi_table(self, rows):
        style = self.style
        if style.table_titles:
            self._put(self.row, style.left, "ＫＰＩの状況")
            self.row += 1
        columns = style.kpi_columns
        over = ("actual", "status", "note")
        self._headings(columns, KPI_HEADINGS | style.kpi_headings, style.kpi_heading_rows, over, "ＫＰＩの進捗")
        at = {name: place for place, name in enumerate(columns, style.left)}
        blocks = []
        for one in rows:
            if not blocks or one.tier != blocks[-1][0]:
                if style.tier == "row above":
                    self._put(self.row, style.left, style.tier_words[one.tier - 1], across=len(columns))
                    self.row += 1
                blocks.append([one.tier, self.row, self.row])
            self._kpi(one, at)
            blocks[-1][2] = self.row
            self.row += 1
        for block in blocks if "tier" in at else ():
            self._tier(at["tier"], *block)

    def _kpi(self, one, at):
        cells = {name: getattr(one, name) for name in ("name", "target", "actual", "status", "note")}
        if "label" in at:
            cells["label"] = one.label
        elif one.label:
            cells["name"] = f"{one.label}{one.name}"
        for column, words in cells.items():
            if column in at:
                self._put(self.row, at[column], words)
        self._further(at, self.row, one.row_id)

    def _tier(self, column, tier, first, last):
        words, how = self.style.tier_words[tier - 1], self.style.tier
        if how == "merged":
            self._put(first, column, "\n".join(words), down=last - first + 1)
            self.sheet.cell(first, column).alignment = Alignment(textRotation=255)
        elif how == "every row":
            for row in range(first, last + 1):
                self._put(row, column, words)
        elif how == "a letter a row" and last - first + 1 >= len(words):
            for row, letter in enumerate(words, first):
                self._put(row, column, letter)
        else:
            self._put(first, column, words)

    def _further(self, at, row, row_id):
        for name, place in at.items():
            if name.startswith("extra:行ID"):
                self._put(row, place, row_id)
                self.sheet.column_dimensions[self.sheet.cell(row, place).column_letter].hidden = True
            elif name.startswith("extra:"):
                self._put(row, place, "総務課")


def _runs(places):
    """(first, last) of places that follow each other."""
    runs = []
    for place in sorted(places):
        if runs and runs[-1][1] == place - 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return runs
