"""Which row of a later edition goes on from which of an earlier one, by the words alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kpi_tracker.lib.japanese_text import name_key

NEAR_ENOUGH = 50.0
"""Similarity in percent from which a continuation is proposed (a person confirms it).

Of the processes of 2016 and 2017, those that go on from each other reach 51 to 67, all others at most 39.
"""


@dataclass(frozen=True)
class Match:
    """earlier and later are the caller's keys; certain: the same words, and no other row has them."""

    earlier: int
    later: int
    certain: bool
    similarity: float


def continued_rows(earlier: Mapping[int, str], later: Mapping[int, str]) -> list[Match]:
    """Each later row's match among the earlier ones; rows without a match are left out.

    The same words after `name_key` are certain where they are printed once on either side. Each row that is left is
    proposed to go on from the most similar one of those left: several may, where one process was split in two.
    """
    certain = _same_words(earlier, later)
    matched_earlier = {match.earlier for match in certain}
    matched_later = {match.later for match in certain}
    left = {key: words for key, words in earlier.items() if key not in matched_earlier and name_key(words)}
    right = {key: words for key, words in later.items() if key not in matched_later and name_key(words)}
    return certain + _near_words(left, right)


def _same_words(earlier: Mapping[int, str], later: Mapping[int, str]) -> list[Match]:
    places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((earlier, later)):
        for key, words in rows.items():
            if name_key(words):
                places[name_key(words)][side].append(key)
    return [
        Match(before[0], after[0], certain=True, similarity=100.0)
        for before, after in places.values()
        if len(before) == len(after) == 1
    ]


def _near_words(earlier: Mapping[int, str], later: Mapping[int, str]) -> list[Match]:
    names = {key: name_key(words) for key, words in earlier.items()}
    matches = []
    for key, words in later.items():
        nearest = process.extractOne(name_key(words), names, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
        if nearest:
            _, similarity, before = nearest
            matches.append(Match(before, key, certain=False, similarity=similarity))
    return matches
