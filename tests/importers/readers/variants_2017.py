"""Prints contents as documents of the 2017 layout: cell after cell, each wrapped at its column's width.

This is what text extraction makes of such a page. Every choice the layout leaves open (widths, blank lines, page
marks, dashes, order of the tables) is drawn from a seeded generator, so a failing variant can be made again.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kpi_tracker.lib.records import replace

NOT_FIRST = "、。，．）」』】〉》ー々ゃゅょっャュョッァィゥェォ％：・"
NOT_LAST = "（「『【〈《"
DASHES = "-－―—–‐─"
MINISTRIES = (
    "財務省",
    "文部科学省",
    "国土交通省",
    "環境省",
    "内閣府",
    "経済産業省",
    "農林水産省",
    "警察庁",
    "法務省",
    "デジタル室",
)
MARKS = ("概ね順調", "順調", "やや遅れ", "遅れ", "完了")


@dataclass(frozen=True)
class KpiWords:
    """The words of a KPI row, None where its cell holds a dash; "\\n" between paragraphs."""

    tier: int
    label: str | None
    name: str
    target: str | None
    actual: str | None
    status: str | None
    note: str | None
    is_heading: bool = False
    relisted: bool = False

    def answer(self, line: int) -> dict[str, Any]:
        """The row a reader should give where the name begins on the line."""
        raw = {"target_raw": self.target, "actual_raw": self.actual, "note_raw": self.note}
        kept = {name: getattr(self, name) for name in ("tier", "label", "name", "status", "is_heading", "relisted")}
        return {"lines": [line, line], **kept, **raw}


@dataclass(frozen=True)
class ProcessWords:
    """The words of a process row; progress and outlook None where it shares the next one's."""

    process: str
    progress: str | None
    outlook: str | None

    def answer(self, line: int) -> dict[str, Any]:
        """The row a reader should give where the process begins on the line."""
        marks = re.findall(rf"（({'|'.join(MARKS)})）", self.progress or "")
        words = {"process": self.process, "progress": self.progress, "outlook": self.outlook}
        return {"lines": [line, line], **words, "marks": marks}


@dataclass(frozen=True)
class PageWords:
    issue: str
    item_no: str
    item: str
    kpis: tuple[KpiWords, ...]
    processes: tuple[ProcessWords, ...]


@dataclass(frozen=True)
class Style:
    """How a document is set: column widths in full-width characters, and how often the extraction does what.

    own_width: how often a cell of the process table is set narrower than its column.
    """

    widths: dict[str, int]
    breaks_anywhere: bool
    counts_characters: bool
    blank_in_sentence: float
    no_blank_between: float
    table_first: bool
    space_marks_page: bool
    wrapped_heading: bool
    own_width: float = 0.0


def load(path: Path) -> tuple[PageWords, ...]:
    """The contents of a sample file, page by page."""
    return tuple(
        PageWords(
            page["issue"],
            page["item_no"],
            page["item"],
            tuple(KpiWords(**row) for row in page["kpis"]),
            tuple(ProcessWords(**row) for row in page["processes"]),
        )
        for page in json.loads(path.read_text(encoding="utf-8"))
    )


def document(pages: Sequence[PageWords], seed: int) -> tuple[str, dict[str, Any]]:
    """A variant of the pages as text, and its answer: a list of sheets with the rows and the lines they begin on."""
    rng = random.Random(seed)
    style = drawn_style(rng)
    return printed(changed(pages, rng), style, rng)


def drawn_style(rng: random.Random) -> Style:
    """A style as such documents have it, within the widths seen and a little beyond."""
    between = {"name": (13, 22), "target": (4, 9), "actual": (7, 12), "note": (11, 18)}
    between |= {"process": (14, 26), "progress": (15, 26), "outlook": (12, 22)}
    return Style(
        widths={column: rng.randint(*bounds) for column, bounds in between.items()},
        breaks_anywhere=rng.random() < 0.2,
        counts_characters=rng.random() < 0.3,
        blank_in_sentence=rng.choice((0.0, 0.02, 0.05)),
        no_blank_between=rng.choice((0.0, 0.1, 0.3)),
        table_first=rng.random() < 0.5,
        space_marks_page=rng.random() < 0.5,
        wrapped_heading=rng.random() < 0.5,
    )


def rewrapped_style(rng: random.Random) -> Style:
    """A style with columns from narrow to wide whose blank lines all part cells, some cells at a width of their own."""
    widths = {"process": rng.randint(9, 40), "progress": rng.randint(12, 40), "outlook": rng.randint(9, 40)}
    style = drawn_style(rng)
    return replace(style, widths=style.widths | widths, blank_in_sentence=0.0, own_width=0.15)


def changed(pages: Sequence[PageWords], rng: random.Random) -> tuple[PageWords, ...]:
    """The pages in another order, with other numbers, years, ministries and ratings."""
    shift = rng.randint(1, 4)
    ministries = dict(zip(("総務省", "IT室", "番号室", "厚生労働省"), rng.sample(MINISTRIES, 4), strict=True))

    def change(text: str | None) -> str | None:
        if text is None:
            return None
        text = re.sub(r"20(\d\d)(?=年)", lambda found: str(2000 + int(found[1]) + shift), text)
        text = re.sub(
            r"(?<!\d)\d{3,5}(?=団体|システム|圏域|億円|件|万人|人|施設)", lambda f: str(_like(f[0], rng)), text
        )
        for old, new in ministries.items():
            text = text.replace(f"【{old}】", f"【{new}】").replace(f"（{old}）", f"（{new}）")
        return re.sub(r"（順調）", lambda _: f"（{rng.choice(MARKS)}）", text)

    shuffled = [_changed_page(page, change) for page in pages]
    rng.shuffle(shuffled)
    return tuple(shuffled)


def printed(pages: Sequence[PageWords], style: Style, rng: random.Random) -> tuple[str, dict[str, Any]]:
    """The document as a text file, and what a reader should make of it, each row with the line it begins on."""
    lines: list[str] = []
    sheets = []
    for page in pages:
        start = len(lines)
        if start and not style.space_marks_page:
            lines += ["", "", ""]
            start = len(lines)
        sheets.append(_Page(style, rng, lines).print(page))
        if start and style.space_marks_page:
            lines[start] = f" {lines[start]}"
    return "\n".join(lines) + "\n", {"sheets": sheets}


def wrapped(text: str, width: int, style: Style) -> list[str]:
    """The paragraphs of a text, each broken at the width."""
    return [line for paragraph in text.split("\n") for line in _wrapped_paragraph(paragraph, width, style)]


def _like(number: str, rng: random.Random) -> int:
    return rng.randint(10 ** (len(number) - 1), 10 ** len(number) - 1)


def _changed_page(page: PageWords, change: Callable[[str | None], str | None]) -> PageWords:
    kpis = tuple(
        replace(row, target=change(row.target), actual=change(row.actual), note=change(row.note)) for row in page.kpis
    )
    processes = tuple(
        ProcessWords(change(row.process) or "", change(row.progress), change(row.outlook)) for row in page.processes
    )
    return replace(page, kpis=kpis, processes=processes)


def _char_width(char: str, style: Style) -> float:
    if style.counts_characters:
        return 1.0
    return 0.5 if unicodedata.east_asian_width(char) in ("Na", "H", "N") else 1.0


def _wrapped_paragraph(text: str, width: int, style: Style) -> list[str]:
    lines, line, used = [], "", 0.0
    for token in re.findall(r"\S" if style.breaks_anywhere else r"[A-Za-z]+|[0-9][0-9,.]*|\s|.", text):
        size = sum(_char_width(char, style) for char in token)
        fits = used + size <= width or (not style.breaks_anywhere and token in NOT_FIRST and used <= width + 0.5)
        if not fits and line:
            carried = line[-1] if not style.breaks_anywhere and line[-1] in NOT_LAST and len(line) > 1 else ""
            lines.append(line[: len(line) - len(carried)].rstrip())
            line, used = carried, sum(_char_width(char, style) for char in carried)
        if line or token.strip():
            line, used = line + token, used + size
    return [*lines, line] if line else lines


@dataclass
class _Page:
    """Prints one page at the end of `lines`."""

    style: Style
    rng: random.Random
    lines: list[str]

    def print(self, page: PageWords) -> dict[str, Any]:
        """Print the page and return the sheet that it is."""
        heading = [f"重要課題：{page.issue}", "", f"改革項目：{page.item_no}{page.item}", ""]
        if not self.style.table_first or not page.kpis:
            self.lines += heading
        kpis = self._kpi_table(page.kpis) if page.kpis else []
        if self.style.table_first and page.kpis:
            self.lines += heading
        processes = self._process_table(page.processes) if page.processes else []
        self.lines += ["ＫＰＩの状況", "", "改革工程の進捗状況"]
        return {"items": [page.item], "item_no": page.item_no, "kpis": kpis, "processes": processes}

    def _kpi_table(self, rows: Sequence[KpiWords]) -> list[dict[str, Any]]:
        due = ["（達成時", "期）"] if self.style.wrapped_heading else ["（達成時期）"]
        self.lines += ["ＫＰＩ", "目標値", *due, "", "ＫＰＩの進捗", "", "実績値", "（時点）", ""]
        self.lines += ["区分 次回の把握時期と今後の方針", ""]
        answers = []
        tier = None
        for row in rows:
            if row.tier != tier:
                tier = row.tier
                self.lines += ["第", "一" if tier == 1 else "二", "階", "層", ""]
            answers.append(row.answer(len(self.lines) + 1))
            self.lines += [*self._kpi_row(row), ""]
        return answers

    def _kpi_row(self, row: KpiWords) -> list[str]:
        name = f"{row.label or ''}{row.name}" + ("【再掲】" if row.relisted else "")
        lines = wrapped(name, self.style.widths["name"], self.style)
        if row.is_heading:
            return [*lines[:-1], " ".join([lines[-1], *(self._dash() for _ in range(4))])]
        if row.target is None and row.actual is None:
            lines = self._dashes(lines)
            lines[-1] += f" {row.status or self._dash()}"
            return [*lines, "", *self._cell("note", row.note)] if row.note else lines
        lines += [*self._between(0.8 if row.label else self.style.no_blank_between), *self._cell("target", row.target)]
        lines += [*self._between(self.style.no_blank_between), *self._cell("actual", row.actual)]
        return [*lines, "", row.status or self._dash(), *self._note(row)]

    def _dashes(self, lines: list[str]) -> list[str]:
        marks = [self._dash(), self._dash()]
        form = self.rng.randrange(3)
        if form == 0:
            return [*lines[:-1], f"{lines[-1]} {marks[0]} {marks[1]}"]
        return [*lines, "", *marks] if form == 1 else [*lines, "", f"{marks[0]} {marks[1]}"]

    def _note(self, row: KpiWords) -> list[str]:
        if not row.note:
            return [self._dash()] if self.rng.random() < 0.5 else []
        return [*self._between(0.6), *self._cell("note", row.note)]

    def _process_table(self, rows: Sequence[ProcessWords]) -> list[dict[str, Any]]:
        between = [""] if self.style.wrapped_heading else []
        self.lines += ["改革工程", *between, "改革工程の進捗", "", "計画期間中の進捗 今後の進展について", ""]
        answers = []
        for row in rows:
            answers.append(row.answer(len(self.lines) + 1))
            for column, text in (("process", row.process), ("progress", row.progress), ("outlook", row.outlook)):
                if text is not None:
                    self.lines += [*self._cell(column, text), ""]
        return answers

    def _cell(self, column: str, text: str | None) -> list[str]:
        if text is None:
            return [self._dash()]
        lines: list[str] = []
        for index, line in enumerate(wrapped(text, self._width(column), self.style)):
            if index and self.rng.random() < self.style.blank_in_sentence:
                lines.append("")
            lines.append(line)
        return lines

    def _width(self, column: str) -> int:
        """The width of a cell: the column's, in the process table sometimes less."""
        width = self.style.widths[column]
        own = column in ("process", "progress", "outlook") and self.style.own_width
        return max(8, int(width * 0.7)) if own and self.rng.random() < own else width

    def _between(self, tight: float) -> list[str]:
        return [] if self.rng.random() < tight else [""]

    def _dash(self) -> str:
        return self.rng.choice(DASHES)
