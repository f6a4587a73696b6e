"""How long the save of one row takes, through the whole view, beside a view that does nothing.

Both are sent by a signed-in person through every middleware, in turns: a machine that grows busy slows both.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from statistics import median
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path, reverse
from django.views.decorators.http import require_POST

from kpis.models import Kpi, KpiListing, Measurement, ProgressSnapshot, Target
from kpis.services.next_round import open_next_round
from kpis.services.publishing import publish_round
from kpis.services.responsibilities import set_listing_responsibilities
from reforms.models import (
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

SAVES, EMPTY = "100 saves of a row", "100 empty views"
ROWS, WARMING = 110, 10
"""Each row is saved once; the first ones are not counted."""
SERVED_HERE = {"ROOT_URLCONF": __name__, "ALLOWED_HOSTS": ["testserver"], "SECRET_KEY": "only-for-the-benchmark"}


@require_POST
def empty(request: HttpRequest) -> HttpResponse:
    """Does nothing, for somebody who is signed in."""
    return HttpResponse(str(request.user.pk))


urlpatterns = [path("empty/", empty), path("", include("kpi_tracker.urls"))]


def seconds_of_saving() -> dict[str, float]:
    """A hundred times the median of a save, and of an empty view."""
    round, person = _round_to_enter()
    taken: dict[str, list[float]] = {SAVES: [], EMPTY: []}
    override_settings(**SERVED_HERE).enable()  # until the end of this process, which does nothing else
    client = Client(headers={"accept": "application/json"})
    client.force_login(person)
    for number, row in enumerate(ProgressSnapshot.objects.filter(round=round).order_by("pk")):
        # A field is saved as soon as a person leaves it: the worksheet sends what changed, a value as a rule.
        sent = {"version": str(row.version), "actual": f"{400 + number}件（2018年度）"}
        taken[SAVES].append(_timed(client, reverse("kpis:enter_kpi", args=(row.pk,)), sent))
        taken[EMPTY].append(_timed(client, "/empty/", sent))
    return {name: 100 * median(times[WARMING:]) for name, times in taken.items()}


def _timed(client: Client, address: str, sent: Mapping[str, str]) -> float:
    began = time.perf_counter()
    response = client.post(address, sent, secure=True)
    seconds = time.perf_counter() - began
    if response.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address}: {response.status_code}")
    return seconds


def _round_to_enter() -> tuple[ReportingRound, User]:
    """A round that was opened from a published one, and who enters its rows."""
    name = uuid4().hex[:8]
    programme = Programme.objects.create(slug=name, name=name, begins_on=date(2016, 4, 1))
    before = open_round(
        programme, name=name, fiscal_year=2017, published_on=date(2017, 12, 21), as_of_words="", by=None
    )
    _give_scale(before)
    ministry = Ministry.objects.create(name=name, short_name=name, order=1)
    secretariat = Change(User.objects.create(username=f"reviewer-{name}", role=User.Role.REVIEWER), "測定")
    listings = _rows_of(before)
    set_listing_responsibilities({listing.pk: [ministry.pk] for listing in listings}, change=secretariat)
    publish_round(before, published_on=date(2017, 12, 21), document=None, reason="", by=None)
    opened = open_next_round(
        before, name=f"{name}の次", published_on=date(2018, 12, 21), due_on=None, change=secretariat
    )
    person = User.objects.create(username=f"staff-{name}", role=User.Role.STAFF)
    person.ministries.set([ministry])
    return opened, person


def _give_scale(round: ReportingRound) -> None:
    scale = RatingScale.objects.create(slug=uuid4().hex, name="測定の区分")
    Rating.objects.bulk_create(
        Rating(scale=scale, code=code, label=code, order=order, shape="circle", colour_role="neutral")
        for order, code in enumerate("ABNF")
    )
    EditionScale.objects.create(edition=round.edition, rates=EditionScale.Rates.KPI, scale=scale)


def _rows_of(round: ReportingRound) -> list[KpiListing]:
    """KPI rows of one page, each with a target and a value that were read."""
    edition = round.edition
    item = ReformItem.objects.create(edition=edition, row_id="i1", order=1, name="改革項目")
    sheet = FormSheet.objects.create(edition=edition, row_id="s1", order=1)
    sheet.items.add(item)
    kpis = Kpi.objects.bulk_create(Kpi(name=f"指標{order}") for order in range(1, ROWS + 1))
    listings = KpiListing.objects.bulk_create(
        KpiListing(edition=edition, sheet=sheet, kpi=kpi, row_id=f"k{order}", order=order, tier=1, name=kpi.name)
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
