"""A progress cell in words, beside those of the other publication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpis.comparison.records import ComparedCell, Pair
from kpis.comparison.shown import Printed, PrintedCell, Ratings, ShownPair, as_compared, labels_of, unless_blank
from kpis.old_and_new import old_and_new
from reforms.models import Rating
from reforms.progress_words import Part, whole_words, without_mark

PROPOSED = "旧の工程との対応は提案の段階で、まだ人が確かめていません。"


def shown_cell(pair: Pair[ComparedCell], printed: Printed) -> ShownPair:
    """The cell beside those that its processes stood in."""
    new = [printed.cells[pair.new.key]] if pair.new else []
    old = [printed.cells[row.key] for row in pair.old]
    words = printed.words
    first = pair.old[0] if pair.old else None
    return ShownPair(
        anchor=f"cell-{pair.rows[0].key}",
        lead="",
        title="",
        kinds=labels_of(pair.changes),
        remarks=[PROPOSED] if pair.is_proposed else [],
        has_new=bool(new),
        has_old=bool(old),
        new_url=printed.new_url(pair.new, f"process-{new[0].order}" if new else ""),
        old_url=printed.old_url(first, f"process-{old[0].order}" if old else ""),
        cells=as_compared(
            [
                old_and_new(words.process, _processes(old), _processes(new)),
                old_and_new(words.progress, _progress(old), _progress(new)),
                *unless_blank(old_and_new(words.outlook, _outlook(old), _outlook(new))),
            ],
            pair,
        ),
        ratings=Ratings("印", _marks(new, printed.marks), _marks(old, printed.marks)),
    )


def _processes(cells: Sequence[PrintedCell]) -> str:
    return "\n".join(process.words for cell in cells for process in cell.content.processes)


def _progress(cells: Sequence[PrintedCell]) -> str:
    segments = [segment for cell in cells for segment in cell.content.segments]
    return whole_words(
        Part(one.label, without_mark(one.progress, one.mark_words if one.mark else "")) for one in segments
    )


def _outlook(cells: Sequence[PrintedCell]) -> str:
    return whole_words(Part(one.label, one.outlook) for cell in cells for one in cell.content.segments)


def _marks(cells: Sequence[PrintedCell], marks: Mapping[int, Rating]) -> list[Rating]:
    printed = [segment.mark for cell in cells for segment in cell.content.segments if segment.mark]
    return [marks[mark] for mark in dict.fromkeys(printed)]
