"""How long a server takes to begin and what its processes keep, beside those of an empty Django project.

    DEBUG=0 HTTPS=0 python -m scripts.throwaway_postgres python -m scripts.bench.starting

The documents of fixtures/ are published; both are started by the same gunicorn, in turns, each from nothing. Prints a
table in Markdown.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Sequence
from statistics import mean, median

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - models can be imported only now

from scripts.bench.load.browser import Browser, Taken  # noqa: E402
from scripts.bench.load.filled import public_addresses  # noqa: E402
from scripts.bench.served import Server, collect_files, megabytes, served  # noqa: E402

RUNS, REQUESTS = 5, 200
TRACKER, EMPTY = "kpi_tracker.wsgi:application", "scripts.bench.hello:project()"
Figures = dict[str, float]


def main() -> None:
    """Fills, measures and prints."""
    call_command("migrate", verbosity=0)
    call_command("load_sources", verbosity=0)
    collect_files()
    addresses = [address for ones in public_addresses().values() for address in ones]
    found: dict[str, list[Figures]] = defaultdict(list)
    for _ in range(RUNS):
        for application in (TRACKER, EMPTY):
            with served("kpi_tracker.settings", application) as server:
                found[application].append(measured(server, random.Random(1).choices(addresses, k=REQUESTS)))
    print(f"medians of {RUNS}; memory of a process that answers, after {REQUESTS} pages of all kinds\n")
    print("| from nothing | the tracker | an empty Django project | times |\n|---|---|---|---|")
    for title in found[TRACKER][0]:
        ours, floor = (median(figures[title] for figures in found[one]) for one in (TRACKER, EMPTY))
        print(f"| {title} | {ours:.2f} | {floor:.2f} | {ours / floor:.1f} |")


def measured(server: Server, addresses: Sequence[str]) -> Figures:
    """Seconds of beginning, and megabytes after the pages."""
    began = time.perf_counter()
    _ask(server, "/dashboard/")
    first = server.began_in + time.perf_counter() - began
    for address in addresses:
        _ask(server, address)
    return {
        "the server answers (/healthz), s": server.began_in,
        "the first page is there (/dashboard/), s": first,
        "RSS of a worker, MB": mean(megabytes(pid, "Rss") for pid in server.workers),
        "PSS of a worker, MB": mean(megabytes(pid, "Pss") for pid in server.workers),
        "PSS of all processes, MB": sum(megabytes(pid, "Pss") for pid in (server.pid, *server.workers)),
    }


def _ask(server: Server, address: str) -> None:
    taken: list[Taken] = []
    if not Browser(server.port, taken).open("page", address):
        raise RuntimeError(f"{address}: {taken[0].status}")


if __name__ == "__main__":
    main()
