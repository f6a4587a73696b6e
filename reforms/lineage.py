"""Which row of a later edition goes on from which of an earlier one, by the words alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kpi_tracker.lib.japanese_text import name_key

NEAR_ENOUGH = 75.0
"""Similarity in percent from which a continuation is proposed (a person confirms it)."""


@dataclass(frozen=True)
class Match:
    """earlier and later are the caller's keys; certain: the same words, and no other row has them."""

    earlier: int
    later: int
    certain: bool
    similarity: float


def continued_rows(earlier: Mapping[int, str], later: Mapping[int, str]) -> list[Match]:
    """Each later row's match among the earlier ones, every row used at most once; rows without a match are left out.

    The same words after `name_key` are certain where they are printed once on either side. What is left is matched by
    similarity, the most alike first, and only proposed.
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
    if not earlier or not later:
        return []
    names = {key: name_key(words) for key, words in earlier.items()}
    pairs = sorted(
        (
            (score, before, after)
            for after, words in later.items()
            for _, score, before in process.extract(
                name_key(words), names, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=None
            )
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    used_before: set[int] = set()
    used_after: set[int] = set()
    matches = []
    for score, before, after in pairs:
        if before not in used_before and after not in used_after:
            used_before.add(before)
            used_after.add(after)
            matches.append(Match(before, after, certain=False, similarity=score))
    return matches
