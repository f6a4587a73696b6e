"""What a comparison is narrowed by, once checked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class ComparisonFilters:
    """Every field is "" where nothing is asked. new, old: primary keys of the publications; item: root of an item's
    chain; kind: value of a ChangeKind."""

    programme: str = ""
    new: str = ""
    old: str = ""
    ministry: str = ""
    item: str = ""
    kind: str = ""

    @property
    def is_narrowing(self) -> bool:
        """Whether less than both whole publications is asked for."""
        return any((self.ministry, self.item, self.kind))

    def query(self, **changes: str) -> str:
        """The query string that asks for the same, with some fields changed.

        >>> ComparisonFilters(new="2", kind="kpi-added").query(kind="kpi-dropped", page="2")
        'new=2&kind=kpi-dropped&page=2'
        """
        return urlencode({field: value for field, value in {**asdict(self), **changes}.items() if value})
