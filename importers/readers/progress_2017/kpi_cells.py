"""What speaks for a run of pieces being a KPI's name, target, actual, grade or note.

The weights are in one unit: about 2 for a sign that is often there, 6 for one that hardly ever misleads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from importers.readers.progress_2017 import kpi_words as words
from importers.readers.progress_2017.pieces import Piece
from importers.readers.progress_2017.segmentation import NEVER, Order
from importers.readers.progress_2017.wrapping import ColumnWidth, Layout, cannot_start, open_brackets

ORDER = Order(
    first={"name": 0.0},
    last={"grade": -1.0, "note": 0.0, "empty": 0.0, "actual": -9.0, "target": -14.0, "name": -9.0},
    follows={
        ("name", "target"): 0.0,
        ("target", "actual"): 0.0,
        ("actual", "grade"): 0.0,
        ("grade", "note"): 0.0,
        ("note", "name"): 0.0,
        ("grade", "name"): -1.0,
        ("name", "merged"): -1.0,
        ("merged", "grade"): 0.0,
        ("name", "empty"): -1.0,
        ("empty", "name"): 0.0,
        ("name", "name"): -16.0,
        ("name", "grade"): -9.0,
        ("target", "grade"): -10.0,
        ("name", "actual"): -8.0,
        ("actual", "note"): -40.0,
        ("actual", "name"): -40.0,
    },
    longest={"name": 12, "target": 14, "actual": 18, "merged": 1, "grade": 1, "empty": 4, "note": 40},
)
"""merged: one dash for target and actual together; empty: the dashes of a heading row."""

GRADES = "ABNF"
SHORTEST_NAME = 4
"""A shorter text is hardly a KPI's name."""


@dataclass
class KpiEvidence:
    """The evidence of one run of pieces; widths: of the columns known so far."""

    pieces: Sequence[Piece]
    widths: Mapping[str, ColumnWidth | None] = field(default_factory=dict)

    @cached_property
    def _layout(self) -> Layout:
        return Layout(self.pieces)

    def weight(self, column: str, start: int, end: int) -> float:
        """How well pieces [start, end) stand as a cell of the column."""
        cell = self.pieces[start:end]
        if column in _OF_MARKS:
            own = _OF_MARKS[column](cell)
        elif len(cell) == 1 and cell[0].is_dash:
            own = _OF_DASH[column]
        elif any(piece.is_dash or piece.is_grade for piece in cell):
            own = NEVER
        else:
            own = self._words(column, start, end)
        return own + (self._gap(start) if start else 0.0)

    def _gap(self, start: int) -> float:
        beside_mark = any(piece.is_dash or piece.is_grade for piece in self.pieces[start - 1 : start + 1])
        if beside_mark:
            return 1.0
        return {"blank": 2.0, "line": -1.0, "space": -4.0, "none": -9.0}[self.pieces[start].gap]

    def _words(self, column: str, start: int, end: int) -> float:
        cell = self.pieces[start:end]
        text = "".join(piece.plain for piece in cell)
        layout = self._layout.wrap_cost(start, end, self.widths.get(column), 1.0 if column == "note" else 2.5)
        broken = 7.0 * min(self._layout.open_brackets(start, end), 2) + (7.0 if cannot_start(cell[0]) else 0.0)
        return _words_weight(column, text, cell) - layout - broken


def is_plausible(column: str, cell: Sequence[Piece]) -> bool:
    """Whether the words by themselves look like a cell of the column, whatever stands around them."""
    if column in _OF_MARKS or cell[0].is_dash:
        return True
    text = "".join(piece.plain for piece in cell)
    return _words_weight(column, text, cell) >= _FLOOR[column] and not open_brackets(text)


def _words_weight(column: str, text: str, cell: Sequence[Piece]) -> float:
    found = sum(weight for weight, sign in _SIGNS[column] if sign(text))
    return found - max(0, len(text) - _USUAL_LENGTH[column]) * 0.1 + _of_lines(column, cell)


def _of_lines(column: str, cell: Sequence[Piece]) -> float:
    """What the single lines say: a name's line is no figure, and a label opens a name."""
    if column == "name":
        labels = any(words.LABEL.match(piece.plain) for piece in cell[1:])
        figures = any(words.HAS_DIGIT(piece.plain) and words.is_exactly(words.TARGET, piece.plain) for piece in cell)
        return -7.0 * labels - 6.0 * figures - 5.0 * words.adds_aim([piece.plain for piece in cell])
    if column == "target":
        return -6.0 * words.joins_component([piece.plain for piece in cell])
    if column == "note":
        after_sentence = [below.plain for above, below in pairwise(cell) if above.text.endswith("。")]
        return -3.0 * len([text for text in after_sentence if words.LABEL.match(text)])
    return 0.0


def _dash_only(cell: Sequence[Piece]) -> bool:
    return all(piece.is_dash for piece in cell)


def _grade(cell: Sequence[Piece]) -> float:
    if cell[0].is_grade:
        return 4.0 if cell[0].plain in GRADES else 1.0
    return 1.0 if cell[0].is_dash else NEVER


def _merged(cell: Sequence[Piece]) -> float:
    return 3.0 if _dash_only(cell) else NEVER


def _empty(cell: Sequence[Piece]) -> float:
    return 2.0 + len(cell) if _dash_only(cell) else NEVER


_OF_MARKS: dict[str, Callable[[Sequence[Piece]], float]] = {"grade": _grade, "merged": _merged, "empty": _empty}
_OF_DASH = {"target": 3.0, "actual": 3.0, "note": 1.0, "name": NEVER}
_SIGNS: dict[str, tuple[tuple[float, Callable[[str], object]], ...]] = {
    "name": (
        (3.0, words.LABEL.match),
        (3.0, words.MEASURE_AT_END.search),
        (5.0, words.RELISTED_AT_END.search),
        (-9.0, words.RELISTED_THEN_MORE.search),
        (-8.0, words.SENTENCE_END.search),
        (-6.0, words.DEADLINE.match),
        (-5.0, words.UNFINISHED.search),
        (-5.0, words.PLAN_WORD_AT_END.search),
        (-4.0, words.STARTS_LIKE_NOTE.match),
        (-3.0, lambda text: len(text) < SHORTEST_NAME),
    ),
    "target": (
        (6.0, lambda text: words.is_exactly(words.TARGET, text)),
        (1.0, words.AIM_AT_END.search),
        (-2.0, lambda text: not words.AIM_AT_END.search(text) and not words.is_exactly(words.TARGET, text)),
        (3.0, words.DEADLINE.match),
        (1.5, words.DUE_BRACKET.search),
        (2.0, words.UNSET.match),
        (-3.0, words.SENTENCE_END.search),
        (-5.0, words.LIKE_ACTUAL.search),
        (-6.0, words.REFERENCE.search),
        (-5.0, words.UNFINISHED.search),
        (-5.0, words.DUE_THEN_MORE.search),
        (-6.0, words.gains_date),
        (-10.0, words.is_bracket_only),
        (-4.0, words.gains_component),
        (-5.0, words.BRACKET_FIRST.match),
        (-4.0, words.is_measure_only),
        (-6.0, words.RELISTED.search),
    ),
    "actual": (
        (5.0, lambda text: words.is_exactly(words.ACTUAL, text)),
        (2.0, words.PROSE_OF_ACTUAL.search),
        (-2.0, lambda text: not words.PROSE_OF_ACTUAL.search(text) and not words.is_exactly(words.ACTUAL, text)),
        (3.0, words.AS_OF_BRACKET.search),
        (5.0, words.REFERENCE.match),
        (-3.0, words.DEADLINE.match),
        (-5.0, words.UNFINISHED.search),
        (-4.0, words.gains_component),
        (-5.0, words.BRACKET_FIRST.match),
        (-3.0, words.UNSET.match),
        (-10.0, words.is_bracket_only),
        (-6.0, words.RELISTED.search),
    ),
    "note": (
        (3.0, words.PLAN_AT_END.search),
        (-1.0, lambda text: not words.PLAN_AT_END.search(text)),
        (1.0, words.NOTE_STARTS.match),
        (-4.0, words.UNFINISHED.search),
        (-6.0, words.RELISTED.search),
    ),
}
_USUAL_LENGTH = {"name": 90, "target": 40, "actual": 80, "note": 400}
_FLOOR = {"name": -4.0, "target": -1.0, "actual": -1.0, "note": -4.0}
