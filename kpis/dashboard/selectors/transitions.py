"""Which grades moved from the year before: the table A→B, N→A, and what came and went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from kpis.dashboard.filters import NONE, DashboardFilters
from kpis.dashboard.selectors.counted import rows_address
from kpis.dashboard.selectors.offer import Offer
from reforms.models import Rating


@dataclass(frozen=True)
class Move:
    """How many rows went from one grade to another; is_same: to the one they had."""

    count: int
    url: str
    is_same: bool


@dataclass(frozen=True)
class MovedFrom:
    """The rows that bore a grade the year before; rating: None for those without one. moves: in the order of `to`."""

    rating: Rating | None
    label: str
    moves: list[Move]


@dataclass(frozen=True)
class Transitions:
    """year_before: the year compared with, None where there is none. note: why grades are not compared, "" where they
    are: then `to` and `lines` are the table and `moved` its sum off the diagonal. stayed, added, ended: Kpis;
    comparison_query: both publications, for the page that compares their words."""

    year_before: int | None
    note: str
    to: list[Rating | None]
    lines: list[MovedFrom]
    moved: int
    moved_url: str
    stayed: int
    added: int
    added_url: str
    ended: int
    ended_url: str
    comparison_query: str


Keyed = Counter[tuple[int | None, ...]]


def transitions(paths: Keyed, before: Keyed, offer: Offer, filters: DashboardFilters) -> Transitions:
    """paths: the rows of the shown year by grade, year before, grade before and tier; before: those of the year before
    by grade, year after and tier."""
    year_before = offer.before.round.fiscal_year if offer.before else None
    was = Counter[tuple[int | None, int | None]]()
    added = 0
    for (grade, year, grade_before, _), count in paths.items():
        if year is not None and year == year_before:
            was[grade_before, grade] += count
        else:
            added += count
    ended = sum(count for (_, year_after, _), count in before.items() if year_after != offer.year)
    is_compared = offer.before is not None and offer.is_comparable(offer.before)
    to = _grades(offer.scale, was, 1) if is_compared else []
    return Transitions(
        year_before=year_before,
        note=_note(offer),
        to=to,
        lines=_lines(was, to, offer, filters) if is_compared else [],
        moved=sum(count for (one, other), count in was.items() if one != other) if is_compared else 0,
        moved_url=rows_address(filters.query(state="moved")),
        stayed=sum(was.values()),
        added=added if offer.before else 0,
        added_url=rows_address(filters.query(state="new")),
        ended=ended,
        ended_url=rows_address(_of_year_before(offer, filters)),
        comparison_query=urlencode(
            {"programme": filters.programme, "new": offer.publication.pk, "old": offer.before.pk}
        )
        if offer.before
        else "",
    )


def _of_year_before(offer: Offer, filters: DashboardFilters) -> str:
    return filters.query(year=str(offer.before.round.fiscal_year), state="ended") if offer.before else ""


def _note(offer: Offer) -> str:
    before = offer.before
    if before is None:
        return "この計画の前の年度の公表はないため、動きは示せません。"
    if offer.is_comparable(before):
        return ""
    year = before.round.fiscal_year
    for one, shown in ((offer.publication, offer.year), (before, year)):
        if not offer.scale_of(one):
            return f"{shown}年度の版は区分を記載していないため、{year}年度との区分の比較はできません。"
    return f"{year}年度の版は区分の体系が異なるため、区分を比べません。"


def _grades(scale: Sequence[Rating], was: Counter[tuple[int | None, int | None]], place: int) -> list[Rating | None]:
    """The grades of the scale, and 「記載なし」 where any row has none."""
    return [*scale, *([None] if any(pair[place] is None for pair in was) else [])]


def _lines(
    was: Counter[tuple[int | None, int | None]], to: list[Rating | None], offer: Offer, filters: DashboardFilters
) -> list[MovedFrom]:
    return [
        MovedFrom(
            rating=one,
            label="" if one else "記載なし",
            moves=[
                Move(
                    was[_key(one), _key(other)],
                    rows_address(filters.query(before=_code(one), grade=_code(other))),
                    one == other,
                )
                for other in to
            ],
        )
        for one in _grades(offer.scale, was, 0)
    ]


def _key(rating: Rating | None) -> int | None:
    return rating.pk if rating else None


def _code(rating: Rating | None) -> str:
    return rating.code if rating else NONE
