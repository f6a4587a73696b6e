"""A round that was opened from a published one, and who enters its rows."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from kpis.models import Kpi, KpiListing, Measurement, ProgressSnapshot, Target
from kpis.services.next_round import open_next_round
from kpis.services.publishing import publish_round
from kpis.services.responsibilities import set_listing_responsibilities
from reforms.models import (
    Edition,
    EditionScale,
    FormSheet,
    Ministry,
    Programme,
    Rating,
    RatingScale,
    ReformItem,
    ReportingRound,
    User,
)
from reforms.services.changes import Change
from reforms.services.rounds import open_round


def round_to_enter(*, people: int, rows_each: int) -> tuple[ReportingRound, list[User]]:
    """The opened round, and its people, each of a ministry of their own with so many rows of one item."""
    name = uuid4().hex[:8]
    programme = Programme.objects.create(slug=name, name=name, begins_on=date(2016, 4, 1))
    before = open_round(
        programme, name=name, fiscal_year=2017, published_on=date(2017, 12, 21), as_of_words="", by=None
    )
    _give_scale(before)
    secretariat = Change(User.objects.create(username=f"reviewer-{name}", role=User.Role.REVIEWER), "測定")
    ministries = _ministries(people)
    for order, ministry in enumerate(ministries, start=1):
        listings = _rows_of(before, _sheet(before.edition, order), rows_each)
        set_listing_responsibilities({listing.pk: [ministry.pk] for listing in listings}, change=secretariat)
    publish_round(before, published_on=date(2017, 12, 21), document=None, reason="", by=None)
    opened = open_next_round(
        before, name=f"{name}の次", published_on=date(2018, 12, 21), due_on=None, change=secretariat
    )
    return opened, [_person(ministry) for ministry in ministries]


def _ministries(count: int) -> list[Ministry]:
    names = [uuid4().hex[:8] for _ in range(count)]
    return Ministry.objects.bulk_create(Ministry(name=name, short_name=name, order=1) for name in names)


def _person(ministry: Ministry) -> User:
    person = User.objects.create(username=f"staff-{ministry.name}", role=User.Role.STAFF)
    person.ministries.set([ministry])
    return person


def _give_scale(round: ReportingRound) -> None:
    scale = RatingScale.objects.create(slug=uuid4().hex, name="測定の区分")
    Rating.objects.bulk_create(
        Rating(scale=scale, code=code, label=code, order=order, shape="circle", colour_role="neutral")
        for order, code in enumerate("ABNF")
    )
    EditionScale.objects.create(edition=round.edition, rates=EditionScale.Rates.KPI, scale=scale)


def _sheet(edition: Edition, order: int) -> FormSheet:
    item = ReformItem.objects.create(edition=edition, row_id=f"i{order}", order=order, name=f"改革項目{order}")
    sheet = FormSheet.objects.create(edition=edition, row_id=f"s{order}", order=order)
    sheet.items.add(item)
    return sheet


def _rows_of(round: ReportingRound, sheet: FormSheet, count: int) -> list[KpiListing]:
    """KPI rows of one page, each with a target and a value that were read."""
    kpis = Kpi.objects.bulk_create(Kpi(name=f"指標{sheet.order}－{order}") for order in range(1, count + 1))
    listings = KpiListing.objects.bulk_create(
        KpiListing(
            edition=round.edition,
            sheet=sheet,
            kpi=kpi,
            row_id=f"s{sheet.order}-k{order}",
            order=order,
            tier=1,
            name=kpi.name,
        )
        for order, kpi in enumerate(kpis, start=1)
    )
    ProgressSnapshot.objects.bulk_create(
        ProgressSnapshot(listing=one, round=round, target_words="2020年度までに900件", actual_words="300件（2017年度）")
        for one in listings
    )
    common = [{"listing": one, "round": round, "order": 1, "unit": "件"} for one in listings]
    targets = {"kind": Target.Kind.NUMERIC, "value": 900, "deadline_fy": 2020, "words": "2020年度までに900件"}
    values = {"kind": Measurement.Kind.FINAL, "value": 300, "as_of": "2017", "fiscal_year": 2017, "words": "300件"}
    Target.objects.bulk_create(Target(**one, **targets) for one in common)
    Measurement.objects.bulk_create(Measurement(**one, **values) for one in common)
    return listings
