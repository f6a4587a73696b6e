"""Which two publications are compared."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from kpis.comparison.filters import ComparisonFilters
from reforms.models import Programme, Publication
from reforms.selectors import Link, publication_label, year_label

UNKNOWN_PROGRAMME = "選ばれた計画はありません。既定の計画を表示しています。"
UNKNOWN = "選ばれた公表はこの計画にありません。既定の公表を表示しています。"
SAME = "新と旧に同じ公表が選ばれたため、旧は既定の公表にしました。"
SWAPPED = "新しい方の公表を「新」にしました。"


@dataclass(frozen=True)
class Choice:
    """Two publications of one programme, and all that could be chosen. old: None where there is no other one;
    message: what of the address could not be used, "" where all could."""

    new: Publication
    old: Publication | None
    of_programme: list[Publication]
    programmes: list[Programme]
    message: str = ""

    @property
    def programme(self) -> Programme:
        """The programme of both."""
        return self.new.round.edition.programme


def full_label(publication: Publication) -> str:
    """「2017年度（平成29年度）・2017年12月21日公表」."""
    return f"{year_label(publication.round.fiscal_year)}・{publication_label(publication)}"


def programme_links(choice: Choice, page: str) -> list[Link]:
    """The programmes that have published anything, on the page of that name."""
    return [
        Link(one.name, f"{reverse(page)}?{ComparisonFilters(programme=one.slug).query()}", one == choice.programme)
        for one in choice.programmes
    ]


def choose(programme: str, new: str, old: str) -> Choice | None:
    """The two that are asked for by primary key: by default the latest year and the one before it. None where nothing
    is published yet. One query."""
    publications = list(
        Publication.objects.select_related("round__edition__programme").order_by(
            "round__edition__programme__order", "round__edition__programme__slug", "-round__fiscal_year", "-number"
        )
    )
    if not publications:
        return None
    programmes = list(dict.fromkeys(one.round.edition.programme for one in publications))
    shown = next((one for one in programmes if one.slug == programme), programmes[0])
    of_programme = [one for one in publications if one.round.edition.programme == shown]
    later, earlier, message = _pair(of_programme, new, old)
    is_unknown = bool(programme) and shown.slug != programme
    return Choice(later, earlier, of_programme, programmes, UNKNOWN_PROGRAMME if is_unknown else message)


def _pair(of_programme: list[Publication], new: str, old: str) -> tuple[Publication, Publication | None, str]:
    by_key = {str(one.pk): one for one in of_programme}
    later = by_key.get(new) or next((one for one in of_programme if one.is_current), of_programme[0])
    default = _before(later, of_programme)
    earlier = by_key.get(old, default)
    if any(key and key not in by_key for key in (new, old)):
        return later, default, UNKNOWN
    if earlier == later:
        return later, default, SAME
    if earlier and _age(earlier) > _age(later):
        return earlier, later, SWAPPED
    return later, earlier, ""


def _before(publication: Publication, of_programme: list[Publication]) -> Publication | None:
    """What the public sees of the year before; of the first year what an errata took the place of."""
    year = publication.round.fiscal_year
    of_year_before = [one for one in of_programme if one.round.fiscal_year < year and one.is_current]
    earlier = of_year_before or [one for one in of_programme if _age(one) < _age(publication)]
    return earlier[0] if earlier else next((one for one in of_programme if one != publication), None)


def _age(publication: Publication) -> tuple[int, int]:
    return publication.round.fiscal_year, publication.number
