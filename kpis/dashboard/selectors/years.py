"""The grades of every year of a programme that is graded alike: for the figure and its table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from kpis.charts.grades_by_year import Share, YearOfGrades, grades_figure, grades_sentence
from kpis.dashboard.filters import DashboardFilters
from kpis.dashboard.selectors.asked import standings_of
from kpis.dashboard.selectors.counted import Grades, counted, grades_by
from kpis.dashboard.selectors.offer import Offer


@dataclass(frozen=True)
class GradedYears:
    """figure: None of one year alone; left_out: which years are not drawn and why, "" where all are."""

    years: list[YearOfGrades]
    figure: dict[str, Any] | None
    sentence: str
    left_out: str


def graded_years(offer: Offer, filters: DashboardFilters) -> GradedYears:
    """The years on the scale of the shown one, earliest first. One query."""
    by_publication = grades_by(counted(standings_of(offer.of_programme, filters, offer), "publication", "grade"), 0, 1)
    alike = [one for one in offer.of_programme if offer.is_comparable(one)]
    years = [_year(one.round.fiscal_year, by_publication.get(one.pk, Counter()), offer) for one in alike]
    has_ungraded = any(year.shares[-1].count for year in years)
    drawn = years if has_ungraded else [YearOfGrades(year.fiscal_year, year.shares[:-1]) for year in years]
    return GradedYears(
        years=drawn,
        figure=grades_figure(drawn) if len(drawn) > 1 else None,
        sentence=grades_sentence(drawn),
        left_out=_left_out(offer),
    )


def _year(fiscal_year: int, grades: Grades, offer: Offer) -> YearOfGrades:
    shares = [Share(rating.code, rating.label, rating.colour_role, grades[rating.pk]) for rating in offer.scale]
    return YearOfGrades(fiscal_year, (*shares, Share("", "区分の記載なし", "", grades[None])))


def _left_out(offer: Offer) -> str:
    others = [one for one in offer.of_programme if not offer.is_comparable(one) and one != offer.publication]
    ungraded = [f"{one.round.fiscal_year}年度" for one in others if not offer.scale_of(one)]
    otherwise = [f"{one.round.fiscal_year}年度" for one in others if offer.scale_of(one)]
    told = [f"{'、'.join(ungraded)}の版は区分を記載していません。"] if ungraded else []
    told += [f"{'、'.join(otherwise)}の版は区分の体系が異なるため、並べません。"] if otherwise else []
    return "".join(told)
