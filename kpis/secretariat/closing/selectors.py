"""What the page of publishing shows."""

from __future__ import annotations

from dataclasses import dataclass

from kpis.models import ProgressSnapshot
from kpis.secretariat.parts import round_parts, unconfirmed
from reforms.models import ProgressSegment, Publication, ReportingRound
from reforms.rights import Person
from reforms.selectors import date_label, year_label


@dataclass(frozen=True)
class ShownPublication:
    """An earlier publication of the round."""

    label: str
    day: str
    reason: str
    by: str


@dataclass(frozen=True)
class PublishPage:
    """unconfirmed: parts that nobody has confirmed, by name; changed: rows written since the last publication."""

    round: ReportingRound
    label: str
    unconfirmed: list[str]
    publications: list[ShownPublication]
    changed: int

    @property
    def is_errata(self) -> bool:
        """Whether the round was published before."""
        return bool(self.publications)


def publish_page(round: ReportingRound, person: Person) -> PublishPage:
    """What stands in the way of publishing, and what was published before."""
    earlier = list(round.publications.select_related("by").order_by("-number"))
    return PublishPage(
        round=round,
        label=year_label(round.fiscal_year),
        unconfirmed=[f"{part.item}　{part.ministry}" for part in unconfirmed(round_parts(round, person))],
        publications=[_shown(one) for one in earlier],
        changed=_changed_since(earlier[0]) if earlier else 0,
    )


def _shown(publication: Publication) -> ShownPublication:
    return ShownPublication(
        label=publication.get_kind_display() if publication.number == 1 else f"正誤 第{publication.number - 1}号",
        day=date_label(publication.published_on),
        reason=publication.reason,
        by=publication.by.shown_name if publication.by else "",
    )


def _changed_since(publication: Publication) -> int:
    """How many rows that ministries enter were written after the publication."""
    since = {"history_date__gt": publication.recorded_at}
    rows = ProgressSnapshot.objects.filter(round=publication.round_id).values("pk")
    segments = ProgressSegment.objects.filter(process_progress__round=publication.round_id).values("pk")
    return sum(
        history.filter(id__in=own, **since).values("id").distinct().count()
        for history, own in ((ProgressSnapshot.history, rows), (ProgressSegment.history, segments))
    )
