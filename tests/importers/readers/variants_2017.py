"""Prints contents as documents of the 2017 layout: cell after cell, each wrapped at its column's width.

This is what text extraction makes of such a page. Every choice the layout leaves open (widths, blank lines, page
marks, dashes, order of the tables) is drawn from a seeded generator, so a failing variant can be made again.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

NOT_FIRST = "、。，．）」』】〉》ー々ゃゅょっャュョッァィゥェォ％：・"
NOT_LAST = "（「『【〈《"
DASHES = "-－―—–‐─"
MINISTRIES = ("財務省", "文部科学省", "国土交通省", "環境省", "内閣府", "経済産業省", "農林水産省", "警察庁", "法務省", "デジタル室")
MARKS = ("順調", "概ね順調", "やや遅れ", "遅れ", "完了")


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


@dataclass(frozen=True)
class ProcessWords:
    """The words of a process row; progress and outlook None where it shares the next one's."""

    process: str
    progress: str | None
    outlook: str | None


@dataclass(frozen=True)
class PageWords:
    issue: str
    item_no: str
    item: str
    kpis: tuple[KpiWords, ...]
    processes: tuple[ProcessWords, ...]


@dataclass(frozen=True)
class Style:
    """How a document is set: column widths in full-width characters, and how often the extraction does what."""

    widths: dict[str, int]
    breaks_anywhere: bool
    counts_characters: bool
    blank_in_sentence: float
    no_blank_between: float
    table_first: bool
    space_marks_page: bool
    wrapped_heading: bool


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


def changed(pages: Sequence[PageWords], rng: random.Random) -> tuple[PageWords, ...]:
    """The pages in another order, with other numbers, years, ministries and ratings."""
    shift = rng.randint(1, 4)
    ministries = dict(zip(("総務省", "IT室", "番号室", "厚生労働省"), rng.sample(MINISTRIES, 4), strict=True))

    def change(text: str | None) -> str | None:
        if text is None:
            return None
        text = re.sub(r"20(\d\d)(?=年)", lambda found: str(2000 + int(found[1]) + shift), text)
        text = re.sub(r"(?<!\d)\d{3,5}(?=団体|システム|圏域|億円|件|万人|人|施設)", lambda f: str(_like(f[0], rng)), text)
        for old, new in ministries.items():
            text = text.replace(f"【{old}】", f"【{new}】").replace(f"（{old}）", f"（{new}）")
        return re.sub(r"（順調）", lambda _: f"（{rng.choice(MARKS)}）", text)

    shuffled = [_changed_page(page, change) for page in pages]
    rng.shuffle(shuffled)
    return tuple(shuffled)


def printed(pages: Sequence[PageWords], style: Style, rng: random.Random) -> str:
    """The document as a text file."""
    chunks = [_Page(style, rng).lines(page) for page in pages]
    text = chunks[0]
    for chunk in chunks[1:]:
        text += [f" {chunk[0]}", *chunk[1:]] if style.space_marks_page else ["", "", "", *chunk]
    return "\n".join(text) + "\n"


def wrapped(text: str, width: int, style: Style) -> list[str]:
    """The paragraphs of a text, each broken at the width."""
    return [line for paragraph in text.split("\n") for line in _wrapped_paragraph(paragraph, width, style)]


def _like(number: str, rng: random.Random) -> int:
    return rng.randint(10 ** (len(number) - 1), 10 ** len(number) - 1)


def _changed_page(page: PageWords, change) -> PageWords:
    kpis = tuple(
        replace(row, target=change(row.target), actual=change(row.actual), note=change(row.note)) for row in page.kpis
    )
    processes = tuple(
        replace(row, progress=change(row.progress), outlook=change(row.outlook), process=change(row.process))
        for row in page.processes
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
    style: Style
    rng: random.Random

    def lines(self, page: PageWords) -> list[str]:
        """The lines of one page, without its page mark."""
        heading = [f"重要課題：{page.issue}", "", f"改革項目：{page.item_no}{page.item}", ""]
        kpis = [*self._kpi_heading(), *self._kpi_table(page.kpis)] if page.kpis else []
        processes = [*self._process_heading(), *self._process_table(page.processes)] if page.processes else []
        if self.style.table_first and kpis:
            body = [*kpis, *heading, *processes]
        else:
            body = [*heading, *kpis, *processes]
        return [*body, "ＫＰＩの状況", "", "改革工程の進捗状況"]

    def _kpi_heading(self) -> list[str]:
        due = ["（達成時", "期）"] if self.style.wrapped_heading else ["（達成時期）"]
        top = ["ＫＰＩ", "目標値", *due, "", "ＫＰＩの進捗", "", "実績値", "（時点）", ""]
        return [*top, "区分 次回の把握時期と今後の方針", ""]

    def _process_heading(self) -> list[str]:
        between = [""] if self.style.wrapped_heading else []
        return ["改革工程", *between, "改革工程の進捗", "", "計画期間中の進捗 今後の進展について", ""]

    def _kpi_table(self, rows: Sequence[KpiWords]) -> list[str]:
        lines: list[str] = []
        tier = None
        for row in rows:
            if row.tier != tier:
                tier = row.tier
                lines += ["第", "一" if tier == 1 else "二", "階", "層", ""]
            lines += [*self._kpi_row(row), ""]
        return lines

    def _kpi_row(self, row: KpiWords) -> list[str]:
        name = f"{row.label or ''}{row.name}" + ("【再掲】" if row.relisted else "")
        lines = wrapped(name, self.style.widths["name"], self.style)
        if row.is_heading:
            lines[-1] += " " + " ".join(self.rng.choice(DASHES) for _ in range(4))
            return lines
        if row.target is None and row.actual is None:
            lines = self._dashes(lines)
        else:
            lines += [*self._between(row.label is not None), *self._cell("target", row.target)]
            lines += [*self._between(False), *self._cell("actual", row.actual), "", row.status or self._dash()]
            return [*lines, *self._note(row)]
        lines[-1] += f" {row.status or self._dash()}"
        return [*lines, "", *self._cell("note", row.note)] if row.note else lines

    def _dashes(self, lines: list[str]) -> list[str]:
        marks = [self._dash(), self._dash()]
        form = self.rng.randrange(3)
        if form == 0:
            return [*lines[:-1], f"{lines[-1]} {marks[0]} {marks[1]}"]
        return [*lines, "", *marks] if form == 1 else [*lines, "", f"{marks[0]} {marks[1]}"]

    def _note(self, row: KpiWords) -> list[str]:
        if not row.note:
            return [self._dash()] if self.rng.random() < 0.5 else []
        return [*([""] if self.rng.random() < 0.4 else []), *self._cell("note", row.note)]

    def _process_table(self, rows: Sequence[ProcessWords]) -> list[str]:
        lines: list[str] = []
        for row in rows:
            for column, text in (("process", row.process), ("progress", row.progress), ("outlook", row.outlook)):
                if text is not None:
                    lines += [*self._cell(column, text), ""]
        return lines

    def _cell(self, column: str, text: str | None) -> list[str]:
        if text is None:
            return [self._dash()]
        lines: list[str] = []
        for index, line in enumerate(wrapped(text, self.style.widths[column], self.style)):
            if index and self.rng.random() < self.style.blank_in_sentence:
                lines.append("")
            lines.append(line)
        return lines

    def _between(self, often_tight: bool) -> list[str]:
        tight = self.rng.random() < (0.8 if often_tight else self.style.no_blank_between)
        return [] if tight else [""]

    def _dash(self) -> str:
        return self.rng.choice(DASHES)
