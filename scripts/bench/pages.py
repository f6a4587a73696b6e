"""How long each page takes beside its bare statements and its template: `python -m scripts.bench.pages`.

Run beneath `scripts.throwaway_postgres`, DEBUG being 0. A programme of two years with 5,000 KPIs each (10,000 rows),
of ten, then so many further programmes that a million rows stand in the table. Prints two tables in Markdown: each
page beside its floor at ten years, and each page as the rows grow.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from statistics import median
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - models can be imported only now
from django.db import connection  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_test_environment,
    teardown_test_environment,
)

from kpi_tracker.serving import collect_garbage_seldom  # noqa: E402
from kpis.models import Kpi, KpiStanding  # noqa: E402
from reforms.models import ReformItem  # noqa: E402
from scripts.bench.other_programmes import fill_others  # noqa: E402
from scripts.bench.years import KPIS, fill_contradictions, fill_years, make_frame  # noqa: E402

YEARS = 10
MANY = int(os.environ.get("BENCH_ROWS", "1000000"))
RUNS = 9
MOST_TIMES = 3
"""A page may take so many times what its statements and its template take."""
MOST_GROWTH = 2
"""A page may take so many times at a million rows what it takes at 10,000."""
SLUG = "bench"
DASHBOARD = f"/dashboard/?programme={SLUG}"
PAGES = {
    "dashboard": DASHBOARD,
    "dashboard of a ministry": f"{DASHBOARD}&ministry=省3",
    "list, furthest behind first": f"/dashboard/rows/?programme={SLUG}&sort=behind",
    "list of a move": f"/dashboard/rows/?programme={SLUG}&before=N&grade=A",
    "items": f"/items/?programme={SLUG}",
    "item": "/items/{item}/",
    "what an item folds": "/items/{item}/details/",
    "KPI": "/kpis/{kpi}/",
    "comparison": f"/comparison/?programme={SLUG}",
    "A against the first target": f"/comparison/original-targets/?programme={SLUG}",
    "promises": f"/promises/?programme={SLUG}",
    "promises by month": f"/promises/calendar/?programme={SLUG}",
    "slippage": f"/promises/slippage/?programme={SLUG}",
    "contradictions": "/contradictions/",
    "search": "/search/?q=手引き",
    "small charts of a ministry": f"/charts/?programme={SLUG}&ministry=省3",
}


def main() -> None:
    """Fills, measures and prints."""
    call_command("migrate", verbosity=0)
    override_settings(
        ALLOWED_HOSTS=["testserver"], SECRET_KEY="only-for-the-benchmark", STORAGES=_plain_files()
    ).enable()
    collect_garbage_seldom()  # as the server does
    frame = make_frame()
    fill_years(frame, range(2))
    fill_contradictions(frame)
    few = _seconds_of_each()
    fill_years(frame, range(2, YEARS))
    print(f"{KPIS:,} KPIs × {YEARS} years, medians of {RUNS}\n")
    print("| page | ms | statements + template, ms | times | wanted | | queries |\n|---|---|---|---|---|---|---|")
    years = {}
    for name, address in _addresses().items():
        whole, floor, queries = measured(address)
        years[name] = whole
        told = _told(whole <= MOST_TIMES * floor)
        figures = f"{whole * 1000:.0f} | {floor * 1000:.0f} | {whole / floor:.1f} | ≤ {MOST_TIMES} | {told} | {queries}"
        print(f"| {name} | {figures} |", flush=True)
    fill_others(MANY)
    _print_growth(few, years, _seconds_of_each())


def _print_growth(few: Mapping[str, float], years: Mapping[str, float], many: Mapping[str, float]) -> None:
    """The second table: the same pages at two years, at ten, and with all the other programmes beside them."""
    rows = KpiStanding.objects.count()
    heads = " | ".join(f"ms at {count:,} rows" for count in (2 * KPIS, YEARS * KPIS, rows))
    print(f"\n| page | {heads} | times the first | wanted | |")
    print("|---|---|---|---|---|---|---|")
    for name, seconds in many.items():
        told = _told(seconds <= MOST_GROWTH * few[name])
        taken = " | ".join(f"{one * 1000:.0f}" for one in (few[name], years[name], seconds))
        print(f"| {name} | {taken} | {seconds / few[name]:.1f} | ≤ {MOST_GROWTH} | {told} |")


def _told(kept: bool) -> str:
    return "met" if kept else "not met"


def _addresses() -> dict[str, str]:
    """The pages by name; of single rows the last ones of the first programme."""
    item = ReformItem.objects.filter(edition__programme__slug=SLUG).latest("pk").pk
    kpi = Kpi.objects.filter(listings__edition__programme__slug=SLUG).latest("pk").pk
    return {name: address.format(item=item, kpi=kpi) for name, address in PAGES.items()}


def _plain_files() -> dict[str, Any]:
    return {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def _seconds_of_each() -> dict[str, float]:
    return {name: _median(partial(_page, Client(), address)) for name, address in _addresses().items()}


def _page(client: Client, address: str) -> Any:
    answer = client.get(address, secure=True)
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return answer


def _median(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return median(taken)


def measured(address: str) -> tuple[float, float, int]:
    """Seconds of the page, and of its statements through psycopg2 and its template with what the view gave it."""
    client = Client()
    setup_test_environment()  # only so that the client is told of templates and what they were given
    with CaptureQueriesContext(connection) as queries:
        answer = _page(client, address)
    teardown_test_environment()
    contexts: Any = answer.context
    name, context = str(answer.templates[0].name), contexts[0].flatten()
    statements = [one["sql"] for one in queries]

    def bare() -> None:
        with connection.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                cursor.fetchall()
        render_to_string(name, context)

    return _median(lambda: _page(client, address)), _median(bare), len(statements)


if __name__ == "__main__":
    main()
