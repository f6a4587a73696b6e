"""The figures of a cell: each number with all that the words around it say about it.

Target cells and actual cells are written in one grammar: 「[date] [label:] figure [words] (remarks)」, repeated.
`statements` reads it into these; `targets` and `actuals` say what it means.
"""

from __future__ import annotations

from typing import Literal

from kpi_tracker.lib.phrases import Phrase
from kpi_tracker.lib.records import Record

RemarkKind = Literal["dated", "baseline", "basis", "status", "plan", "component", "scope", "number", "words", "unknown"]
"""What a bracket does: gives the date, the baseline's value or only its year, says 速報値 or 参考, speaks of something
still to be done, adds a figure of another component, limits the population, repeats the figure in another unit,
explains without numbers, or none of these that we know."""


class Remark(Record, frozen=True):
    """A bracket of the cell and what it does."""

    kind: RemarkKind
    phrase: Phrase
    date: Phrase | None = None
    statement: Statement | None = None

    @property
    def words(self) -> str:
        """Its text without the brackets."""
        return self.phrase.inner_words


class Figure(Record, frozen=True):
    """A number of a cell in its context. phrase: a quantity, or a change such as 半減.

    lead: words before it in its clause; scope: all words since the figure before; label: what stands before its colon
    or in its label bracket; tail: words after it; date: printed before it, or behind it without brackets; marks:
    remarks on that date; remarks: brackets after it; basis: the date it is compared with (2013年度比); joined: the
    next figure follows in the same clause; within: it stands in a bracket behind another figure.
    """

    phrase: Phrase
    lead: str = ""
    scope: str = ""
    label: str | None = None
    tail: str = ""
    date: Phrase | None = None
    marks: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    basis: Phrase | None = None
    joined: bool = False
    within: bool = False

    def remark(self, kind: RemarkKind) -> Remark | None:
        """Its first remark of that kind."""
        return next((remark for remark in self.remarks if remark.kind == kind), None)

    @property
    def printed_date(self) -> Phrase | None:
        """The date of its own bracket, else the one printed before or behind it."""
        dated = self.remark("dated")
        return dated.date if dated else self.date


class Statement(Record, frozen=True):
    """What a cell, or a bracket, says. unread: phrases whose part in it the grammar does not know.

    heads: brackets before every figure, or of a cell without any; dates: those outside brackets; words: all plain
    words; closing_words: those after the last figure's clause.
    """

    figures: tuple[Figure, ...] = ()
    heads: tuple[Remark, ...] = ()
    dates: tuple[Phrase, ...] = ()
    words: str = ""
    closing_words: str = ""
    unread: tuple[Phrase, ...] = ()
