"""What the list of items is narrowed by, once checked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class ItemFilters:
    """Every field is "" where nothing is asked. grade: a code of the edition, or "none" for rows without a grade."""

    programme: str = ""
    year: str = ""
    q: str = ""
    grade: str = ""
    ministry: str = ""
    issue: str = ""

    @property
    def is_narrowing(self) -> bool:
        """Whether fewer items than the whole year are asked for."""
        return any((self.q, self.grade, self.ministry, self.issue))

    def query(self, **changes: str) -> str:
        """The query string that asks for the same, with some fields changed.

        >>> ItemFilters(year="2017", grade="B").query(grade="A", page="2")
        'year=2017&grade=A&page=2'
        """
        return urlencode({field: value for field, value in {**asdict(self), **changes}.items() if value})
