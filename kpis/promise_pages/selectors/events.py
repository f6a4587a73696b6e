"""The promises with a date as events of a calendar."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.db.models import F
from django.urls import reverse

from kpis.promise_pages.feed import FeedEvent
from kpis.promise_pages.filters import PromiseFilters
from kpis.promise_pages.selectors.asked import asked_promises
from kpis.promise_pages.selectors.listing import row_url, with_rows
from kpis.promise_pages.states import BADGES
from reforms.selectors import year_label

MOST = 1000
"""Programs that read calendars choke on more; the latest ones are the ones that matter."""


def feed_events(filters: PromiseFilters, today: datetime.date, absolute: Callable[[str], str]) -> list[FeedEvent]:
    """The asked promises with a date, at most the 1000 that end last, earliest first. Three queries."""
    rows = with_rows(asked_promises(filters, today)).exclude(due=None).order_by(F("due").desc(), "uid")
    return [_event(row, absolute) for row in reversed(rows[:MOST])]


def _event(row: Any, absolute: Callable[[str], str]) -> FeedEvent:
    """row: a promise with its state, see `asked_promises`."""
    standing = row.standing
    edition = row.publication.round.edition
    told = (
        f"状態：{BADGES[row.state].label}",
        f"種類：{row.get_kind_display()}",
        f"府省庁：{'、'.join(ministry.short_name for ministry in standing.ministries.all()) or '記載なし'}",
        f"記載：{row.words or 'なし'}（{edition.name}・{year_label(row.publication.round.fiscal_year)}）",
        f"記載の箇所：{absolute(row_url(row))}",
    )
    return FeedEvent(
        uid=row.uid,
        begins_on=row.begins_on or row.ends_on,
        ends_on=row.ends_on or row.begins_on,
        summary=f"{row.what}：{standing.name}",
        description="\n".join(told),
        category=row.get_kind_display(),
        url=absolute(reverse("kpis:kpi", args=(standing.kpi_id,))),
        changed_at=row.publication.recorded_at,
    )
