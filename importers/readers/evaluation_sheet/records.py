"""The records of an indicator: one for each line of targets, and for each bullet where one line holds several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from importers.issues import Issue
from importers.readers.evaluation_sheet.cells import Cell, Words
from importers.readers.evaluation_sheet.indicators import Indicator
from importers.readers.evaluation_sheet.numbering import is_circled, number_of, without_number
from importers.readers.evaluation_sheet.pairs import PairedLine, YearPair, paired_line
from importers.readers.evaluation_sheet.years import year_bracket
from kpi_tracker.lib.japanese_text import normalise
from kpi_tracker.lib.records import replace

_TAG = re.compile(r"[<＜〈《]\s*(?P<kind>[^<>＜＞〈〉《》]{0,12}指標)\s*[>＞〉》]")
_BRACKET = re.compile(r"【(?P<tag>[^【】]*)】")
_RELISTED = re.compile(r"再\s*掲")
_BULLET = re.compile(r"(?:^|(?<=\s))[・●○◆■]\s*")
_OWN_BRACKET = re.compile(r"[（(](?P<words>[^（()）]*[0-9０-９][^（()）]*)[）)]")
_LONGEST_QUOTED = 200


@dataclass(frozen=True)
class Record:
    """One 測定指標 with one line of targets. label: "1", or "2-1" where its number has several; None: it is lost.

    kind: アウトプット指標 or アウトカム指標 as printed; tags: other words in 【】 of the name; means: its 施策手段.
    """

    label: str | None
    is_main: bool | None
    name: Words
    kind: str | None
    tags: tuple[str, ...]
    relisted: bool
    means: int | None
    line: PairedLine
    issues: tuple[Issue, ...]


def records_of(indicator: Indicator, near: int | None) -> list[Record]:
    """The records of one indicator in printed order."""
    lines = [paired_line(line, near) for line in indicator.targets]
    name = _named(indicator)
    split = [part for line in lines for part in _by_bullet(name, line, near)]
    number = number_of(indicator.number.text)
    tags = [found["tag"].strip() for found in _BRACKET.finditer(indicator.name.text)]
    kind = _TAG.search(indicator.name.text)
    return [
        Record(
            label=number and (number if len(split) == 1 else f"{number}-{order}"),
            is_main=None if number is None else is_circled(indicator.number.text),
            name=words,
            kind=kind["kind"] if kind else None,
            tags=tuple(tag for tag in tags if not _RELISTED.fullmatch(tag)),
            relisted=any(_RELISTED.fullmatch(tag) for tag in tags),
            means=indicator.means,
            line=line,
            issues=(*_number_issues(indicator), *_loose_issues(indicator), *line.issues),
        )
        for order, (words, line) in enumerate(split, start=1)
    ]


def _named(indicator: Indicator) -> Words:
    """The name without tags, and without the number where both share a cell."""
    text = _BRACKET.sub(" ", _TAG.sub(" ", indicator.name.text))
    if indicator.number == indicator.name:
        text = without_number(text)
    return Words(" ".join(text.split()), indicator.name)


def _number_issues(indicator: Indicator) -> tuple[Issue, ...]:
    if number_of(indicator.number.text):
        return ()
    message = "測定指標の番号が読み取れません。原本を見て入力してください。"
    return (indicator.name.issue("number_lost", "error", "label", message),)


def _loose_issues(indicator: Indicator) -> list[Issue]:
    """A line that fits no column may be the rest of any cell above it."""
    return [
        Cell(line.number, 0, "\t".join(cell.words for cell in line.cells)[:_LONGEST_QUOTED]).issue(
            "line_unread",
            "warning",
            field,
            "表のどの欄にも入らない行があります。上の行の続きでないか確かめてください。",
        )
        for line in indicator.loose
        for field in ("name", "baseline", "target_raw", "actual_raw", "status")
    ]


def _by_bullet(name: Words, line: PairedLine, near: int | None) -> list[tuple[Words, PairedLine]]:
    """The line once for each bullet of the name, where its targets have as many bullets."""
    names = _bullets(name.text)
    if len(names) < 2 or not any(len(_bullets(pair.target.text)) == len(names) for pair in line.years):
        return [(name, line)]
    return [(replace(name, text=one), _part(line, names, index, near)) for index, one in enumerate(names)]


def _bullets(text: str) -> list[str]:
    parts = _BULLET.split(text)
    return [] if parts[0].strip() else [part.strip() for part in parts[1:] if part.strip()]


def _part(line: PairedLine, names: Sequence[str], index: int, near: int | None) -> PairedLine:
    """What belongs to one bullet of a line."""
    count = len(names)
    baseline = _part_with_year(line.placed.baseline, count, index, near)
    final = _part_with_year(line.placed.final, count, index, near)
    years = tuple(
        replace(
            pair,
            target=_part_of(pair.target, count, index),
            actual=_actual_part(pair, count, index),
        )
        for pair in line.years
    )
    message = f"一つの欄に{count}つの指標があるため、箇条ごとに分けました。値の対応を原本で確かめてください。"
    cell = line.placed.mark
    issues = [
        cell.issue("indicators_in_one_cell", "warning", field, message)
        for field in ("name", "target_raw", "actual_raw", "baseline", "status")
    ]
    placed = replace(line.placed, baseline=baseline, final=final)
    return replace(line, placed=placed, years=years, issues=(*line.issues, *issues))


def _part_with_year(words: Words, count: int, index: int, near: int | None) -> Words:
    """The bullet of a cell whose year in brackets holds for all of them."""
    found = year_bracket(words.text, near)
    if found is None:
        return _part_of(words, count, index)
    part = _part_of(replace(words, text=found[0]), count, index)
    return replace(part, text=f"{part.text} 【{found[1]}】")


def _part_of(words: Words, count: int, index: int) -> Words:
    parts = _bullets(words.text)
    return replace(words, text=parts[index]) if len(parts) == count else words


def _actual_part(pair: YearPair, count: int, index: int) -> Words:
    """The bullet of the actual; without bullets the figure in brackets is of the part whose target has one."""
    if len(_bullets(pair.actual.text)) == count:
        return _part_of(pair.actual, count, index)
    figures = [bool(re.search(r"\d", normalise(part).text)) for part in _bullets(pair.target.text)]
    own = _OWN_BRACKET.search(pair.actual.text)
    if own is None or figures.count(True) != 1 or len(figures) != count:
        return pair.actual
    if figures[index]:
        return replace(pair.actual, text=own[0])
    rest = pair.actual.text[: own.start()] + pair.actual.text[own.end() :]
    return replace(pair.actual, text=rest.strip())
