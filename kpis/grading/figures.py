"""現在数値 and 初期数値: which reading counts as the current value, and which value as the one at the start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kpi_tracker.lib.readings import ActualReading, Baseline, MeasurementKind, TargetReading
from kpis.grading.records import Question
from kpis.grading.strands import Strand
from kpis.levels import change_sign, comparison_key, is_figure
from kpis.series import Point, Window, as_of_of, dated, fiscal_year_end
from kpis.wording import amount, as_of_text, kind_in_sentence

_RANK: dict[MeasurementKind, int] = {"final": 3, "preliminary": 2, "forecast": 1, "reference": 0}


@dataclass(frozen=True)
class Current:
    """現在数値: the latest own reading of a strand. window: None where its date is not printed."""

    reading: ActualReading
    window: Window | None

    @property
    def day(self) -> date | None:
        """The day that counts."""
        return self.window[1] if self.window else None


@dataclass(frozen=True)
class Start:
    """初期数値. origin: printed in the target's own cell, registered from the KPI整理表, an earlier measurement that
    stands in, or the index 100 of a change that is printed as a percentage only. reading: what was read of it in
    `source`, None where no document prints it."""

    value: Decimal
    unit: str
    window: Window | None
    origin: Literal["printed", "registered", "stand_in", "index"]
    source: str
    sentence: str
    reading: ActualReading | Baseline | None = None

    @property
    def day(self) -> date | None:
        """The day that counts."""
        return self.window[1] if self.window else None


def current_of(strand: Strand, question: Question) -> Current:
    """The latest reading; of one day the final before the preliminary one; the last printed where nothing tells."""
    windows = [dated(as_of_of(r), question.document_date) for r in strand.readings]
    order = [
        (w[1] if w else date.min, _RANK[r.kind], n)
        for n, (r, w) in enumerate(zip(strand.readings, windows, strict=True))
    ]
    latest = max(order)[2]
    return Current(strand.readings[latest], windows[latest])


def start_of(strand: Strand, current: Current, question: Question) -> Start | None:
    """The value at the start: printed, else registered, else the earliest known measurement standing in, else None."""
    return (
        _printed(strand.target, current, question)
        or _registered(strand, current, question)
        or _stand_in(strand, current, question)
        or _index(strand.target, current, question)
    )


def _printed(target: TargetReading, current: Current, question: Question) -> Start | None:
    baseline = target.baseline
    if target.kind == "reference" or baseline is None or not is_figure(baseline.value):
        return None
    units = (comparison_key(baseline.unit), comparison_key(current.reading.unit))
    if target.kind != "ratio_change" and units[0] != units[1]:
        return None
    last = fiscal_year_end(baseline.fy)
    window = dated(f"FY{baseline.fy:04d}", question.document_date) if last and baseline.fy else None
    when = f"{baseline.fy}年度" if window else "年度の記載なし"
    sentence = f"初期値は目標値の欄にある基準値{amount(baseline.value, baseline.unit)}（{when}）。"
    return Start(baseline.value, baseline.unit, window, "printed", question.source, sentence, baseline)


def _registered(strand: Strand, current: Current, question: Question) -> Start | None:
    known = question.baseline
    if known is None or not _is_comparable(known.reading, current.reading, strand):
        return None
    when = as_of_text(as_of_of(known.reading))
    sentence = f"初期値は{known.source}の{amount(known.reading.value, known.reading.unit)}（{when}）。"
    window = dated(as_of_of(known.reading), question.document_date)
    return Start(known.reading.value, known.reading.unit, window, "registered", known.source, sentence)


def _stand_in(strand: Strand, current: Current, question: Question) -> Start | None:
    """The earliest measurement known that is older than the current one, of this row or of an earlier document."""
    own = tuple(Point(r, question.source, question.document_date) for r in strand.readings)
    before = current.day or question.document_date
    older = [
        (point.day, -_RANK[point.reading.kind], order, point)
        for order, point in enumerate((*question.earlier, *own))
        if point.day is not None and point.day < before and _may_stand_in(point.reading, current.reading, strand.target)
    ]
    if not older:
        return None
    point = min(older, key=lambda found: found[:3])[3]
    reading = point.reading
    words = f"{as_of_text(as_of_of(reading))}の{kind_in_sentence(reading.kind)}{amount(reading.value, reading.unit)}"
    sentence = f"初期値は{words}で代用。"
    return Start(reading.value, reading.unit, point.window, "stand_in", point.document, sentence, reading)


def _index(target: TargetReading, current: Current, question: Question) -> Start | None:
    """100 for a change printed as a percentage of a baseline that is nowhere printed: the ratio needs no more."""
    if target.kind != "ratio_change" or current.reading.unit != "%" or not change_sign(current.reading):
        return None
    return Start(Decimal(100), "", None, "index", question.source, "初期値を100とする指数で比べた。")


def _may_stand_in(reading: ActualReading, current: ActualReading, target: TargetReading) -> bool:
    if reading.kind not in ("final", "preliminary") or not is_figure(reading.value):
        return False
    if target.kind == "ratio_change" and (change_sign(reading) or change_sign(current)):
        return False
    same_component = comparison_key(reading.component) == comparison_key(current.component)
    same_unit = comparison_key(reading.unit) == comparison_key(current.unit)
    return same_component and same_unit


def _is_comparable(known: ActualReading, current: ActualReading, strand: Strand) -> bool:
    same_component = comparison_key(known.component) in ("", comparison_key(strand.component))
    same_unit = comparison_key(known.unit) == comparison_key(current.unit) or (not known.unit and current.unit != "%")
    as_percentage = current.unit == "%" and change_sign(current) != 0
    return is_figure(known.value) and same_component and (same_unit or as_percentage)
