"""What changed between two texts, by character, numbers as wholes."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

MARKED_UP_TO = 300_000
"""Characters before times after: about 0.03 s. Longer texts that share little are shown as wholes."""
LEAST_SAME = 4
"""Characters that stand as the same between two longer changes."""
LEAST_SHARED = 0.3
"""Of the longer text; what shares less was written anew."""
_IN_NUMBERS = "0123456789０１２３４５６７８９,，.．"
_TOKEN = re.compile(r"[0-9０-９][0-9０-９,，.．]*|.", re.DOTALL)
_SPACED_TOKEN = re.compile(rf"(?:{_TOKEN.pattern})\s*", re.DOTALL)
_Kind = Literal["same", "insert", "delete"]
_Run = tuple[bool, int, int, int, int]
"""Whether both texts have it, from where to where in the earlier one, and in the later one."""


@dataclass(frozen=True)
class DiffPart:
    """A run of words that stands in both texts ("same"), only in the earlier ("delete") or only in the later one."""

    kind: _Kind
    words: str


def changed_parts(before: str, after: str) -> list[DiffPart]:
    """The two texts as one run of parts: same and delete give `before`, same and insert give `after`.

    >>> [(part.kind, part.words) for part in changed_parts("416団体", "370団体")]
    [('delete', '416'), ('insert', '370'), ('same', '団体')]
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    parts = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(DiffPart("same", "".join(old[a:b])))
            continue
        if b > a:
            parts.append(DiffPart("delete", "".join(old[a:b])))
        if d > c:
            parts.append(DiffPart("insert", "".join(new[c:d])))
    return parts


def marked_parts(before: str, after: str) -> list[DiffPart]:
    """As `changed_parts`, in bounded time: what two long texts do not share at their ends differs as a whole.

    >>> [(part.kind, part.words) for part in marked_parts("目標416団体", "目標370団体")]
    [('same', '目標'), ('delete', '416'), ('insert', '370'), ('same', '団体')]
    """
    head = before[: _shared(before, after)].rstrip(_IN_NUMBERS)
    old, new = before[len(head) :], after[len(head) :]
    tail = old[len(old) - _shared(old[::-1], new[::-1]) :].lstrip(_IN_NUMBERS)
    old, new = old.removesuffix(tail), new.removesuffix(tail)
    if len(old) * len(new) <= MARKED_UP_TO:
        changed = changed_parts(old, new)
    else:
        changed = [DiffPart("delete", old), DiffPart("insert", new)]
    return [part for part in (DiffPart("same", head), *changed, DiffPart("same", tail)) if part.words]


def side_by_side(before: str, after: str) -> tuple[list[DiffPart], list[DiffPart]]:
    """The two texts for two columns: `before` in same and deleted parts, `after` in same and inserted ones.

    Widths, white space and the commas of numbers do not count. A few same characters between longer changes are marked
    with them, and texts that share little are marked as wholes, so that nothing is shown in shreds. In bounded time, as
    `marked_parts`.

    >>> [[(part.kind, part.words) for part in side] for side in side_by_side("278件(2016年)", "３０１件（2016 年）")]
    [[('delete', '278'), ('same', '件(2016年)')], [('insert', '３０１'), ('same', '件（2016 年）')]]
    """
    old, new = _SPACED_TOKEN.findall(before), _SPACED_TOKEN.findall(after)
    columns: tuple[list[DiffPart], list[DiffPart]] = ([], [])
    runs = _without_shreds(_runs([_key(token) for token in old], [_key(token) for token in new]))
    if sum(_size(run) for run in runs if run[0]) < LEAST_SHARED * max(len(old), len(new)):
        runs = [(False, 0, len(old), 0, len(new))]
    for is_same, a, b, c, d in runs:
        for column, kind, words in zip(columns, ("delete", "insert"), (old[a:b], new[c:d]), strict=True):
            if words:
                column.append(DiffPart("same" if is_same else cast(_Kind, kind), "".join(words)))
    return columns


def _key(token: str) -> str:
    plain = unicodedata.normalize("NFKC", token).strip()
    return plain.replace(",", "") if plain[:1].isdecimal() else plain


def _runs(old: list[str], new: list[str]) -> Iterator[_Run]:
    """Which tokens are the same and which are not, in order."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    yield True, 0, head, 0, head
    middle = old[head:old_end], new[head:new_end]
    if len(middle[0]) * len(middle[1]) <= MARKED_UP_TO:
        for kind, a, b, c, d in difflib.SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
            yield kind == "equal", head + a, head + b, head + c, head + d
    else:
        yield False, head, old_end, head, new_end
    yield True, old_end, len(old), new_end, len(new)


def _without_shreds(runs: Iterable[_Run]) -> list[_Run]:
    """The runs with each short same one marked with the changes on both of its sides, if they are longer."""
    kept: list[_Run] = []
    for run in runs:
        if run[2] == run[1] and run[4] == run[3]:
            continue
        if (
            len(kept) > 1
            and not run[0]
            and kept[-1][0]
            and _size(kept[-1]) < min(LEAST_SAME, _size(kept[-2]), _size(run))
        ):
            kept.pop()
            before = kept.pop()
            run = (False, before[1], run[2], before[3], run[4])
        kept.append(run)
    return kept


def _size(run: _Run) -> int:
    return max(run[2] - run[1], run[4] - run[3])


def _shared(first: Sequence[str], second: Sequence[str]) -> int:
    """How many tokens both begin with."""
    differing = (place for place, (one, other) in enumerate(zip(first, second, strict=False)) if one != other)
    return next(differing, min(len(first), len(second)))
