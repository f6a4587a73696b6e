"""What the rows of 担当 are narrowed by, once checked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

WITHOUT = "without"


@dataclass(frozen=True)
class ResponsibilityFilters:
    """Every field is "" where nothing is asked. show: WITHOUT for rows that nobody answers for."""

    show: str = ""
    ministry: str = ""
    q: str = ""

    @property
    def is_narrowing(self) -> bool:
        """Whether fewer than all rows are asked for."""
        return any((self.show, self.ministry, self.q))

    def query(self, **changes: str) -> str:
        """The query string that asks for the same, with some fields changed.

        >>> ResponsibilityFilters(q="窓口").query(page="2") == "q=%E7%AA%93%E5%8F%A3&page=2"
        True
        """
        return urlencode({field: value for field, value in {**asdict(self), **changes}.items() if value})
