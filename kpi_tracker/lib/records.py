"""Frozen records: a hundred thousand of them stand in memory at once, so they keep their fields in slots."""

from __future__ import annotations

from dataclasses import fields
from typing import Any


def fields_of(record: Any) -> dict[str, Any]:
    """The fields of a dataclass by name, those within it as they are.

    >>> from kpi_tracker.lib.readings import Doubt
    >>> fields_of(Doubt("code", "note", "確かめてください。"))
    {'code': 'code', 'severity': 'note', 'message': '確かめてください。'}
    """
    return {field.name: getattr(record, field.name) for field in fields(record)}
