"""The tier 階層 of each row, from a label that is merged over rows, cut into pieces or lost.

The second tier begins at the first row whose cell says 二; every row before it is of the first. The other pieces are
no evidence: a label cut over rows looks like several (「第」「階」「層」), and a repeated label starts nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

PIECES = re.compile(r"[第一二階層]{1,4}")
SECOND = re.compile(r"二|ニ階|第(?:ニ|2|Ⅱ|II|=|＝)")
FIRST = re.compile(r"一|第(?:ー|1|I|-|―)")
BEGINNING = re.compile(r"第")


@dataclass(frozen=True)
class TierReading:
    """The tier of one row; doubt: why it may be the other one, in Japanese, None where the label says it."""

    tier: Literal[1, 2]
    doubt: str | None = None


def is_tier_label(cell: str) -> bool:
    """Whether a cell holds a tier label or a piece of one."""
    return PIECES.fullmatch(_clean(cell)) is not None


def tiers_of(cells: Sequence[str]) -> list[TierReading]:
    """The tier of every row of a table, from the tier cells of all its rows in order.

    >>> [row.tier for row in tiers_of(["第", "階", "層", "第二階層"])]
    [1, 1, 1, 2]
    """
    labels = [_clean(cell) for cell in cells]
    second = _start_of_second(labels)
    doubts = _doubts(labels, second)
    return [TierReading(1 if second is None or row < second else 2, doubts.get(row)) for row in range(len(labels))]


def _clean(cell: str) -> str:
    return "".join(unicodedata.normalize("NFKC", cell).split()).strip(".,、。・·")


def _start_of_second(labels: Sequence[str]) -> int | None:
    found = next((row for row, label in enumerate(labels) if SECOND.search(label)), None)
    if found is None or labels[found].startswith("第"):
        return found
    above = max((row for row in range(found) if labels[row]), default=None)
    return above if above is not None and labels[above] == "第" else found


def _doubts(labels: Sequence[str], second: int | None) -> dict[int, str]:
    end = len(labels) if second is None else second
    printed = [row for row in range(end) if labels[row]]
    if end and not any(FIRST.search(labels[row]) or PIECES.fullmatch(labels[row]) for row in printed):
        return dict.fromkeys(range(end), "階層の欄が読めません。第一階層とみなしました")
    if second is None and not any(FIRST.search(label) for label in labels):
        return dict.fromkeys(range(end), "階層の番号が読めません。第一階層とみなしました")
    doubts = _doubts_after_an_unread_label(labels, printed, end, second)
    if second is not None and printed:
        for row in _rows_that_centred_labels_would_move(labels, printed, second):
            doubts.setdefault(row, "階層の欄が空で、上下どちらの階層の行とも読めます。上の階層とみなしました")
    for row in range(end, len(labels)):
        if row != second and labels[row].startswith("第") and not SECOND.search(labels[row]):
            doubts[row] = "第二階層の下に別の階層の表示があります。第二階層とみなしました"
    return doubts


def _doubts_after_an_unread_label(
    labels: Sequence[str], printed: Sequence[int], end: int, second: int | None
) -> dict[int, str]:
    """Rows from a label on that may have said 二: a second 「第」, or garbage below a whole first label."""
    whole = next((row for row in printed if "層" in labels[row]), None)
    if whole is None:
        return {}
    unread = (row for row in printed if row > whole and not FIRST.search(labels[row]))
    start = next((row for row in unread if second is None or BEGINNING.match(labels[row])), None)
    if start is None:
        return {}
    return dict.fromkeys(range(start, end), "階層の欄が読めません。第一階層とみなしました")


def _rows_that_centred_labels_would_move(labels: Sequence[str], printed: Sequence[int], second: int) -> range:
    """The blank rows above 第二階層 that are its own if both labels stand in the middle of their merged cells."""
    last = max((row for row in range(second, len(labels)) if labels[row]), default=second)
    for start in range(printed[-1] + 1, second):
        if _is_centred(0, start - 1, printed[0], printed[-1]) and _is_centred(start, len(labels) - 1, second, last):
            return range(start, second)
    return range(0)


def _is_centred(start: int, end: int, first: int, last: int) -> bool:
    return (end - last) - (first - start) in (0, 1)
