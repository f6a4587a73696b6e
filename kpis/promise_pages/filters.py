"""What the pages of promises are narrowed by, once checked."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from kpi_tracker.lib.fiscal_year import fiscal_year_window

Days = tuple[datetime.date, datetime.date]


@dataclass(frozen=True)
class PromiseFilters:
    """Every field is "" where nothing is asked. year: the fiscal year of the last day, "none" without a date;
    month: 「2018-03」, of the last day; on: ISO day as of which the states are told."""

    programme: str = ""
    ministry: str = ""
    kind: str = ""
    state: str = ""
    year: str = ""
    month: str = ""
    on: str = ""

    @property
    def is_narrowing(self) -> bool:
        """Whether anything is asked."""
        return any(asdict(self).values())

    def query(self, **changes: str) -> str:
        """The query string that asks for the same, with some fields changed.

        >>> PromiseFilters(kind="final", state="due").query(state="overdue", page="2")
        'kind=final&state=overdue&page=2'
        """
        return urlencode({field: value for field, value in {**asdict(self), **changes}.items() if value})

    def day(self, today: datetime.date) -> datetime.date:
        """The day as of which the states are told."""
        return datetime.date.fromisoformat(self.on) if self.on else today

    @property
    def due(self) -> Days | None:
        """The days between which the last day must lie; None where any will do.

        >>> [day.isoformat() for day in PromiseFilters(month="2018-02").due]
        ['2018-02-01', '2018-02-28']
        """
        if self.month:
            year, month = map(int, self.month.split("-"))
            return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
        return fiscal_year_window(int(self.year)) if self.year.isdecimal() else None
