"""Which standing rows a row of the file may be, with a reason a person can judge by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from importers.plan import Candidate
from kpis.proposals.names import NEAR, bare_name, core_name, likeness

MOST_SHOWN = 3
"""Candidates that a person is shown for one row."""


class StandingNames:
    """The names of the standing rows that are still free, ready to be searched."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        """rows: id and name."""
        self._names = dict(rows)
        self._cores = {row_id: core_name(name) for row_id, name in self._names.items()}
        self._by_bare: dict[str, list[str]] = defaultdict(list)
        for row_id, core in self._cores.items():
            self._by_bare[bare_name(core)].append(row_id)

    def near(self, name: str, known: Mapping[str, str]) -> tuple[Candidate, ...]:
        """The rows near by name, the nearest first, and those for which there is a reason already. known: by row id."""
        core = core_name(name)
        found = list(known)
        if core:
            close = process.extract(core, self._cores, scorer=fuzz.ratio, score_cutoff=NEAR, limit=MOST_SHOWN)
            found += [row_id for _, _, row_id in close] + self._by_bare.get(bare_name(core), [])
        candidates = [self._candidate(core, row_id, known.get(row_id)) for row_id in dict.fromkeys(found)]
        return tuple(sorted(candidates, key=lambda one: -one.nearness)[:MOST_SHOWN])

    def _candidate(self, core: str, row_id: str, reason: str | None) -> Candidate:
        other = self._cores[row_id]
        nearness = round(fuzz.ratio(core, other))
        return Candidate(row_id, self._names[row_id], nearness, reason or likeness(core, other).reason)
