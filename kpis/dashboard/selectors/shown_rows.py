"""Standings as lists show them. Five queries, whatever their number."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from kpis.dashboard.selectors.asked import Standings
from kpis.models import KpiStanding, PublishedPromise
from kpis.promised import window_text
from reforms.models import PublishedItem, Rating
from reforms.selectors import Link

LATE = (PublishedPromise.State.OVERDUE, PublishedPromise.State.UNANSWERED)
STATES_SHOWN = (*LATE, PublishedPromise.State.DUE, PublishedPromise.State.UPCOMING)


@dataclass(frozen=True)
class ShownAwaited:
    """A promise that is not kept. state: in words; is_late: its window has passed."""

    what: str
    window: str
    state: str
    is_late: bool


@dataclass(frozen=True)
class ShownStanding:
    """A row of a list. was: last year's grade, None where there is none; behind: 「17.8ポイント」; unjudged and
    figureless: 「2016年度から（2年度続けて）」. Words are "" where they do not hold or cannot be said."""

    name: str
    url: str
    items: list[Link]
    tier: str
    ministries: list[str]
    is_relisted: bool
    rating: Rating | None
    was: Rating | None
    is_new: bool
    computed: Rating | None
    is_behind: bool
    behind: str
    pace: str
    explanation: str
    unjudged: str
    figureless: str
    promises: list[ShownAwaited]


def shown_rows(rows: Standings, year: int, year_before: int | None, today: datetime.date) -> list[ShownStanding]:
    """The rows in their order. year, year_before: the shown one and the one it is compared with."""
    keys = list(rows.values_list("pk", flat=True))  # sorting whole rows, the database would fetch all it does not show
    whole = KpiStanding.objects.annotate(listing=F("published__listing"))
    of_keys = (
        whole.select_related("grade", "grade_before", "computed").prefetch_related("items", "ministries").in_bulk(keys)
    )
    fetched = [of_keys[key] for key in keys if key in of_keys]  # a publication may have come in between
    awaited = _awaited(fetched, today)
    return [_shown(row, year, year_before, awaited[row.kpi_id]) for row in fetched]


def _awaited(rows: Sequence[KpiStanding], today: datetime.date) -> dict[int, list[ShownAwaited]]:
    """What the rows' own publications promise of each Kpi and nothing has kept, what is due first standing first."""
    stated: QuerySet[Any] = PublishedPromise.objects.as_of(today)
    promises = stated.filter(
        publication__in={row.publication_id for row in rows},
        standing__kpi__in={row.kpi_id for row in rows},
        state__in=STATES_SHOWN,
    )
    found: dict[int, list[ShownAwaited]] = defaultdict(list)
    for kpi, what, begins_on, ends_on, state in promises.order_by("ends_on", "pk").values_list(
        "standing__kpi", "what", "begins_on", "ends_on", "state"
    ):
        label = PublishedPromise.State(state).label
        found[kpi].append(ShownAwaited(what, window_text(begins_on, ends_on), label, state in LATE))
    return found


def _shown(row: KpiStanding, year: int, year_before: int | None, promises: list[ShownAwaited]) -> ShownStanding:
    is_new = year_before is not None and row.year_before != year_before
    listing: int = row.listing  # type: ignore[attr-defined]  # annotated above
    return ShownStanding(
        name=row.name,
        url=reverse("kpis:kpi", args=(row.kpi_id,)),
        items=[Link(str(item), _item_url(item, listing)) for item in row.items.all()],
        tier=row.get_tier_display() if row.tier else "",
        ministries=[ministry.short_name for ministry in row.ministries.all()],
        is_relisted=row.is_relisted,
        rating=row.grade,
        was=None if is_new or year_before is None else row.grade_before,
        is_new=is_new,
        computed=row.computed,
        is_behind=row.is_behind,
        behind=behind_text(row),
        pace="・".join(_pace(row)),
        explanation=row.explanation,
        unjudged=_since(row.unjudged_since, year),
        figureless=_since(row.figureless_since, year),
        promises=promises,
    )


def behind_text(row: KpiStanding) -> str:
    """「17.8ポイント」, "" where it is not known by how much."""
    return "" if row.behind_by is None else f"{row.behind_by * 100:.1f}ポイント"


def _item_url(item: PublishedItem, listing: int) -> str:
    return f"{reverse('kpis:item', args=(item.item_id,))}#kpi-{listing}"


def _pace(row: KpiStanding) -> list[str]:
    named = (("進捗率", row.progress), ("経過率", row.elapsed))
    return [f"{name} {value * 100:.1f}％" for name, value in named if value is not None]


def _since(first: int | None, year: int) -> str:
    if first is None:
        return ""
    return f"{first}年度から" + (f"（{year - first + 1}年度続けて）" if first < year else "")
