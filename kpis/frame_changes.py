"""What was dropped, added or reworded between the frames of two editions. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kpi_tracker.lib.japanese_text import name_key
from kpi_tracker.lib.text_diff import DiffPart, changed_parts


@dataclass(frozen=True)
class FrameRow:
    """A row of a frame. kind: what the edition calls it (改革項目); title: what people know it by; cells: its words by
    heading; before: key of the row of the edition before that it goes on from; url: where it is kept."""

    kind: str
    key: int
    title: str
    cells: Mapping[str, str]
    before: int | None = None
    url: str = ""


@dataclass(frozen=True)
class ChangedCell:
    """A cell of which the words differ, as one run of parts that are the same, deleted and inserted."""

    heading: str
    parts: Sequence[DiffPart]


@dataclass(frozen=True)
class Reworded:
    """A row that goes on with other words."""

    row: FrameRow
    cells: tuple[ChangedCell, ...]


@dataclass(frozen=True)
class FrameChanges:
    """kept: the number of rows that go on word by word, by kind; the kinds come in the order of the rows given."""

    dropped: tuple[FrameRow, ...]
    added: tuple[FrameRow, ...]
    reworded: tuple[Reworded, ...]
    kept: Mapping[str, int]


def compare_frames(before: Sequence[FrameRow], after: Sequence[FrameRow]) -> FrameChanges:
    """What became of each row of `before`, and which rows of `after` are new. Widths and broken lines do not count.

    >>> old = FrameRow("KPI", 1, "委託数", {"目標": "416団体"})
    >>> new = FrameRow("KPI", 7, "委託数", {"目標": "500団体"}, before=1)
    >>> [[part.words for part in cell.parts] for cell in compare_frames([old], [new]).reworded[0].cells]
    [['416', '500', '団体']]
    >>> compare_frames([old], []).dropped == (old,)
    True
    """
    earlier = {(row.kind, row.key): row for row in before}
    pairs = [(row, earlier.get((row.kind, row.before or 0))) for row in after]
    going_on = {(row.kind, row.before) for row in after}
    reworded = [Reworded(row, cells) for row, old in pairs if old and (cells := _changed_cells(old, row))]
    kept = dict.fromkeys((row.kind for row in (*before, *after)), 0)
    for row, old in pairs:
        kept[row.kind] += bool(old and not _changed_cells(old, row))
    return FrameChanges(
        dropped=tuple(row for key, row in earlier.items() if key not in going_on),
        added=tuple(row for row, old in pairs if old is None),
        reworded=tuple(reworded),
        kept=kept,
    )


def _changed_cells(before: FrameRow, after: FrameRow) -> tuple[ChangedCell, ...]:
    return tuple(
        ChangedCell(heading, changed_parts(before.cells.get(heading, ""), words))
        for heading, words in after.cells.items()
        if name_key(before.cells.get(heading, "")) != name_key(words)
    )


@dataclass(frozen=True)
class PrintedKpi:
    """A KPI row of an edition, as far as it counts for which row it goes on from."""

    key: int
    kpi: int | None
    row_id: str


def rows_before(before: Iterable[PrintedKpi], after: Iterable[PrintedKpi]) -> dict[int, int]:
    """The row of the edition before that each KPI row goes on from: of the same Kpi, the one of the same row id first;
    heading rows go on from those of the same row id."""
    waiting: dict[int | None, list[PrintedKpi]] = defaultdict(list)
    for row in before:
        waiting[row.kpi].append(row)
    found = {}
    later = list(after)
    for row in later:
        same = [old for old in waiting[row.kpi] if old.row_id == row.row_id]
        if same:
            waiting[row.kpi].remove(same[0])
            found[row.key] = same[0].key
    for row in later:
        if row.key not in found and row.kpi is not None and waiting[row.kpi]:
            found[row.key] = waiting[row.kpi].pop(0).key
    return found
