"""達成: the mark of an indicator, in the letters of the legend (イ, ロ, ハ, ―) and in those that OCR takes for them."""

from __future__ import annotations

from importers.readers.evaluation_sheet.cells import squeezed
from kpi_tracker.lib.japanese_text import is_dash

NOT_OVER = "―"
"""目標期間が終了していない"""
MET, NEAR, FAR = "イ", "ロ", "ハ"
_LOOKALIKES = {"口": NEAR, "八": FAR, "亻": MET, "一": NOT_OVER, "ィ": MET}


def mark_of(text: str) -> str | None:
    """The mark that the whole text is, None where it is none.

    >>> [mark_of(text) for text in ("イ", " ﾛ", "－", "一", "32時間以内", "")]
    ['イ', 'ロ', '―', '―', None, None]
    """
    letters = squeezed(text)
    if letters in (MET, NEAR, FAR):
        return letters
    return NOT_OVER if is_dash(letters) else _LOOKALIKES.get(letters)


def is_mark(text: str) -> bool:
    """Whether the text is a mark."""
    return mark_of(text) is not None


def is_lookalike(text: str) -> bool:
    """Whether the mark had to be read out of another letter than those of the legend."""
    return squeezed(text) in _LOOKALIKES
