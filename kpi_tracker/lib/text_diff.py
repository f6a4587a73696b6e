"""What changed between two texts, by character, numbers as wholes."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Literal

MARKED_UP_TO = 300_000
"""Characters before times after: about 0.03 s. Longer texts that share little are shown as wholes."""
_IN_NUMBERS = "0123456789０１２３４５６７８９,，.．"
_TOKEN = re.compile(r"[0-9０-９][0-9０-９,，.．]*|.", re.DOTALL)


@dataclass(frozen=True)
class DiffPart:
    """A run of words that stands in both texts ("same"), only in the earlier ("delete") or only in the later one."""

    kind: Literal["same", "insert", "delete"]
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
    head = _shared_start(before, after).rstrip(_IN_NUMBERS)
    old, new = before[len(head) :], after[len(head) :]
    tail = _shared_start(old[::-1], new[::-1])[::-1].lstrip(_IN_NUMBERS)
    old, new = old.removesuffix(tail), new.removesuffix(tail)
    if len(old) * len(new) <= MARKED_UP_TO:
        changed = changed_parts(old, new)
    else:
        changed = [DiffPart("delete", old), DiffPart("insert", new)]
    return [part for part in (DiffPart("same", head), *changed, DiffPart("same", tail)) if part.words]


def _shared_start(first: str, second: str) -> str:
    differing = (place for place, (one, other) in enumerate(zip(first, second, strict=False)) if one != other)
    return first[: next(differing, min(len(first), len(second)))]
