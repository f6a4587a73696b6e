"""What the list of contradictions is narrowed by, once checked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

STATES = {"open": "未判断", "decided": "判断済み", "gone": "今は見つからない"}


@dataclass(frozen=True)
class ContradictionFilters:
    """Every field is "" where nothing is asked. kind: id of a check; state: a key of STATES, "" for all still found."""

    kind: str = ""
    ministry: str = ""
    state: str = ""

    def query(self, **changes: str) -> str:
        """The query string that asks for the same, with some fields changed."""
        return urlencode({field: value for field, value in {**asdict(self), **changes}.items() if value})
