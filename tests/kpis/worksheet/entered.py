"""An open round of two ministries, with the year before published."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.test import Client
from django.urls import reverse

from kpi_tracker.lib.records import replace
from kpis.models import KpiListing, ProgressSnapshot
from kpis.services.lineage import join_certain_kpis
from reforms.drafts import SegmentDraft
from reforms.models import Ministry, ProgressSegment, ReportingRound, User
from reforms.services.lineage import link_to_edition_before
from tests.builders import (
    BY_NOBODY,
    NOT_YET,
    BuiltRound,
    ItemSpec,
    KpiSpec,
    build_round,
    make_ministry,
    make_programme,
    make_round,
    make_user,
    open_for_entry,
    publish,
)

JSON = "application/json"
MOST_QUERIES_OF_A_SAVE = 25
LAST_YEAR = SegmentDraft("【総務省】", ("総務省",), "調査を実施した。（順調）", "引き続き実施。", "順調")
THIS_YEAR = SegmentDraft("【総務省】", ("総務省",))


@dataclass(frozen=True)
class Opened:
    """A round that 総務省 enters into, and who does."""

    built: BuiltRound
    ministry: Ministry
    staff: User

    @property
    def round(self) -> ReportingRound:
        """The open round."""
        return self.built.round

    def snapshot(self, row_id: str = "s1-k1") -> ProgressSnapshot:
        """A KPI row as it is stored."""
        return ProgressSnapshot.objects.get(round=self.round, listing__row_id=row_id)

    def segment(self) -> ProgressSegment:
        """The first part of a progress cell as it is stored."""
        return ProgressSegment.objects.filter(process_progress__round=self.round).order_by("pk")[0]


def opened(
    items: list[ItemSpec] | None = None, *, with_last_year: bool = True, ministry: Ministry | None = None
) -> Opened:
    """Items of one KPI row and one process each, by default one; the year before says what the builders say."""
    ministry = ministry or make_ministry("総務省")
    programme = make_programme()
    this_year = items or [item(1)]
    if with_last_year:
        before = [
            replace(one, segments=(LAST_YEAR,), kpis=tuple(_measured(kpi) for kpi in one.kpis)) for one in this_year
        ]
        publish(build_round(make_round(2017, programme), before))
    built = build_round(make_round(2018, programme), this_year)
    link_to_edition_before(built.round.edition, change=BY_NOBODY)
    join_certain_kpis(built.round.edition, change=BY_NOBODY)
    open_for_entry(built, ministry)
    return Opened(built, ministry, make_user(User.Role.STAFF, ministry, last_name="山田", first_name="花子"))


def item(number: int, *kpis: KpiSpec) -> ItemSpec:
    """An item that nobody has entered anything into."""
    return ItemSpec(f"項目{number}", segments=(THIS_YEAR,), kpis=kpis or (replace(NOT_YET, name=f"指標{number}"),))


def _measured(kpi: KpiSpec) -> KpiSpec:
    return replace(KpiSpec(), name=kpi.name, relisted=kpi.relisted)


def join_listings(built: BuiltRound, first: str, *others: str) -> None:
    """Makes the rows listings of one KPI, the others 再掲."""
    kpi = KpiListing.objects.get(pk=built.listings[first].pk).kpi
    for row_id in others:
        KpiListing.objects.filter(pk=built.listings[row_id].pk).update(kpi=kpi, is_relisted=True)


def send(client: Client, name: str, pk: int, **values: Any) -> tuple[int, dict[str, Any]]:
    """Status and content of what the script gets for these values."""
    response = client.post(reverse(f"kpis:{name}", args=(pk,)), values, headers={"accept": JSON})
    content = response.json() if response.headers["Content-Type"] == JSON else {}
    return HTTPStatus(response.status_code), content
