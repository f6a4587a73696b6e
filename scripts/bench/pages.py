"""How long each page takes beside its bare statements and its template: `python -m scripts.bench.pages`.

Run beneath `scripts.throwaway_postgres`, DEBUG being 0. A programme of ten years with 5,000 KPIs each, then so many
further ones that a million rows stand in the table. Prints a table in Markdown; on stderr what it is at.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
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
DASHBOARD = "/dashboard/?programme=bench"
PAGES = {
    "dashboard": DASHBOARD,
    "dashboard of a ministry": f"{DASHBOARD}&ministry=省3",
    "list, furthest behind first": "/dashboard/rows/?programme=bench&sort=behind",
    "list of a move": "/dashboard/rows/?programme=bench&before=N&grade=A",
    "items": "/items/?programme=bench",
    "item": "/items/{item}/",
    "what an item folds": "/items/{item}/details/",
    "KPI": "/kpis/{kpi}/",
    "comparison": "/comparison/?programme=bench",
    "A against the first target": "/comparison/original-targets/?programme=bench",
    "promises": "/promises/?programme=bench",
    "promises by month": "/promises/calendar/?programme=bench",
    "slippage": "/promises/slippage/?programme=bench",
    "contradictions": "/contradictions/",
    "search": "/search/?q=手引き",
    "small charts of a ministry": "/charts/?programme=bench&ministry=省3",
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
    few = _seconds_of(DASHBOARD)
    fill_years(frame, range(2, YEARS))
    fill_contradictions(frame)
    print(f"{KPIS:,} KPIs × {YEARS} years, medians of {RUNS}\n")
    print("| page | ms | statements + template, ms | times | wanted | | queries |\n|---|---|---|---|---|---|---|")
    for name, address in _addresses().items():
        whole, floor, queries = measured(address)
        told = "met" if whole <= MOST_TIMES * floor else "not met"
        figures = f"{whole * 1000:.0f} | {floor * 1000:.0f} | {whole / floor:.1f} | ≤ {MOST_TIMES} | {told} | {queries}"
        print(f"| {name} | {figures} |", flush=True)
    fill_others(MANY)
    many, rows = _seconds_of(DASHBOARD), KpiStanding.objects.count()
    print(f"\ndashboard of one round: {few * 1000:.0f} ms at {2 * KPIS:,} rows, {many * 1000:.0f} ms at {rows:,}")


def _addresses() -> dict[str, str]:
    """The pages by name; of single rows some of the last year."""
    item, kpi = ReformItem.objects.order_by("-pk")[0].pk, Kpi.objects.order_by("-pk")[0].pk
    return {name: address.format(item=item, kpi=kpi) for name, address in PAGES.items()}


def _plain_files() -> dict[str, Any]:
    return {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def _seconds_of(address: str) -> float:
    return _median(lambda: _page(Client(), address))


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
