"""What the board is narrowed by, once checked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

OVERDUE = "overdue"


@dataclass(frozen=True)
class BoardFilters:
    """Every field is "" where nothing is asked. state: of a Submission, or OVERDUE; ministry: a primary key."""

    state: str = ""
    ministry: str = ""
    q: str = ""

    @property
    def is_narrowing(self) -> bool:
        """Whether fewer than all parts are asked for."""
        return any((self.state, self.ministry, self.q))

    def query(self, **changes: str) -> str:
        """The query string that asks for the same, with some fields changed.

        >>> BoardFilters(ministry="3").query(state="submitted")
        'state=submitted&ministry=3'
        """
        return urlencode({field: value for field, value in {**asdict(self), **changes}.items() if value})
