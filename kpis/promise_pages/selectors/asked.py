"""The promises that are asked for, and what stands above each view of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from kpi_tracker.lib.records import replace
from kpis.models import PublishedPromise
from kpis.models.promises import DUE
from kpis.promise_pages.filters import PromiseFilters
from kpis.promise_pages.states import BADGES, StateBadge
from reforms.selectors import Link, date_label

VIEWS = (("一覧", "kpis:promises"), ("月別", "kpis:promise_calendar"), ("府省庁別の遅れ", "kpis:promise_slippage"))


@dataclass(frozen=True)
class StateCount:
    """How many of the asked promises are in a state; url: the list of them."""

    badge: StateBadge
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class Head:
    """What stands above each of the three views. day: 「2018年1月15日」."""

    day: str
    is_today: bool
    is_filtered: bool
    clear_url: str
    states: list[StateCount]
    total: int
    views: list[Link]
    feed_url: str


def asked_promises(filters: PromiseFilters, today: datetime.date) -> QuerySet[Any]:
    """The promises that are asked for, each with its `state` and the day it is `due`, None without one."""
    stated: QuerySet[Any] = PublishedPromise.objects.as_of(filters.day(today))
    rows: QuerySet[Any] = stated.annotate(due=DUE)
    if filters.programme:
        rows = rows.filter(publication__round__edition__programme__slug=filters.programme)
    if filters.ministry:
        rows = rows.filter(standing__ministries__name=filters.ministry)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.due:
        rows = rows.filter(due__range=filters.due)
    elif filters.year == "none":
        rows = rows.filter(due=None)
    return rows


def head(filters: PromiseFilters, today: datetime.date, shown: str) -> Head:
    """The counts by state and the ways to the other views. shown: the view's address name. One query."""
    of_any_state = asked_promises(replace(filters, state=""), today)
    counted = of_any_state.order_by().values_list("state").annotate(count=Count("pk"))
    counts: dict[str, int] = dict(counted)
    states = [
        StateCount(badge, counts[state], list_url(filters, state=str(state.value)), filters.state == state)
        for state, badge in BADGES.items()
        if state in counts
    ]
    return Head(
        day=date_label(filters.day(today)),
        is_today=filters.day(today) == today,
        is_filtered=filters.is_narrowing,
        clear_url=reverse(shown),
        states=states,
        total=sum(counts.values()),
        views=[Link(label, f"{reverse(name)}?{filters.query()}", name == shown) for label, name in VIEWS],
        feed_url=f"{reverse('kpis:promise_feed')}?{filters.query(on='')}",
    )


def list_url(filters: PromiseFilters, **changes: str) -> str:
    """The address of the list that is asked for the same, with some fields changed."""
    return f"{reverse('kpis:promises')}?{filters.query(**changes)}"


def month_label(day: datetime.date) -> str:
    """「2018年3月」."""
    return f"{day.year}年{day.month}月"
