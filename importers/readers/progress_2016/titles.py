"""The 改革項目 of a page: one or several, each a paragraph that may be cut over lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from importers.issues import Issue
from importers.readers.progress_2016.form_words import labelled
from importers.readers.progress_2016.pages import Line
from importers.readers.progress_2016.wording import breaks_off, ends_with_an_act, picks_up
from kpi_tracker.lib.japanese_text import drop_ocr_spaces

SHORTEST_ITEM = 6


@dataclass(frozen=True)
class Title:
    """One heading: its text without its label, and the lines that print it."""

    text: str
    lines: tuple[Line, ...]

    def with_rest(self, line: Line, text: str) -> Title:
        """The heading with a further line of it."""
        return Title(self.text + text, (*self.lines, line))


@dataclass(frozen=True)
class Titles:
    """items: the 改革項目 in order; number: ⑪ where one is printed; issues: what was a judgement."""

    items: tuple[Title, ...]
    number: str | None
    important_issue: Title | None
    issues: tuple[Issue, ...]


def titles_of(lines: Sequence[Line]) -> Titles:
    """What the lines above a page's first table say."""
    items: list[Title] = []
    issues: list[Issue] = []
    numbers: list[str] = []
    important: Title | None = None
    for line in lines:
        heading, subject = labelled(line.text, "改革項目"), labelled(line.text, "重要課題")
        if subject and not heading:
            important = Title(drop_ocr_spaces(subject.text), (line,))
            continue
        text = drop_ocr_spaces(heading.text if heading else line.text)
        numbers += [heading.number] if heading and heading.number else []
        if heading or not items or not _goes_on(items[-1].text, text):
            items.append(Title(text, (line,)))
        else:
            if not (breaks_off(items[-1].text) or picks_up(text)):
                issues.append(_judgement(line))
            items[-1] = items[-1].with_rest(line, text)
    if not lines or not any(labelled(line.text, "改革項目") for line in lines):
        issues.append(_lost(lines))
    printed = tuple(item for item in items if item.text)
    return Titles(printed, numbers[0] if numbers else None, important, tuple(issues))


def _goes_on(item: str, text: str) -> bool:
    """Whether a line is the rest of the item above it, not the next item."""
    if not item or breaks_off(item) or picks_up(text) or len(text) < SHORTEST_ITEM:
        return True
    return not ends_with_an_act(item)


def _judgement(line: Line) -> Issue:
    message = "この行は上の改革項目の続きとみてつなぎました。別の改革項目なら分けてください。"
    return Issue("item_joined", "warning", "item", message, raw=line.text, lines=(line.number, line.number))


def _lost(lines: Sequence[Line]) -> Issue:
    message = "「改革項目:」の行が読み取れません。原本を見て改革項目を確かめてください。"
    return Issue("item_lost", "error", "item", message, raw="\n".join(line.text for line in lines) or None)
