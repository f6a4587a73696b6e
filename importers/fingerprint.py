"""What a loaded document amounts to, as one short text: equal where the same rows would be written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from kpi_tracker.lib.records import Record, fields_of


def fingerprint_of(*content: object) -> str:
    """Hexadecimal SHA-256 of frozen records, lists and plain values; the order of a mapping's keys does not matter.

    >>> fingerprint_of({"a": 1, "b": (2, None)}) == fingerprint_of({"b": [2, None], "a": 1})
    True
    >>> fingerprint_of("1") == fingerprint_of(1)
    False
    """
    return hashlib.sha256(json.dumps(_plain(content), ensure_ascii=False).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return [[name, _plain(one)] for name, one in fields_of(value).items()]
    if isinstance(value, Mapping):
        return sorted([str(key), _plain(one)] for key, one in value.items())
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)
