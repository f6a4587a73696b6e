"""Which KPIs an address chooses, by 「kpi=」 as often as wanted."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

MOST_CHOSEN = 60
_LONGEST_KEY = 18
"""Digits that every database can look up."""


def chosen_kpis(values: Iterable[str]) -> list[int]:
    """The primary keys, each once; what is no key is left out.

    >>> chosen_kpis(["12", "x", "12", "７", "3"])
    [12, 3]
    """
    keys = (int(value) for value in values if value.isascii() and value.isdigit() and len(value) <= _LONGEST_KEY)
    return list(dict.fromkeys(keys))[:MOST_CHOSEN]


def chosen_query(kpis: Iterable[int]) -> str:
    """The query string that chooses them.

    >>> chosen_query([12, 3])
    'kpi=12&kpi=3'
    """
    return urlencode([("kpi", kpi) for kpi in kpis])
