"""The tracker as `make serve` and `manage.py db_worker` start it, with a round that people enter."""

from __future__ import annotations

import io
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, field

from kpis.models import ProgressSnapshot
from reforms.models import ReportingRound, User
from scripts.bench.entered import round_to_enter
from scripts.bench.served import Server, served
from scripts.chaos.browser import PASSWORD, Browser
from scripts.chaos.editors import Editor
from scripts.serve import MANAGE, WORKER

EDITORS, ROWS_EACH = 5, 12
LONGEST = 120
SECONDS_OF_A_STATEMENT = "3"
"""30 in production: a locked table is told of sooner here."""


@dataclass(frozen=True)
class People:
    """editors: who save all the time; official: who hands in a part of their own; reviewer, admin: who act on all."""

    round: ReportingRound
    editors: Sequence[User]
    official: User
    reviewer: User
    admin: User


def make_people() -> People:
    """A round with its people, each of whom can sign in."""
    round, (official, *editors) = round_to_enter(people=EDITORS + 1, rows_each=ROWS_EACH)
    name = official.username
    reviewer = User.objects.create(username=f"reviewer-of-{name}", role=User.Role.REVIEWER)
    admin = User.objects.create(username=f"admin-of-{name}", role=User.Role.ADMIN)
    for person in (official, *editors, reviewer, admin):
        person.email = f"{person.username}@example.go.jp"
        person.set_password(PASSWORD)
        person.save()
    return People(round, editors, official, reviewer, admin)


@dataclass
class Site:
    """broken: promises that were not kept, a sentence each."""

    server: Server
    people: People
    worker: subprocess.Popen[bytes]
    browsers: list[Browser] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def browser_of(self, person: User) -> Browser:
        """A browser in which the person is signed in."""
        browser = Browser(self.server.port)
        browser.sign_in(person.username)
        browser.answers.clear()
        self.browsers.append(browser)
        return browser

    def editors(self) -> list[Editor]:
        """Those who save all the time, each with the rows of their own."""
        return [Editor(self.browser_of(person), self.versions_of(person)) for person in self.people.editors]

    def versions_of(self, person: User) -> dict[int, int]:
        """The person's rows by primary key."""
        rows = ProgressSnapshot.objects.filter(
            round=self.people.round, listing__responsibilities__ministry__in=person.ministries.all()
        )
        return dict(rows.values_list("pk", "version"))

    def start_worker(self) -> None:
        """As whatever supervises it would, once it is dead."""
        self.worker = _started_worker()

    def require(self, is_kept: bool, promise: str) -> None:
        """Notes a promise that is not kept."""
        if not is_kept:
            self.broken.append(promise)

    def await_promise(self, is_kept: Callable[[], bool], promise: str) -> None:
        """Waits for what must come true, and notes where it never does."""
        until = time.monotonic() + LONGEST
        while not is_kept():
            if time.monotonic() > until:
                self.broken.append(promise)
                return
            time.sleep(0.05)


@contextmanager
def running(people: People) -> Iterator[Site]:
    """Server and worker, gone at the end of the block. What they log of the faults is expected, and not shown."""
    os.environ["STATEMENT_TIMEOUT"] = SECONDS_OF_A_STATEMENT
    with redirect_stderr(io.StringIO()), served("kpi_tracker.settings") as server:
        del os.environ["STATEMENT_TIMEOUT"]  # worker and commands take their time
        site = Site(server, people, _started_worker())
        try:
            yield site
        finally:
            site.worker.terminate()
            site.worker.wait()


def _started_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([*MANAGE, *WORKER], stderr=subprocess.DEVNULL)
