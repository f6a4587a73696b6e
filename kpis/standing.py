"""What the standing of a published KPI row says: made of all published rows of its KPI.

A row here is one of a KPI's; rows: all of them, oldest first, as `kpis.published_rows` gives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kpi_tracker.lib.readings import ActualReading
from kpis.grading import Judgement
from kpis.history import judgement_of, row_before
from kpis.levels import is_figure
from kpis.published_rows import KpiRatings, PublishedRow
from reforms.models import Rating

_PLACES = Decimal("0.000001")
_MOST = 10**9
"""A ratio from this on says nothing: the goal lies next to the start."""


@dataclass(frozen=True)
class Pace:
    """What the official rule makes of a row (試算). behind_by: 経過率 less 進捗率, None where either is unknown."""

    computed: Rating | None
    is_behind: bool
    progress: Decimal | None
    elapsed: Decimal | None
    behind_by: Decimal | None
    explanation: str


@dataclass(frozen=True)
class Course:
    """A row beside the others of its KPI. is_counted: the one that stands for the KPI in its publication; the years and
    grade_before: of the same programme."""

    is_counted: bool
    grade_before: Rating | None
    year_before: int | None
    year_after: int | None
    unjudged_since: int | None
    figureless_since: int | None


def pace_of(row: PublishedRow, rows: Sequence[PublishedRow], ratings: KpiRatings) -> Pace:
    """The computed grade of the row, and how far it is behind."""
    judgement = judgement_of(row, rows, ratings)
    is_behind = _is_behind(judgement, row, ratings)
    progress, elapsed = _ratio(judgement.progress), _ratio(judgement.elapsed)
    is_known = is_behind and progress is not None and elapsed is not None
    return Pace(
        computed=ratings.rating(row.edition, judgement.suggested),
        is_behind=is_behind,
        progress=progress,
        elapsed=elapsed,
        behind_by=elapsed - progress if is_known and elapsed is not None and progress is not None else None,
        explanation=judgement.explanation,
    )


def _is_behind(judgement: Judgement, row: PublishedRow, ratings: KpiRatings) -> bool:
    """Whether every grade that the numbers leave open is one of being behind (B; ロ or ハ)."""
    left = judgement.possible or ((judgement.suggested,) if judgement.suggested else ())
    found = [ratings.rating(row.edition, code) for code in left]
    return bool(found) and all(one is not None and one.colour_role == Rating.ColourRole.BEHIND for one in found)


def _ratio(value: Fraction | None) -> Decimal | None:
    if value is None or abs(value) >= _MOST:
        return None
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_PLACES)


def course_of(row: PublishedRow, rows: Sequence[PublishedRow], ratings: KpiRatings) -> Course:
    """Where the row comes from and what came after it."""
    own = [other for other in rows if other.programme == row.programme]
    before = row_before(row, rows)
    later = [other.fiscal_year for other in own if other.fiscal_year > row.fiscal_year]
    known = [row, *_mains_before(row, own)]
    return Course(
        is_counted=row is _main([other for other in own if other.edition == row.edition]),
        grade_before=before.grade if before else None,
        year_before=before.fiscal_year if before else None,
        year_after=min(later, default=None),
        unjudged_since=_since([(one, _is_unjudged(one, ratings)) for one in known]),
        figureless_since=_since([(one, not own_figures(one)) for one in known]),
    )


def _main(same_edition: Sequence[PublishedRow]) -> PublishedRow:
    """Of the rows of one edition the first that is not 再掲."""
    return next((row for row in same_edition if not row.content.is_relisted), same_edition[0])


def _mains_before(row: PublishedRow, own: Sequence[PublishedRow]) -> list[PublishedRow]:
    """The rows that stand for the KPI in the years before, latest first."""
    editions: dict[int, list[PublishedRow]] = {}
    for other in own:
        if other.fiscal_year < row.fiscal_year:
            editions.setdefault(other.edition, []).append(other)
    return [_main(same) for same in reversed(editions.values())]


def _since(known: Iterable[tuple[PublishedRow, bool]]) -> int | None:
    """The earliest year up to which it holds without a gap; known: latest first. None where it does not hold now."""
    since = None
    for row, holds in known:
        if not holds:
            break
        since = row.fiscal_year
    return since


def _is_unjudged(row: PublishedRow, ratings: KpiRatings) -> bool:
    """Whether an edition that grades its KPIs leaves this one open: with no grade, or with one that says so (N)."""
    if not ratings.codes(row.edition):
        return False
    return row.grade is None or row.grade.colour_role == Rating.ColourRole.UNKNOWN


def own_figures(row: PublishedRow) -> list[ActualReading]:
    """The measured values of the KPI itself: neither 参考 nor 見込み."""
    return [
        actual for actual in row.content.actuals if actual.kind in ("final", "preliminary") and is_figure(actual.value)
    ]
