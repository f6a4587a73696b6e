"""What the address of a worksheet asks for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

SHOW = {"": "すべて", "todo": "未入力", "returned": "差戻し"}


@dataclass(frozen=True)
class WorksheetFilters:
    """item: primary key, None for all; show: a key of SHOW."""

    item: int | None = None
    show: str = ""

    def query(self, **changed: str) -> str:
        """「?item=12&show=todo」 with what is changed in place, "" where nothing is asked.

        >>> WorksheetFilters(12).query(show="todo"), WorksheetFilters().query()
        ('?item=12&show=todo', '')
        """
        asked = {"item": str(self.item or ""), "show": self.show} | changed
        given = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(given)}" if given else ""


def filters_from(asked: dict[str, str]) -> WorksheetFilters:
    """What the query string asks; what it cannot mean is passed over.

    >>> filters_from({"item": "12", "show": "todo"}), filters_from({"item": "x", "show": "all"})
    (WorksheetFilters(item=12, show='todo'), WorksheetFilters(item=None, show=''))
    """
    item, show = asked.get("item", ""), asked.get("show", "")
    is_number = item.isascii() and item.isdigit() and len(item) <= 18
    return WorksheetFilters(int(item) if is_number else None, show if show in SHOW else "")
