"""How one value stands in one cell: what is written, and what is understood when it comes back.

A codec's `write` gives text, a number, a date or None; its `read` takes whatever a spreadsheet program made of it
and raises CellError, with a Japanese sentence, where the cell cannot mean such a value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from kpi_tracker.lib.workbook_text import ESCAPED, escaped, is_of_no_text, unescaped

CellValue = str | int | float | bool | date | datetime | time | None
LIST_SEPARATOR = "、"
KEPT_DIGITS = 15
"""Digits of a number that spreadsheet programs keep."""


class CellError(ValueError):
    """A cell that cannot mean what its column holds. The message is Japanese and says what is expected."""


class Codec(Protocol):
    """One kind of column."""

    @property
    def kind(self) -> str:
        """What the manual calls it."""

    def write(self, value: Any) -> CellValue:
        """The cell for a value that is not None."""

    def read(self, cell: CellValue) -> Any:
        """The value of a cell that is not empty. Raises CellError."""


def _require_text(cell: CellValue) -> None:
    """Raises CellError where a code point is written out that no text can hold."""
    for found in ESCAPED.finditer(cell) if isinstance(cell, str) else ():
        if is_of_no_text(found):
            raise CellError(f"使えない制御文字（{found[0]}）があります。その部分を削除してください。")


def as_text(cell: CellValue) -> str:
    """The words a person sees in a cell that may have become a number or a date while it was edited.

    >>> as_text(2017.0), as_text(datetime(2017, 10, 1)), as_text("２０１７")
    ('2017', '2017-10-01', '２０１７')
    """
    if isinstance(cell, str):
        return unescaped(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def plain(cell: CellValue) -> str:
    """The words of a cell for comparing: NFKC, without white space, lower case."""
    return "".join(unicodedata.normalize("NFKC", as_text(cell)).split()).casefold()


@dataclass(frozen=True)
class Text:
    """Words as printed, character for character."""

    kind: str = "text"

    def write(self, value: str) -> CellValue:
        return escaped(value)

    def read(self, cell: CellValue) -> str:
        _require_text(cell)
        return as_text(cell)


@dataclass(frozen=True)
class TextList:
    """Several short words in one cell, joined by 、."""

    kind: str = "list"

    def write(self, value: tuple[str, ...]) -> CellValue:
        # A word that itself holds the separator is told apart by its code point.
        return escaped(LIST_SEPARATOR.join(escaped(word).replace("、", "⟦U+3001⟧") for word in value)) or None

    def read(self, cell: CellValue) -> tuple[str, ...]:
        _require_text(cell)
        return tuple(unescaped(word) for word in as_text(cell).split(LIST_SEPARATOR))


@dataclass(frozen=True)
class Number:
    """A decimal number. One with more digits than a spreadsheet keeps is written as text."""

    kind: str = "number"

    def write(self, value: Decimal) -> CellValue:
        if value == value.to_integral_value() and abs(value) < 10**KEPT_DIGITS:
            return int(value)
        approximate = f"{value:.{KEPT_DIGITS}g}"
        return float(approximate) if Decimal(approximate) == value else str(value)

    def read(self, cell: CellValue) -> Decimal:
        if isinstance(cell, bool | date | time):
            raise CellError("数値を入力してください。")
        text = repr(cell) if isinstance(cell, float) else plain(cell).replace(",", "")
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise CellError("数値だけを入力してください（単位は単位の列に入れます）。") from None
        if not number.is_finite():
            raise CellError("数値を入力してください。")
        return number


@dataclass(frozen=True)
class Integer:
    """A whole number: an order, a line, a fiscal year."""

    kind: str = "whole number"

    def write(self, value: int) -> CellValue:
        return value

    def read(self, cell: CellValue) -> int:
        number = Number().read(cell)
        if number != number.to_integral_value() or abs(number) >= 10**9:
            raise CellError("整数を入力してください。")
        return int(number)


@dataclass(frozen=True)
class Ratio:
    """A number from 0 to 1."""

    kind: str = "number 0–1"

    def write(self, value: float) -> CellValue:
        return NUMBER.write(Decimal(repr(value)))

    def read(self, cell: CellValue) -> float:
        number = float(Number().read(cell))
        if not 0 <= number <= 1:
            raise CellError("0から1までの数値を入力してください。")
        return number


@dataclass(frozen=True)
class Day:
    """A date."""

    kind: str = "date"

    def write(self, value: date) -> CellValue:
        # Spreadsheet programs count days from 1900 and disagree about its first two months.
        return value if value >= date(1900, 3, 1) else value.isoformat()

    def read(self, cell: CellValue) -> date:
        if isinstance(cell, datetime):
            return cell.date()
        try:
            return date.fromisoformat(plain(cell).replace("/", "-"))
        except ValueError:
            raise CellError("日付を「2017-12-21」の形で入力してください。") from None


@dataclass(frozen=True)
class Choice:
    """One of a few words. words: by value, the word written first; others that are understood too."""

    words: Mapping[Any, tuple[str, ...]]
    kind: str = "choice"
    _values: dict[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_word = {plain(word): value for value, words in self.words.items() for word in words}
        object.__setattr__(self, "_values", by_word)

    def write(self, value: Any) -> CellValue:
        return self.words[value][0]

    def read(self, cell: CellValue) -> Any:
        try:
            return self._values[plain(cell)]
        except KeyError:
            listed = "、".join(words[0] for words in self.words.values())
            raise CellError(f"次のいずれかを入力してください：{listed}。") from None


TEXT = Text()
TEXT_LIST = TextList()
NUMBER = Number()
INTEGER = Integer()
RATIO = Ratio()
DAY = Day()
YES_NO = Choice(
    {True: ("はい", "○", "〇", "1", "有", "TRUE"), False: ("いいえ", "×", "0", "無", "FALSE")}, kind="yes/no"
)
