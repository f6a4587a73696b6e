"""How long each page takes beside its bare statements and its template: `python -m scripts.bench.pages`.

Run beneath `scripts.throwaway_postgres`, DEBUG being 0. A programme of two years with 5,000 KPIs each (10,000 rows),
of ten, then so many further programmes that a million rows stand in the table; a copy of the database is kept of each
step. Prints two tables in Markdown: each page beside its floor at ten years, and each page as the rows grow, the three
databases in turns.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import closing
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
    few = copied("two_years")
    fill_years(frame, range(2, YEARS))
    years, many = copied("ten_years"), connection.settings_dict["NAME"]
    _print_floors()
    fill_others(MANY)
    _print_growth([few, years, many])


def _print_floors() -> None:
    """The first table: each page beside its statements and its template."""
    print(f"{KPIS:,} KPIs × {YEARS} years, medians of {RUNS}\n")
    print("| page | ms | statements + template, ms | times | wanted | | queries |\n|---|---|---|---|---|---|---|")
    for name, address in _addresses().items():
        whole, floor, queries = measured(address)
        told = _told(whole <= MOST_TIMES * floor)
        figures = f"{whole * 1000:.0f} | {floor * 1000:.0f} | {whole / floor:.1f} | ≤ {MOST_TIMES} | {told} | {queries}"
        print(f"| {name} | {figures} |", flush=True)


def _print_growth(databases: Sequence[str]) -> None:
    """The second table: the same pages at two years, at ten, and with all the other programmes beside them."""
    counts, addresses = [], []
    for database in databases:
        change_to(database)
        counts.append(KpiStanding.objects.count())
        addresses.append(_addresses())
    print(f"\n| page | {' | '.join(f'ms at {count:,} rows' for count in counts)} | times the first | wanted | |")
    print("|---|---|---|---|---|---|---|")
    for name in PAGES:
        taken = []
        for database, named in zip(databases, addresses, strict=True):
            change_to(database)
            taken += _medians(partial(_page, Client(), named[name]))
        times, shown = taken[-1] / taken[0], " | ".join(f"{one * 1000:.0f}" for one in taken)
        print(f"| {name} | {shown} | {times:.1f} | ≤ {MOST_GROWTH} | {_told(times <= MOST_GROWTH)} |", flush=True)


def copied(name: str) -> str:
    """The name of a copy of the database as it stands."""
    source = connection.settings_dict["NAME"]
    connection.close()  # of a database that anyone is connected to no copy can be made
    beside = connection.copy()
    beside.settings_dict["NAME"] = "template1"
    with closing(beside), beside.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
    return name


def change_to(database: str) -> None:
    """Every query from now on goes to this one; a first page has opened the connection and warmed what is kept."""
    connection.close()
    connection.settings_dict["NAME"] = database
    _page(Client(), DASHBOARD)


def _told(kept: bool) -> str:
    return "met" if kept else "not met"


def _addresses() -> dict[str, str]:
    """The pages by name; of single rows the last ones of the first programme."""
    item = ReformItem.objects.filter(edition__programme__slug=SLUG).latest("pk").pk
    kpi = Kpi.objects.filter(listings__edition__programme__slug=SLUG).latest("pk").pk
    return {name: address.format(item=item, kpi=kpi) for name, address in PAGES.items()}


def _plain_files() -> dict[str, Any]:
    return {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def _page(client: Client, address: str) -> Any:
    answer = client.get(address, secure=True)
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return answer


def _medians(*acts: Callable[[], object]) -> list[float]:
    """Seconds of each, done in turns: a machine that is slow for a while is slow for all of them."""
    taken: list[list[float]] = [[] for _ in acts]
    for _ in range(RUNS):
        for act, seconds in zip(acts, taken, strict=True):
            began = time.perf_counter()
            act()
            seconds.append(time.perf_counter() - began)
    return [median(seconds) for seconds in taken]


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

    whole, floor = _medians(lambda: _page(client, address), bare)
    return whole, floor, len(statements)


if __name__ == "__main__":
    main()
