"""The number of an indicator: 「1」, 「③」, 「2-1」, alone in its cell or before the name."""

from __future__ import annotations

import re
import unicodedata

from importers.readers.evaluation_sheet.cells import squeezed

_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿"
_RINGS = "○◎◯●"
_NUMBER = re.compile(
    rf"(?P<circled>[{_CIRCLED}])|[(]?(?P<ring>[{_RINGS}])?(?P<digits>\d{{1,2}})(?:[-.](?P<branch>\d{{1,2}}))?[.)]?"
)
_BEFORE_NAME = re.compile(
    rf"\s*(?P<number>[{_CIRCLED}](?=\s*[^\d\s])|[{_RINGS}]?\d{{1,2}}(?:[-－.．]\d{{1,2}})?(?=[\s.．、]+\D))[\s.．、]*(?=\S*[^\W\d_])"
)
"""A plain number needs a gap behind it: 「29位」 is a figure."""


def is_number(text: str) -> bool:
    """Whether the text is a number of an indicator and nothing else."""
    return _NUMBER.fullmatch(squeezed(text)) is not None


def begins_with_number(text: str) -> bool:
    """Whether the text is a number and a name in one: "③ 件数"."""
    return _BEFORE_NAME.match(text) is not None


def number_of(text: str) -> str | None:
    """The number in digits, of a number alone or before a name; None where there is none.

    >>> [number_of(text) for text in ("③", "１０", "○4", "2－1", "(5)", "⑥ 受講者数", "受講者数")]
    ['3', '10', '4', '2-1', '5', '6', None]
    """
    before = _BEFORE_NAME.match(text)
    found = _NUMBER.fullmatch(squeezed(before["number"] if before else text))
    if found is None:
        return None
    if found["circled"]:
        return str(int(unicodedata.numeric(found["circled"])))
    number = str(int(found["digits"]))
    return f"{number}-{int(found['branch'])}" if found["branch"] else number


def is_circled(text: str) -> bool:
    """Whether the number is that of a main indicator: 「数字に○を付した測定指標は、主要な測定指標」"""
    return re.match(rf"[{_CIRCLED}{_RINGS}]", text.strip()) is not None


def without_number(text: str) -> str:
    """The name behind its number."""
    return _BEFORE_NAME.sub("", text, count=1)
