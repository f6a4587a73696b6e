"""What is searched for, once checked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from kpi_tracker.lib.search import search_terms

KINDS = {"item": "改革項目", "process": "改革工程の進捗", "kpi": "KPI"}


@dataclass(frozen=True)
class SearchFilters:
    """Every field is "" where nothing is asked. kind: a key of KINDS; year: of the reporting round."""

    q: str = ""
    programme: str = ""
    year: str = ""
    kind: str = ""

    @property
    def terms(self) -> list[str]:
        """The keys that must all stand in one row."""
        return search_terms(self.q)

    @property
    def is_narrowing(self) -> bool:
        """Whether less than everything published is searched."""
        return any((self.programme, self.year, self.kind))

    def query(self, **changes: str) -> str:
        """The query string that asks for the same, with some fields changed.

        >>> SearchFilters("窓口", year="2017").query(page="2")
        'q=%E7%AA%93%E5%8F%A3&year=2017&page=2'
        """
        return urlencode({field: value for field, value in {**asdict(self), **changes}.items() if value})
