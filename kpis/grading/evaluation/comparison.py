"""One target of a 政策評価 row against the value that counts for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi_tracker.lib.fiscal_year import fiscal_year_of
from kpi_tracker.lib.readings import ActualReading
from kpis.grading.evaluation.values import YearValue, goal_for, latest_of, own_start, start_value
from kpis.grading.evaluation.yearly import goal_text
from kpis.grading.pace import progress
from kpis.grading.records import Input, Question
from kpis.grading.strands import Strand
from kpis.levels import Goal, is_figure, level_of
from kpis.series import as_of_of, dated, deadline_of, fiscal_year_end
from kpis.wording import amount, as_of_text, kind_in_sentence

_REACHED = {True: "達している", False: "達していない"}


@dataclass(frozen=True)
class Outcome:
    """Whether the target was reached. is_met: None where the numbers do not tell, missing then says what they lack;
    progress: of the way from the 基準値 to the goal, 1 = reached, below 0 = moved away."""

    is_met: bool | None
    sentence: str
    remarks: str = ""
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()
    progress: Fraction | None = None


@dataclass(frozen=True)
class _Comparison:
    """The value that counts and its level; values: all that may be compared with the target."""

    strand: Strand
    goal: Goal
    current: ActualReading
    level: Decimal
    start: Decimal | None
    values: tuple[YearValue, ...]

    @property
    def is_met(self) -> bool:
        return self.goal.is_reached_by(self.level)

    @property
    def is_behind_start(self) -> bool:
        """True where both the 基準値 and the value reach the goal, the value less so."""
        if self.start is None or not (self.is_met and self.goal.is_reached_by(self.start)):
            return False
        return self.level > self.start if self.goal.better == "down" else self.level < self.start


def outcome_of(strand: Strand, values: tuple[YearValue, ...], deadline: date | None, question: Question) -> Outcome:
    """Of a period that is over the value of its last fiscal year counts, else the latest known."""
    goal = goal_for(strand, question)
    if goal is None:
        return _without_goal(strand)
    comparable = tuple(value for value in values if value.reading in strand.readings)
    year = fiscal_year_of(deadline) if deadline is not None and deadline < question.document_date else None
    counting = tuple(value for value in comparable if year is None or value.fiscal_year == year)
    if not counting:
        return _without_value(strand, goal, comparable, year, question)
    current = latest_of(counting, question).reading
    level = _level(strand, current)
    if level is None:
        return Outcome(None, "目標と実績値を同じ水準で比べられない。", missing=("目標の基準となる値",))
    start = start_value(strand, question) if strand.target.kind != "ratio_change" else None
    found = _Comparison(strand, goal, current, level, start, comparable)
    return Outcome(
        found.is_met,
        f"{_dated(current)}は目標（{_wanted(strand, goal)}）に{_REACHED[found.is_met]}。",
        _remarks(found, question) + _later(found, year),
        _inputs(found, question),
        progress=progress(goal, start, level) if start is not None else None,
    )


def _level(strand: Strand, reading: ActualReading) -> Decimal | None:
    return level_of(reading, strand.target, own_start(strand.target))


def _without_goal(strand: Strand) -> Outcome:
    target = strand.target
    if not is_figure(target.value):
        text = f"目標「{target.raw}」が指す値がこの表になく、達成を判定できない。"
        return Outcome(None, text, missing=("目標が参照する値",))
    if target.kind == "ratio_change":
        return Outcome(None, "目標の増減を測る基準の値がなく、達成を判定できない。", missing=("目標の基準となる値",))
    text = f"目標（{amount(target.value, target.unit)}）の向きが分からず、達成を判定できない。"
    return Outcome(None, text, missing=("指標の向き（大きいほどよいか）",))


def _without_value(
    strand: Strand, goal: Goal, comparable: tuple[YearValue, ...], year: int | None, question: Question
) -> Outcome:
    when = f"{year}年度の" if year else ""
    text = f"目標（{_wanted(strand, goal)}）と比べられる{when}実績値の記載がない。"
    if comparable:
        text += f"記載のある最新は{_dated(latest_of(comparable, question).reading)}。"
    return Outcome(None, text, missing=(f"{when}実績値",))


def _wanted(strand: Strand, goal: Goal) -> str:
    return goal_text(strand.target, goal, strand.target.unit or next((r.unit for r in strand.readings), ""))


def _dated(reading: ActualReading) -> str:
    kind, approx = kind_in_sentence(reading.kind), "約" if reading.approx else ""
    return f"{as_of_text(as_of_of(reading))}の{kind}{approx}{amount(reading.value, reading.unit)}"


def _remarks(found: _Comparison, question: Question) -> str:
    """What the mark does not show: 約, another row's value, a goal that lets the indicator fall behind its start."""
    said = []
    if found.strand.target.approx:
        said.append("目標は概数（約）で、どこからを達成とみるかの定めがないため、印字の数値と比べた。")
    if found.current not in question.actuals:
        said.append("実績値は同じ指標の別の行に印字されたもの。")
    if found.is_behind_start and found.start is not None:
        said.append(
            f"実績値は目標に達しているが、基準値（{amount(found.start, found.current.unit)}）より後退している。"
        )
    return "".join(said)


def _later(found: _Comparison, year: int | None) -> str:
    """The first value after the period that gives the other answer."""
    after = [value for value in found.values if year is not None and (value.fiscal_year or 0) > year]
    for value in sorted(after, key=lambda value: value.fiscal_year or 0):
        level = _level(found.strand, value.reading)
        if level is not None and found.goal.is_reached_by(level) != found.is_met:
            return f"目標の年度より後の{_dated(value.reading)}は目標に{_REACHED[not found.is_met]}。"
    return ""


def _inputs(found: _Comparison, question: Question) -> tuple[Input, ...]:
    target, baseline, source = found.strand.target, question.printed_baseline, question.source
    window = dated(as_of_of(found.current), question.document_date)
    current, day = found.current, window[1] if window else None
    given = [Input("実績値", current.value, current.unit, day, source, reading=current)]
    if baseline:
        since = fiscal_year_end(baseline.fy)
        given.append(Input("基準値", baseline.value, baseline.unit, since, source, reading=baseline))
    return (*given, Input("目標値", target.value, target.unit or "", deadline_of(target), source, reading=target))
