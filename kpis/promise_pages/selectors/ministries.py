"""How late promised things came, by ministry."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, F

from kpis.promise_pages.filters import PromiseFilters
from kpis.promise_pages.selectors.asked import asked_promises, list_url
from kpis.promise_pages.states import delay_text
from kpis.promises.slippage import Counted, Slippage, slippage_by_ministry


@dataclass(frozen=True)
class MinistryRow:
    """What a ministry promised; url, overdue_url: "" of rows that name none.

    typical: 「遅れは0～265日」, "" where nothing dated came.
    """

    name: str
    slippage: Slippage
    url: str
    overdue_url: str
    typical: str


def slippage_rows(filters: PromiseFilters, today: datetime.date) -> list[MinistryRow]:
    """What each ministry promised and how late it came, in 建制順; rows that name none come last. One query."""
    ministry = "standing__ministries"
    counted = (
        asked_promises(filters, today)
        .order_by(F(f"{ministry}__order").asc(nulls_last=True))
        .values_list(
            f"{ministry}__name",
            "ends_on",
            "lacked_on",
            "kept_on",
            "state",
        )
        .annotate(count=Count("pk"))
    )
    rows = [
        Counted(name or "", ends_on, lacked_on, kept_on if state == "kept" else None, state, count)
        for name, ends_on, lacked_on, kept_on, state, count in counted
    ]
    return [
        MinistryRow(
            name=found.ministry or "府省庁の記載なし",
            slippage=found,
            url=list_url(filters, ministry=found.ministry) if found.ministry else "",
            overdue_url=list_url(filters, ministry=found.ministry, state="overdue") if found.ministry else "",
            typical=delay_text(found.typical) if found.typical else "",
        )
        for found in slippage_by_ministry(rows)
    ]
