"""What the mix finds in the database, and what it must find again at its end."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.http import urlencode

from kpis.models import ProgressSnapshot, PublishedKpi
from kpis.worksheet.answers import FIELDS
from reforms.models import Programme, PublishedItem
from scripts.bench.load.people import Addresses, Saved

SOUGHT = ("医療", "市町村", "クラウド", "がん検診", "上下水道", "窓口業務", "予算", "介護", "公共施設", "2020年度")
WORDS_OF = FIELDS[ProgressSnapshot]


def public_addresses() -> Addresses:
    """The pages that readers look at, by kind: of everything that is published now."""
    programmes = [{"programme": slug} for slug in Programme.objects.order_by("pk").values_list("slug", flat=True)]
    items = PublishedItem.objects.order_by("item").values_list("item", flat=True).distinct()
    kpis = PublishedKpi.objects.exclude(listing__kpi=None).order_by("listing__kpi_id")
    return {
        "dashboard": [reverse("kpis:dashboard"), *_asking("kpis:dashboard", programmes)],
        "list": [
            *_asking("kpis:items", programmes),
            *_asking("kpis:dashboard_rows", [one | {"sort": "behind"} for one in programmes]),
        ],
        "item": [reverse("kpis:item", args=(pk,)) for pk in items],
        "KPI": [reverse("kpis:kpi", args=(pk,)) for pk in kpis.values_list("listing__kpi", flat=True).distinct()],
        "comparison": _asking("kpis:comparison", programmes),
        "search": _asking("kpis:search", [{"q": words} for words in SOUGHT]),
        "promises": [*_asking("kpis:promises", programmes), *_asking("kpis:promise_calendar", programmes)],
        "open data": [
            reverse("kpis:open_data"),
            *(reverse("kpis:open_data_columns", args=(table,)) for table in ("kpis", "grades", "promises")),
            *(reverse("kpis:open_data_table", args=(table,)) for table in ("kpis", "grades", "promises")),
        ],
    }


def _asking(name: str, queries: Sequence[dict[str, str]]) -> list[str]:
    return [f"{reverse(name)}?{urlencode(query)}" for query in queries]


def lost(saved: Sequence[Saved]) -> list[Saved]:
    """The saves that are in no state of their row, and those that were the last of a row and are not what it holds."""
    rows = {one.row for one in saved}
    states = {
        (state["id"], state["version"]): state
        for state in ProgressSnapshot.history.filter(id__in=rows).values("id", "version", *WORDS_OF.values())
    }
    last = {one.row: one for one in sorted(saved, key=lambda one: one.version)}
    held = {row["id"]: row for row in ProgressSnapshot.objects.filter(pk__in=rows).values("id", *WORDS_OF.values())}
    gone = [one for one in saved if states.get((one.row, one.version), {}).get(WORDS_OF[one.field]) != one.words]
    return gone + [one for one in last.values() if held.get(one.row, {}).get(WORDS_OF[one.field]) != one.words]
