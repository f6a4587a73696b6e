"""What open data is asked for, once checked."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class OpenDataFilters:
    """Every field is "" or None where nothing is asked. programme: a slug; ministry: a name; grade: a printed code;
    item, kpi: primary keys; as_of: what was published on that day, None: what the public sees now."""

    programme: str = ""
    year: int | None = None
    as_of: datetime.date | None = None
    ministry: str = ""
    item: int | None = None
    grade: str = ""
    kpi: int | None = None

    @property
    def query(self) -> str:
        """The query string that asks for the same.

        >>> OpenDataFilters("keizai", 2017, datetime.date(2018, 1, 1)).query
        'programme=keizai&year=2017&as_of=2018-01-01'
        """
        return urlencode({name: value for name, value in vars(self).items() if value not in ("", None)})
