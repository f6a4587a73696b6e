"""A strand with its figures chosen and brought to one scale: what every way of judging starts from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kpis.grading.figures import Current, Start, current_of, start_of
from kpis.grading.records import Input, Question
from kpis.grading.strands import Strand
from kpis.levels import Goal, change_sign, goal_of, level_of
from kpis.series import deadline_of
from kpis.wording import amount, day_text

BASELINE_MISSING = "初期値（KPI整理表の計画開始時の数値）"
"""What to supply where 初期値 is not known, also where another measurement stands in for it."""


@dataclass(frozen=True)
class Case:
    """deadline: the target's, else the last day of the programme; None where neither is known."""

    strand: Strand
    question: Question
    current: Current
    start: Start | None
    deadline: date | None
    goal: Goal | None
    level: Decimal | None

    @property
    def unit(self) -> str:
        """The unit of the level: of an amount of change, that of the baseline it is taken from."""
        is_change = self.strand.target.kind == "ratio_change" and change_sign(self.current.reading)
        return self.start.unit if self.start and is_change else self.current.reading.unit

    @property
    def borrows_deadline(self) -> bool:
        """True where the judgement needs a deadline and the target prints none."""
        is_open = self.goal is None or self.level is None or not self.goal.is_reached_by(self.level)
        return (
            is_open
            and self.deadline is not None
            and self.strand.target.kind != "qualitative"
            and self.printed_deadline is None
        )

    @property
    def printed_deadline(self) -> date | None:
        """The deadline that the target itself prints."""
        return deadline_of(self.strand.target)

    @property
    def is_past(self) -> bool:
        """True where the deadline lies before the document or the actual: then all or nothing."""
        day = self.current.day
        return self.deadline is not None and (
            self.deadline < self.question.document_date or (day is not None and self.deadline < day)
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """What to supply for a judgement that needs the start and the date of the current value."""
        known = self.start is not None and self.start.origin in ("printed", "registered")
        return tuple(
            lack
            for lack, is_lacking in (
                (BASELINE_MISSING, not known),
                ("初期値の時点", known and self.start is not None and self.start.day is None),
                ("実績値の時点", self.current.day is None),
            )
            if is_lacking
        )

    @property
    def inputs(self) -> tuple[Input, ...]:
        """All figures and dates that the judgement rests on."""
        reading, target, source = self.current.reading, self.strand.target, self.question.source
        given = [Input("現在値", reading.value, reading.unit, self.current.day, source, reading=reading)]
        if self.start:
            given.append(_start_input(self.start))
        given.append(Input("目標値", target.value, target.unit or "", deadline_of(target), source, reading=target))
        if self.borrows_deadline:
            given.append(Input("達成期限", None, "", self.deadline, "計画の最終日", True))
        return tuple(given)


def _start_input(start: Start) -> Input:
    is_stand_in = start.origin == "stand_in"
    return Input("初期値", start.value, start.unit, start.day, start.source, is_stand_in, start.reading)


def case_of(strand: Strand, question: Question) -> Case:
    """The strand, which must have readings, with its current value, start, deadline, goal and level."""
    current = current_of(strand, question)
    start = start_of(strand, current, question)
    start_value = start.value if start else None
    return Case(
        strand,
        question,
        current,
        start,
        deadline_of(strand.target) or question.programme_end,
        goal_of(strand.target, start_value, question.direction),
        level_of(current.reading, strand.target, start_value),
    )


def remarks(case: Case) -> str:
    """What the reader should know of the figures: 速報, 約, a date past the deadline, a borrowed deadline or unit."""
    reading, day = case.current.reading, case.current.day
    said = []
    if reading.kind in ("preliminary", "forecast"):
        said.append("実績値は速報値。" if reading.kind == "preliminary" else "実績値は見込みの値。")
    if reading.approx:
        said.append("実績値は概数（約）。")
    if day is None:
        said.append("実績値の時点は記載がない。")
    elif case.deadline is not None and case.is_past:
        side = "より後" if day > case.deadline else "より前" if day < case.deadline else "の日"
        said.append(f"実績値は達成期限{side}の{day_text(day)}時点。")
    if case.deadline and case.borrows_deadline:
        said.append(f"目標値に達成時期がないため、計画の最終日（{day_text(case.deadline)}）で代用。")
    if case.strand.target.unit and not reading.unit and case.strand.target.kind != "ratio_change":
        said.append(f"単位の記載がない実績値を{amount(reading.value, case.strand.target.unit)}とみなした。")
    return "".join(said)
