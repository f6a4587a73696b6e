"""Text in the cells of a workbook: it stays text, and no character of it is lost."""

from __future__ import annotations

import re
from typing import Any

from kpi_tracker.lib.csv_cells import BEGINS_A_FORMULA

MAX_CELL = 32_767
"""Characters a cell holds; openpyxl would cut the rest off without a word."""
LAST_CHARACTER = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)
# What XML 1.0 cannot hold, what spreadsheet programs take for their own escapes (_x000D_), and our own escape.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]" r"|⟦(?=U\+)|_(?=x[0-9A-Fa-f]{4}_)|x(?=005F_)")
ESCAPED = re.compile(r"⟦U\+([0-9A-F]{4,6})⟧")
"""A character written out by its code point."""


def escaped(text: str) -> str:
    """The text with every character that a workbook loses or refuses written out by its code point.

    >>> escaped("a" + chr(11) + "b")
    'a⟦U+000B⟧b'
    """
    return _UNSAFE.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", text)


def unescaped(text: str) -> str:
    """The text that `escaped` was given. A code point that no text can hold stays written out.

    >>> unescaped(escaped("⟦U+000B⟧ _x000D_")) == "⟦U+000B⟧ _x000D_"
    True
    >>> unescaped("⟦U+0000⟧")
    '⟦U+0000⟧'
    """
    return ESCAPED.sub(lambda found: found[0] if is_of_no_text(found) else chr(int(found[1], 16)), text)


def is_of_no_text(found: re.Match[str]) -> bool:
    """Whether the code point is one that databases refuse: NUL, half a character, beyond the last one."""
    point = int(found[1], 16)
    return point == 0 or point in SURROGATES or point > LAST_CHARACTER


def kept_as_text(cell: Any, value: object) -> Any:
    """The openpyxl cell, which holds the value; whatever the value looks like, text stays text in it.

    openpyxl would take "=…" for a formula and "#N/A" for an error; a spreadsheet program does so when the cell is
    edited, unless it bears its apostrophe (quotePrefix).
    """
    if isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(BEGINS_A_FORMULA):
            cell.quotePrefix = True
    return cell
