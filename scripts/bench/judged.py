"""A figure beside what is wanted of it, as docs/benchmarks.md keeps it."""

from __future__ import annotations

import operator
from dataclasses import dataclass

HEAD = "| ratio | measured | wanted | |\n|---|---|---|---|"
COMPARISONS = {"<": operator.lt, "≤": operator.le, "≥": operator.ge, "=": operator.eq}


@dataclass(frozen=True)
class Judged:
    """A row of the table. sign: a key of COMPARISONS; digits: behind the point.

    >>> print(Judged("errors", 0, "=", 0, digits=0))
    | errors | 0 | = 0 | met |
    """

    title: str
    measured: float
    sign: str
    limit: float
    digits: int = 1

    @property
    def is_met(self) -> bool:
        """Whether it is as wanted."""
        return bool(COMPARISONS[self.sign](self.measured, self.limit))

    def __str__(self) -> str:
        told = "met" if self.is_met else "not met"
        return f"| {self.title} | {self.measured:.{self.digits}f} | {self.sign} {self.limit:g} | {told} |"
