"""Each fault in turn, what became of it as a table, and the exit code."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from django.core.management import call_command
from django.db import connection

from scripts.bench.served import collect_files
from scripts.chaos.database import keep_commits
from scripts.chaos.editors import Editor, at_work
from scripts.chaos.faults import (
    database_gone_in_import,
    database_restarted,
    disk_full,
    mail_gone,
    migration,
    sessions_gone,
    worker_killed,
)
from scripts.chaos.outcome import HEAD, Outcome, judge
from scripts.chaos.site import Site, make_people, running
from scripts.chaos.struck import Struck

BEFORE = 2
"""Seconds in which people save undisturbed."""


@dataclass(frozen=True)
class Fault:
    """title: in the table."""

    title: str
    strike: Callable[[Site], Struck]


FAULTS = {
    "database": Fault("database restarted under load, three times", database_restarted.strike),
    "worker": Fault("worker killed (-9) in the middle of an import, twice", worker_killed.strike),
    "import": Fault("database gone for 5 s in the middle of an import", database_gone_in_import.strike),
    "disk": Fault("disk full: evidence, import file", disk_full.strike),
    "mail": Fault("mail server gone", mail_gone.strike),
    "sessions": Fault("session store locked, then gone", sessions_gone.strike),
    "migration": Fault("migration there and back while a report is read", migration.strike),
}


def run() -> bool:
    """Strikes as the command line asks, and prints; whether every promise was kept."""
    asked = _arguments()
    keep_commits()
    collect_files()
    call_command("migrate", verbosity=0)
    outcomes = [_outcome(FAULTS[name]) for name in asked.only or FAULTS]
    if asked.json:
        print(json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=False, indent=1))
    else:
        print(HEAD, *outcomes, sep="\n")
    return not any(outcome.broken for outcome in outcomes)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.chaos")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument("--only", action="append", choices=FAULTS, help="one of the faults; may be given again")
    asked = parser.parse_args()
    if connection.vendor != "postgresql":
        parser.error("使い捨ての PostgreSQL の下で実行してください（make chaos）。")
    return asked


def _outcome(fault: Fault) -> Outcome:
    with running(make_people()) as site:
        editors = site.editors()
        with at_work(editors):
            time.sleep(BEFORE)
            struck = fault.strike(site)
            site.await_promise(lambda: _all_saved_since(struck.over_at, editors), "保存できる状態に戻らない")
            site.require(site.worker.poll() is None, "作業係が終わった")
        again_at = max(struck.again_at, *(_first_since(struck.over_at, editor) for editor in editors))
        answers = [answer for browser in site.browsers for answer in browser.answers]
        outcome = judge(fault.title, answers, editors, seconds=again_at - struck.over_at, broken=site.broken)
    _tell(outcome)
    return outcome


def _all_saved_since(moment: float, editors: Sequence[Editor]) -> bool:
    return all(editor.saved and editor.saved[-1].began > moment for editor in editors)


def _first_since(moment: float, editor: Editor) -> float:
    """When the person was first told 保存済み of something that they sent since."""
    return next((one.ended for one in editor.saved if one.began > moment), float("inf"))


def _tell(outcome: Outcome) -> None:
    broken = [f"broken: {promise}" for promise in outcome.broken]
    print(outcome.fault, *(f"  {words}" for words in outcome.words + broken), sep="\n", file=sys.stderr, flush=True)
