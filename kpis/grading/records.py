"""What the official rule is asked and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.series import Direction, Point, StartValue

Grade = Literal["A", "B", "N", "F"]

TIE_GRADE: Grade = "A"
"""The grade of an exact tie of progress and elapsed time.

Officially undefined: the rule's heading says 「割合以上」 (A), its explanation 「上回っている」 (B). Ties are flagged.
"""


@dataclass(frozen=True)
class Question:
    """One printed KPI row, and what is known beside it.

    codes: the grades the edition prints, empty where it prints none; programme_start, programme_end: of the plan
    (経済・財政再生計画: 2016-04-01 to 2021-03-31); baseline: 初期値 of the KPI整理表; earlier: measurements of the same
    KPI in other documents, one of which may stand in for a missing 初期値; source: the document's name in a sentence.
    """

    document_date: date
    targets: tuple[TargetReading, ...] = ()
    actuals: tuple[ActualReading, ...] = ()
    codes: tuple[str, ...] = ()
    is_heading: bool = False
    programme_start: date | None = None
    programme_end: date | None = None
    direction: Direction | None = None
    baseline: StartValue | None = None
    earlier: tuple[Point, ...] = ()
    source: str = "この文書"


@dataclass(frozen=True)
class Input:
    """A figure or date the judgement used. name is Japanese ("初期値", "目標達成期間の始まり"); value or date is None
    where the input has only the other."""

    name: str
    value: Decimal | None
    unit: str
    date: date | None
    source: str
    is_stand_in: bool = False


@dataclass(frozen=True)
class BreakEven:
    """The 初期値 that separates A from B where none is known.

    value: exact, None where no such value exists; b_when: on which side of it the grade is B.
    """

    value: Decimal | None
    b_when: Literal["above", "below"] | None
    sentence: str


@dataclass(frozen=True)
class Judgement:
    """The computed grade and why.

    suggested: None where the edition prints no grades, the row is a heading or something needed is missing;
    missing: what to supply, in Japanese; progress, elapsed: 進捗率 and 経過率 as ratios, 1 = the whole;
    window_sensitive: another day within the known month or fiscal year would give another grade.
    """

    suggested: Grade | None
    explanation: str
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()
    break_even: BreakEven | None = None
    is_tie: bool = False
    window_sensitive: bool = False
    progress: Fraction | None = None
    elapsed: Fraction | None = None


def as_fields(judgement: Judgement) -> dict[str, object]:
    """The fields suggested, explanation and missing, ready for JSON."""
    return {
        "suggested": judgement.suggested,
        "explanation": judgement.explanation,
        "missing": list(judgement.missing),
    }
