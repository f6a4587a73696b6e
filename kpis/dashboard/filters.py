"""What the dashboard and its list of rows are narrowed by, once checked."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

NONE = "none"
"""What is not printed: a row without a ministry, without a tier, without a grade."""
NEW = "new"
"""In place of last year's grade: the KPI was not listed then."""
STATES = {
    "behind": "遅れている（試算）",
    "uncomputed": "遅れを試算できない",
    "unjudged": "区分できない（Nなど）",
    "moved": "区分が前の年度から動いた",
    "new": "前の年度に載っていない",
    "ended": "次の年度に載っていない",
    "overdue": "約束の期限を過ぎた",
    "unanswered": "約束の期限を過ぎ、後の公表がない",
}
SORTS = {
    "behind": "遅れの大きい順（試算）",
    "unjudged": "区分できない期間の長い順",
    "promise": "約束の期限の早い順",
    "printed": "記載順",
}


@dataclass(frozen=True)
class DashboardFilters:
    """Every field is "" where nothing is asked. item: primary key of a ReformItem of the year; tier: "1", "2", NONE."""

    programme: str = ""
    year: str = ""
    ministry: str = ""
    tier: str = ""
    item: str = ""

    @property
    def is_narrowing(self) -> bool:
        """Whether fewer rows than the whole year are asked for."""
        return any((self.ministry, self.tier, self.item))

    @property
    def of_year(self) -> DashboardFilters:
        """The whole year, nothing narrowed."""
        return DashboardFilters(self.programme, self.year)

    def query(self, **changes: str) -> str:
        """The query string that asks for the same, with some fields changed or added.

        >>> DashboardFilters(year="2017", tier="1").query(grade="B")
        'year=2017&tier=1&grade=B'
        """
        return urlencode({field: value for field, value in {**vars(self), **changes}.items() if value})


@dataclass(frozen=True)
class RowFilters(DashboardFilters):
    """grade: a code of the edition, or NONE; before: a code, NONE or NEW; state: a key of STATES; sort: of SORTS."""

    grade: str = ""
    before: str = ""
    state: str = ""
    sort: str = ""

    @property
    def is_narrowing(self) -> bool:
        """Whether fewer rows than the whole year are asked for."""
        return super().is_narrowing or any((self.grade, self.before, self.state))

    @property
    def of_dashboard(self) -> DashboardFilters:
        """What of it the dashboard is narrowed by as well."""
        return DashboardFilters(self.programme, self.year, self.ministry, self.tier, self.item)
