"""The parts of a round as they stand: what the rights are asked of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from reforms.models import ReportingRound, Submission
from reforms.rights import ENTERING, Part


class PartKey(NamedTuple):
    """A ministry's part of an item, by primary keys."""

    item: int
    ministry: int


class Parts:
    """The parts of a round by item and ministry; one that nobody has handed in yet is being entered."""

    def __init__(
        self,
        round: ReportingRound,
        states: Mapping[PartKey, str],
        writers: Mapping[PartKey, set[int]],
    ) -> None:
        self._round, self._states, self._writers = round, states, writers

    def __getitem__(self, key: PartKey) -> Part:
        return Part(
            key.ministry,
            self._states.get(key, ENTERING),
            round_is_open=self._round.is_open,
            round_is_closed=self._round.closed_at is not None,
            writers=self._writers.get(key, frozenset()),
        )


def parts_of(round: ReportingRound) -> Parts:
    """The parts of a round in two queries, whatever their number."""
    rows = Submission.objects.filter(round=round).values_list("item", "ministry", "state")
    handed_in = Submission.history.filter(round=round.pk, state=Submission.State.SUBMITTED)
    writers = defaultdict(set)
    for item, ministry, person in handed_in.values_list("item", "ministry", "history_user"):
        if person is not None:
            writers[PartKey(item, ministry)].add(person)
    return Parts(round, {PartKey(item, ministry): state for item, ministry, state in rows}, writers)
