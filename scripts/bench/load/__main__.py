"""50 readers and 20 editors at once: `python -m scripts.bench.load [SECONDS]` beneath `scripts.throwaway_postgres`.

As production runs, DEBUG being 0, with two workers, on this machine alone; 300 seconds unless told. The documents of
fixtures/ are published, beside them a round whose rows the editors fill in. Prints a table in Markdown and ends with 1
where a promise is broken. They who ask share the cores with those who answer: what they take is told.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from statistics import median, quantiles

import django

django.setup()

from django.conf import settings  # noqa: E402 - settings can be read only now
from django.core.management import call_command  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402

from reforms.models import ReportingRound, User  # noqa: E402
from scripts.bench.entered import round_to_enter  # noqa: E402
from scripts.bench.judged import HEAD, Judged  # noqa: E402
from scripts.bench.load.browser import Browser, Taken  # noqa: E402
from scripts.bench.load.filled import lost, public_addresses  # noqa: E402
from scripts.bench.load.people import EMPTY, Addresses, Editor, ask_for_nothing, read  # noqa: E402
from scripts.bench.served import HOST, SECRET_KEY, Server, collect_files, cpu_seconds, megabytes, served  # noqa: E402

SECONDS = 300
READERS, EDITORS, ROWS_EACH = 50, 20, 20
WARMING = 5
"""How often a page of each kind is asked for before anything is measured: processes load what they need."""
SETTLED = 0.2
"""After this part of the time memory must not grow any more."""
TIMES_EMPTY, MOST_GROWTH = 20, 1.1
GOOD = (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)


@dataclass(frozen=True)
class Filled:
    """What is asked for. editors: who fills in the round."""

    pages: Addresses
    round: ReportingRound
    editors: Sequence[User]


@dataclass(frozen=True)
class Taking:
    """What the processes took. before, after: megabytes of each worker; computed: seconds of the workers, and of us."""

    before: dict[int, float]
    after: dict[int, float]
    computed: tuple[float, float]


def main() -> None:
    """Fills, lets them work, prints; the exit code tells whether every promise was kept."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    override_settings(ALLOWED_HOSTS=[HOST], SECRET_KEY=SECRET_KEY).enable()
    collect_files()
    filled = _fill()
    taken: list[Taken] = []
    with served("scripts.bench.load.settings") as server:
        editors = [Editor(_signed_in(person, server, taken), _worksheet(filled.round)) for person in filled.editors]
        _warm_up(server, filled.pages)
        waiting = partial(ask_for_nothing, _signed_in(filled.editors[0], server, taken))
        taking = _let_work([*_reading(filled.pages, server, taken), *_entering(editors), waiting], server, seconds)
    _print_kinds(taken, seconds, taking)
    for (kind, status), times in Counter((one.kind, one.status) for one in taken if one.status not in GOOD).items():
        print(f"{kind}: {times} × {status or 'no answer'}")
    judged = list(_judge(taken, editors, taking))
    print(f"\n{HEAD}", *judged, sep="\n")
    sys.exit(not all(figure.is_met for figure in judged))


def _fill() -> Filled:
    call_command("migrate", verbosity=0)
    call_command("load_sources", verbosity=0)
    pages = public_addresses()
    return Filled(pages, *round_to_enter(people=EDITORS, rows_each=ROWS_EACH))


def _worksheet(round: ReportingRound) -> str:
    return reverse("kpis:worksheet", args=(round.pk,))


def _signed_in(person: User, server: Server, taken: list[Taken]) -> Browser:
    """Without a password: checking one is meant to be slow, and is not what is measured."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    return Browser(server.port, taken, cookies={name: client.cookies[name].value})


def _warm_up(server: Server, pages: Addresses) -> None:
    for _ in range(WARMING):
        browser = Browser(server.port, [])
        for kind, addresses in pages.items():
            browser.open(kind, addresses[0])


Work = Callable[[threading.Event], None]


def _reading(pages: Addresses, server: Server, taken: list[Taken]) -> Iterator[Work]:
    for number in range(READERS):
        browser = Browser(server.port, taken, f"10.0.0.{number}")
        yield partial(read, browser, pages, random.Random(number))


def _entering(editors: Sequence[Editor]) -> Iterator[Work]:
    for number, editor in enumerate(editors):
        yield partial(editor.enter, random.Random(number))


def _let_work(work: Sequence[Work], server: Server, seconds: int) -> Taking:
    """Everyone works for so long; each finishes what was begun."""
    stop = threading.Event()
    threads = [threading.Thread(target=one, args=(stop,)) for one in work]
    ours, theirs = time.process_time(), _computed(server)
    for thread in threads:
        thread.start()
    time.sleep(seconds * SETTLED)
    before = {pid: megabytes(pid, "Rss") for pid in server.workers}
    time.sleep(seconds * (1 - SETTLED))
    stop.set()
    for thread in threads:
        thread.join()
    after = {pid: megabytes(pid, "Rss") for pid in server.workers}
    return Taking(before, after, (_computed(server) - theirs, time.process_time() - ours))


def _computed(server: Server) -> float:
    return sum(cpu_seconds(pid) for pid in server.workers)


def _print_kinds(taken: Sequence[Taken], seconds: int, taking: Taking) -> None:
    theirs, ours = (100 * computed / seconds for computed in taking.computed)
    print(
        f"{READERS} readers, {EDITORS} editors, {seconds} s, {os.cpu_count()} cores; of one core the workers took"
        f" {theirs:.0f} %, those who ask {ours:.0f} %\n"
    )
    print("| kind | answers | of them 304 | median, ms | p95, ms |\n|---|---|---|---|---|")
    kinds = {kind: [one for one in taken if one.kind == kind] for kind in dict.fromkeys(one.kind for one in taken)}
    for kind, ones in [*kinds.items(), ("all but the empty view", _mix(taken))]:
        repeated = sum(one.status == HTTPStatus.NOT_MODIFIED for one in ones)
        print(f"| {kind} | {len(ones)} | {repeated} | {_median(ones):.0f} | {_p95(ones):.0f} |")


def _judge(taken: Sequence[Taken], editors: Sequence[Editor], taking: Taking) -> Iterator[Judged]:
    empty = [one for one in taken if one.kind == EMPTY]
    saved = [one for editor in editors for one in editor.saved]
    yield Judged("answers that were errors, or none", sum(one.status not in GOOD for one in taken), "=", 0, digits=0)
    yield Judged("saves not answered as saved", sum(editor.unanswered for editor in editors), "=", 0, digits=0)
    yield Judged(f"of {len(saved):,} answered saves, lost", len(lost(saved)), "=", 0, digits=0)
    yield Judged("p95 of all / median of the empty view", _p95(_mix(taken)) / _median(empty), "≤", TIMES_EMPTY)
    for number, (pid, before) in enumerate(taking.before.items(), start=1):
        after = taking.after.get(pid, float("inf"))  # a worker that is gone
        title = f"worker {number}: {after:.0f} MB at the end / {before:.0f} MB at {SETTLED:.0%} of the time"
        yield Judged(title, after / before, "≤", MOST_GROWTH, digits=2)


def _mix(taken: Sequence[Taken]) -> list[Taken]:
    return [one for one in taken if one.kind != EMPTY]


def _median(taken: Sequence[Taken]) -> float:
    return median(one.milliseconds for one in taken)


def _p95(taken: Sequence[Taken]) -> float:
    return quantiles((one.milliseconds for one in taken), n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
