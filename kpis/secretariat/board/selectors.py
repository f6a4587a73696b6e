"""What the board shows: a fixed number of queries, whatever the number of items."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from kpi_tracker.lib.search import search_key
from kpis.judged import Unjudged, unjudged_rows
from kpis.part_states import StateBadge, state_badge
from kpis.secretariat.board.filters import OVERDUE, BoardFilters
from kpis.secretariat.parts import RoundPart, round_parts, unanswered_rows, unconfirmed
from reforms.models import Ministry, ReportingRound, Submission
from reforms.rights import ENTERING, RETURNED, SUBMITTED, Person
from reforms.selectors import year_label


@dataclass(frozen=True)
class BoardRow:
    """A part on the board. value: how the form names it; is_own: handed in, but not for this person to confirm;
    ungraded: KPI rows without a 区分, of a part that was handed in."""

    value: str
    is_chosen: bool
    item: str
    url: str
    ministry: str
    badge: StateBadge
    reason: str
    entered: int
    total: int
    is_overdue: bool
    changed_at: datetime.datetime | None
    by: str
    may_choose: bool
    is_own: bool
    ungraded: int


@dataclass(frozen=True)
class StateCount:
    """How many parts are in a state, and the address that shows them."""

    label: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class BoardPage:
    """Everything the board shows. handed_in: items of which each ministry has handed in its part
    and no row is without 担当; days_left: below 0
    once it is overdue; unanswered: rows that nobody answers for."""

    round: ReportingRound
    label: str
    programme: str
    counts: list[StateCount]
    rows: list[BoardRow]
    total: int
    items: int
    handed_in: int
    unconfirmed: int
    days_left: int | None
    unanswered: int
    is_published: bool
    is_filtered: bool
    query: str


def offered_ministries(round: ReportingRound) -> list[Ministry]:
    """The ministries that answer for a row of the round."""
    of_rows = Q(segment_responsibilities__segment__process_progress__round=round) | Q(
        listing_responsibilities__listing__snapshots__round=round
    )
    return list(Ministry.objects.filter(of_rows).distinct().order_by("order"))


def board_page(round: ReportingRound, person: Person, filters: BoardFilters, chosen: Collection[str] = ()) -> BoardPage:
    """The board of a round as asked. chosen: values of rows that stay chosen."""
    parts = round_parts(round, person)
    today = timezone.localdate()
    shown = [part for part in parts if _is_asked(part, round, filters, today)]
    ungraded = unjudged_rows(round, {part.key.item for part in shown if part.part.state == SUBMITTED})
    unanswered = unanswered_rows(round)
    waiting = {part.key.item for part in parts if part.part.state in (ENTERING, RETURNED)} | unanswered.items
    items = {part.key.item for part in parts} | unanswered.items
    return BoardPage(
        round=round,
        label=year_label(round.fiscal_year),
        programme=round.edition.programme.name,
        counts=list(_counts(parts, round, filters, today)),
        rows=[_row(part, round, today, chosen, ungraded) for part in shown],
        total=len(parts),
        items=len(items),
        handed_in=len(items - waiting),
        unconfirmed=len(unconfirmed(parts)),
        days_left=(round.due_on - today).days if round.due_on else None,
        unanswered=unanswered.count,
        is_published=round.publications.exists(),
        is_filtered=filters.is_narrowing,
        query=filters.query(),
    )


def _is_overdue(part: RoundPart, round: ReportingRound, today: datetime.date) -> bool:
    is_late = round.is_open and round.due_on is not None and round.due_on < today
    return is_late and part.part.state in (ENTERING, RETURNED)


def _is_asked(part: RoundPart, round: ReportingRound, filters: BoardFilters, today: datetime.date) -> bool:
    return (
        (not filters.ministry or str(part.key.ministry) == filters.ministry)
        and all(search_key(word) in search_key(str(part.item)) for word in filters.q.split())
        and (
            not filters.state
            or (_is_overdue(part, round, today) if filters.state == OVERDUE else part.part.state == filters.state)
        )
    )


def _counts(
    parts: Sequence[RoundPart], round: ReportingRound, filters: BoardFilters, today: datetime.date
) -> Iterable[StateCount]:
    counts = Counter(part.part.state for part in parts)
    counts[OVERDUE] = sum(_is_overdue(part, round, today) for part in parts)
    counts[""] = len(parts)
    page = reverse("kpis:board", args=(round.pk,))
    for state, label in (("", "すべて"), *Submission.State.choices, (OVERDUE, "期限超過")):
        query = filters.query(state=state)
        yield StateCount(label, counts[state], f"{page}?{query}" if query else page, filters.state == state)


def _row(
    part: RoundPart, round: ReportingRound, today: datetime.date, chosen: Collection[str], ungraded: Unjudged
) -> BoardRow:
    submission = part.submission
    return BoardRow(
        value=part.value,
        is_chosen=part.value in chosen,
        item=str(part.item),
        url=part.review_url,
        ministry=part.ministry.name,
        badge=state_badge(part.part.state),
        reason=submission.reason if submission else "",
        entered=part.rows.entered,
        total=part.rows.total,
        is_overdue=_is_overdue(part, round, today),
        changed_at=part.changed_at,
        by=submission.by.shown_name if submission and submission.by else "",
        may_choose=part.rights.may_confirm or part.rights.may_return,
        is_own=part.waits_for_others,
        ungraded=len(ungraded.get(part.key, ())) if part.part.state == SUBMITTED else 0,
    )


@dataclass(frozen=True)
class BoardLink:
    """A round on the list of boards. state: in words."""

    label: str
    programme: str
    url: str
    state: str
    due_on: datetime.date | None
    submitted: int


def board_links() -> list[BoardLink]:
    """The rounds that were ever opened, the latest first. One query."""
    waiting = Count("submissions", Q(submissions__state=Submission.State.SUBMITTED), distinct=True)
    rounds = (
        ReportingRound.objects.filter(opened_at__isnull=False)
        .select_related("edition__programme")
        .annotate(waiting=waiting, published=Count("publications", distinct=True))
        .order_by("-opened_at")
    )
    return [
        BoardLink(
            label=str(round),
            programme=round.edition.programme.name,
            url=reverse("kpis:board", args=(round.pk,)),
            state="入力中" if round.is_open else "公表済み" if round.published else "締切後・公表前",
            due_on=round.due_on,
            submitted=round.waiting,
        )
        for round in rounds
    ]
