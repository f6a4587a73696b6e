"""50 readers and 20 editors at once: `python -m scripts.bench.load [SECONDS]` beneath `scripts.throwaway_postgres`.

As production runs, DEBUG being 0, with two workers, on this machine alone; 300 seconds unless told. The documents of
fixtures/ are published, beside them a round whose rows the editors fill in. Prints a table in Markdown and ends with 1
where a promise is broken. They who ask share the cores with those who answer: what they take is told.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Event

import django

django.setup()

from django.conf import settings  # noqa: E402 - settings can be read only now
from django.core.management import call_command  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402

from reforms.models import ReportingRound, User  # noqa: E402
from scripts.bench.entered import round_to_enter  # noqa: E402
from scripts.bench.judged import HEAD  # noqa: E402
from scripts.bench.load.browser import Browser, Taken  # noqa: E402
from scripts.bench.load.filled import public_addresses  # noqa: E402
from scripts.bench.load.people import Addresses, Editor, ask_for_nothing, read  # noqa: E402
from scripts.bench.load.told import SETTLED, Taking, judge, print_kinds  # noqa: E402
from scripts.bench.served import HOST, SECRET_KEY, Server, collect_files, cpu_seconds, megabytes, served  # noqa: E402

SECONDS = 300
READERS, EDITORS, ROWS_EACH = 50, 20, 20
WARMING = 5
"""How often a page of each kind is asked for before anything is measured: processes load what they need."""


@dataclass(frozen=True)
class Filled:
    """What is asked for. editors: who fills in the round."""

    pages: Addresses
    round: ReportingRound
    editors: Sequence[User]


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
    print(f"{READERS} readers, {EDITORS} editors, {seconds} s, {os.cpu_count()} cores; {taking.shares(seconds)}\n")
    print_kinds(taken)
    judged = list(judge(taken, editors, taking))
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


Work = Callable[[Event], None]


def _reading(pages: Addresses, server: Server, taken: list[Taken]) -> Iterator[Work]:
    for number in range(READERS):
        browser = Browser(server.port, taken, f"10.0.0.{number}")
        yield partial(read, browser, pages, random.Random(number))


def _entering(editors: Sequence[Editor]) -> Iterator[Work]:
    for number, editor in enumerate(editors):
        yield partial(editor.enter, random.Random(number))


def _let_work(work: Sequence[Work], server: Server, seconds: int) -> Taking:
    """Everyone works for so long; each finishes what was begun."""
    stop, ours, theirs = Event(), time.process_time(), _computed(server)
    with ThreadPoolExecutor(len(work)) as threads:
        working = [threads.submit(one, stop) for one in work]
        try:
            time.sleep(seconds * SETTLED)
            before = _memory(server)
            time.sleep(seconds * (1 - SETTLED))
        finally:
            stop.set()  # after Ctrl-C, too
    for one in working:
        one.result()  # raises what ended it too soon
    return Taking(before, _memory(server), (_computed(server) - theirs, time.process_time() - ours))


def _memory(server: Server) -> dict[int, float]:
    return {pid: megabytes(pid, "Rss") for pid in server.workers}


def _computed(server: Server) -> float:
    return sum(cpu_seconds(pid) for pid in server.workers)


if __name__ == "__main__":
    main()
