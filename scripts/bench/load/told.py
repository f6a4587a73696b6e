"""What is told of the mix: how long answers took, and whether every promise was kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from statistics import median, quantiles

from scripts.bench.judged import Judged
from scripts.bench.load.browser import Taken
from scripts.bench.load.filled import lost
from scripts.bench.load.people import EMPTY, Editor

SETTLED = 0.2
"""After this part of the time memory must not grow any more."""
TIMES_EMPTY, MOST_GROWTH = 20, 1.1
GOOD = (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)


@dataclass(frozen=True)
class Taking:
    """What the processes took. before, after: megabytes of each worker; computed: seconds of the workers, and of us."""

    before: dict[int, float]
    after: dict[int, float]
    computed: tuple[float, float]

    def shares(self, seconds: int) -> str:
        """How much of a core either side had."""
        theirs, ours = (100 * computed / seconds for computed in self.computed)
        return f"of one core the workers took {theirs:.0f} %, those who ask {ours:.0f} %"


def print_kinds(taken: Sequence[Taken]) -> None:
    """How many answers of each kind and how long they took, then what was no good answer."""
    print("| kind | answers | of them 304 | median, ms | p95, ms |\n|---|---|---|---|---|")
    kinds = {kind: [one for one in taken if one.kind == kind] for kind in dict.fromkeys(one.kind for one in taken)}
    for kind, ones in [*kinds.items(), ("all but the empty view", _mix(taken))]:
        repeated = sum(one.status == HTTPStatus.NOT_MODIFIED for one in ones)
        print(f"| {kind} | {len(ones)} | {repeated} | {_median(ones):.0f} | {_p95(ones):.0f} |")
    for (kind, status), times in Counter((one.kind, one.status) for one in taken if one.status not in GOOD).items():
        print(f"{kind}: {times} × {status or 'no answer'}")


def judge(taken: Sequence[Taken], editors: Sequence[Editor], taking: Taking) -> Iterator[Judged]:
    """Each promise, kept or not."""
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
