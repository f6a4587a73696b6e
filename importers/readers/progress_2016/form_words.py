"""The words that the form itself prints, recognised through the marks that OCR makes of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

Kind = Literal["process", "kpi"]


@dataclass(frozen=True)
class FormWord:
    """A heading cell of the form: the table it belongs to and the column it stands over, where it names one.

    is_sure: False for words so short or so common that a row of the table may hold them too.
    """

    printed: str
    table: Kind
    column: str | None
    is_sure: bool = True


KPI = FormWord("KPI", "kpi", "name", is_sure=False)
HEADINGS = (
    FormWord("改革工程の進捗", "process", None),
    FormWord("進捗状況", "process", "progress"),
    FormWord("今後の進展について", "process", "outlook"),
    FormWord("改革工程", "process", "process", is_sure=False),
    FormWord("KPIの進捗", "kpi", None),
    FormWord("目標値", "kpi", "target_raw"),
    FormWord("達成時期", "kpi", "target_raw"),
    FormWord("目標値達成時期", "kpi", "target_raw"),
    FormWord("KPI目標値達成時期", "kpi", None),
    FormWord("実績値", "kpi", "actual_raw"),
    FormWord("進捗状況今後の対応", "kpi", "note_raw"),
    KPI,
)
DISTINCTIVE = frozenset({"改革工程の進捗", "今後の進展について", "進捗状況今後の対応"})
"""Headings that no other form prints."""
ALIKE = 66.0
"""Least likeness (0-100) of a cell to a heading: two of three characters."""
REMOTELY_ALIKE = 40.0
LONGEST_HEADING = 20
LONGEST_PRINTED_HEADING = 80
LONGEST_CELL_BESIDE = 12

BRACKETED = re.compile(r"[(（〔\[].*$")
NOT_A_LETTER = re.compile(r"[^0-9A-Za-z\u3040-\u30ff\u4e00-\u9fff]")
NUMBERED = re.compile(r"\s*(?P<number>[①-⑳])")
HEADING_LINE = re.compile(r"\s*(?P<word>[^:：∶;]{2,12}?)\s*[:：∶;]\s*(?P<text>.*)$")
SECTION = re.compile(r"(?P<word>.{2,14}?)[(（](?P<as_of>[^()（）]{2,14}(?:時点|現在|末))[)）]?.{0,3}$")


@dataclass(frozen=True)
class Labelled:
    """A line of the form "改革項目: …": its number (⑪) where one is printed, and the words after the colon."""

    number: str | None
    text: str


def heading_of(cell: str) -> FormWord | None:
    """The heading that a cell holds, None where it is none of the form's.

    >>> heading_of("K PI 日標 (達成時").table, heading_of("進捗状況·今後の対応 (2016年度実績の把握時期を含む)").column
    ('kpi', 'note_raw')
    """
    if len(cell) > LONGEST_PRINTED_HEADING:
        return None
    best, likeness = _nearest(cell)
    if likeness >= ALIKE:
        return best
    outside = letters(BRACKETED.sub("", cell))
    return KPI if outside.startswith("KPI") and len(outside) <= 2 * len(KPI.printed) else None


def table_headed_by(cells: Sequence[str]) -> Kind | None:
    """The table whose heading row this is, None for a row of the table itself."""
    words = [word for word in map(heading_of, cells) if word]
    others = [cell for cell in cells if cell.strip() and not heading_of(cell)]
    if any(len(cell.strip()) > LONGEST_CELL_BESIDE for cell in others):
        return None
    sure = [word.table for word in words if word.is_sure]
    if sure:
        return "kpi" if "kpi" in sure else "process"
    return words[0].table if words and not others else None


def is_remotely_a_heading(cells: Sequence[str]) -> bool:
    """Whether a row beside a heading row may be its other half, too far destroyed to be read."""
    printed = [cell for cell in cells if cell.strip()]
    alike = [cell for cell in printed if _nearest(cell)[1] >= REMOTELY_ALIKE]
    return len(alike) >= 2 and all(len(letters(BRACKETED.sub("", cell))) <= LONGEST_CELL_BESIDE for cell in printed)


def labelled(line: str, label: str) -> Labelled | None:
    """What a line says that begins with the label (改革項目, 重要課題) and a colon, None for any other line.

    >>> labelled("改 革項目⑪: 公共サービスの広域化", "改革項目")
    Labelled(number='⑪', text='公共サービスの広域化')
    """
    match = HEADING_LINE.match(line)
    if not match:
        return None
    word = NUMBERED.sub("", match["word"])
    if len(letters(word)) > len(label) + 1 or fuzz.ratio(letters(word), label) < ALIKE:
        return None
    text = match["text"].strip()
    number = NUMBERED.search(match["word"]) or NUMBERED.match(text)
    return Labelled(number["number"] if number else None, NUMBERED.sub("", text, count=1) if number else text)


def section_as_of(line: str) -> tuple[Kind, str] | None:
    """The table and the date that a line like 「改革工程の進捗状況(2016年末時点)-」 announces, else None."""
    match = SECTION.fullmatch(line.strip().lstrip("_-－・ "))
    if not match:
        return None
    word = letters(match["word"])
    if fuzz.ratio(word, "KPIの状況") >= ALIKE:
        return "kpi", match["as_of"].strip()
    return ("process", match["as_of"].strip()) if fuzz.ratio(word, "改革工程の進捗状況") >= ALIKE else None


def letters(text: str) -> str:
    """The letters and digits alone, in their NFKC form."""
    return NOT_A_LETTER.sub("", unicodedata.normalize("NFKC", text))


def _nearest(cell: str) -> tuple[FormWord, float]:
    """The heading most like the cell, with or without the words in brackets behind it, and how like it is (0-100)."""
    whole, outside = letters(cell), letters(BRACKETED.sub("", cell))
    texts = [text for text in (outside, whole) if 0 < len(text) <= LONGEST_HEADING]
    likeness = {word: max((fuzz.ratio(text, word.printed) for text in texts), default=0.0) for word in HEADINGS}
    best = max(HEADINGS, key=likeness.__getitem__)
    return best, likeness[best]
