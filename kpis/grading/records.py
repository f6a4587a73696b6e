"""What the official rule is asked and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from kpi_tracker.lib.readings import ActualReading, Baseline, TargetReading
from kpis.series import Direction, Point, StartValue

Grade = Literal["A", "B", "N", "F"]
"""区分 of a 改革工程表."""
Mark = Literal["イ", "ロ", "ハ", "―"]
"""達成 of a 政策評価書. A letter of one scale is never one of the other."""

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

    Of a 政策評価書 besides: printed_baseline, the 基準値 of the row itself, and alongside, what other rows of the same
    indicator in the same document report (a second line of targets shares the actuals of the first).
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
    printed_baseline: Baseline | None = None
    alongside: tuple[ActualReading, ...] = ()


@dataclass(frozen=True)
class Input:
    """A figure or date the judgement used. name is Japanese ("初期値", "目標達成期間の始まり"); value or date is None
    where the input has only the other; reading: what was read of it in `source`, None where no document prints it."""

    name: str
    value: Decimal | None
    unit: str
    date: date | None
    source: str
    is_stand_in: bool = False
    reading: ActualReading | TargetReading | Baseline | None = None


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
    window_sensitive: another day within the known month or fiscal year would give another grade; possible: the marks
    that the numbers do not rule out, where no official threshold parts them (ロ and ハ), else empty.
    """

    suggested: Grade | Mark | None
    explanation: str
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()
    break_even: BreakEven | None = None
    is_tie: bool = False
    window_sensitive: bool = False
    progress: Fraction | None = None
    elapsed: Fraction | None = None
    possible: tuple[Mark, ...] = ()

    def contradicts(self, printed: str | None) -> bool:
        """True where the numbers rule the printed grade out; an open choice between marks rules none of these out."""
        left: tuple[str, ...] = self.possible or ((self.suggested,) if self.suggested else ())
        return bool(printed and left) and printed not in left


def as_fields(judgement: Judgement) -> dict[str, object]:
    """The fields suggested, explanation and missing, ready for JSON."""
    return {
        "suggested": judgement.suggested,
        "explanation": judgement.explanation,
        "missing": list(judgement.missing),
    }
