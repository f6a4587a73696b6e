"""The budget of a document as a workbook brings it: people may have changed any of its lines."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

AMOUNTS = ("initial", "supplementary", "carry", "total", "executed")
YEARS = range(1900, 2200)
MOST = 10**15
LONGEST_UNIT = 20


def require_budget(lines: Iterable[Any]) -> None:
    """Raises ValueError where a line is no record of a fiscal year with amounts and the lines it fills."""
    for line in lines:
        if not isinstance(line, dict) or line.get("fy") not in YEARS:
            raise ValueError(line)
        if len(str(line.get("unit") or "")) > LONGEST_UNIT:
            raise ValueError(line)
        if not _is_span(line.get("lines")) or not all(_is_amount(line.get(name)) for name in AMOUNTS):
            raise ValueError(line)


def _is_span(place: Any) -> bool:
    """Whether it is nothing, or two numbers of lines."""
    if place is None:
        return True
    return isinstance(place, list) and len(place) == 2 and all(isinstance(one, int) and one > 0 for one in place)


def _is_amount(value: Any) -> bool:
    if value is None:
        return True
    return isinstance(value, int | Decimal) and Decimal(value).is_finite() and abs(Decimal(value)) < MOST
