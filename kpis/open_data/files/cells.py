"""One value in a file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kpi_tracker.lib.csv_cells import with_apostrophe
from kpis.open_data.columns import Value


def as_csv(value: Value) -> str:
    """The words of a CSV cell; what a spreadsheet program would take for a formula stands behind an apostrophe.

    >>> [as_csv(value) for value in (Decimal("0.10"), 1, True, date(2017, 12, 21), None, "=1+1")]
    ['0.1', '1', 'true', '2017-12-21', '', "'=1+1"]
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _digits(value)
    if isinstance(value, date):
        return value.isoformat()
    return with_apostrophe(value) if isinstance(value, str) else str(value)


def as_json(value: Value) -> int | float | str | bool | None:
    """The value as JSON has it: a number with its 15 most significant digits.

    >>> [as_json(value) for value in (Decimal("0.10"), Decimal("416"), date(2017, 12, 21), None)]
    [0.1, 416, '2017-12-21', None]
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _digits(value: Decimal) -> str:
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
