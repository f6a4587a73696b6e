"""What the invented years print, in the form that a publication freezes it. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.frozen import FrozenDefinition, FrozenKpi, FrozenPromise
from kpis.selectors.cited import CitedCell
from reforms.frozen import FrozenItem, FrozenPlace, FrozenProcess, FrozenProgress, FrozenSegment

UNIT = "団体"


def kpi_name(number: int) -> str:
    """The name of a KPI."""
    return f"指標{number}に取り組む地方公共団体の数"


def item_content(document: int, ministry: str) -> dict[str, Any]:
    """The heading of an item."""
    places = {"item": _place(document, 1, "改革項目")}
    return FrozenItem((ministry,), (ministry,), {}, places).as_json()


def progress_content(process: int, year: int, document: int, ministry: str) -> dict[str, Any]:
    """A row of 改革工程の進捗状況. process: primary key of its only one."""
    words = f"地方公共団体における業務改革の推進（その{process % 7}）"
    progress = f"{year}年度は先進的な{process % 40 + 5}団体の取組を調査し、手引きとして取りまとめ、公表した。"
    outlook = f"{year + 1}年度以降、手引きを用いた研修を全国で実施する。"
    return FrozenProgress(
        processes=(FrozenProcess(process, 1, words, _place(document, process, words)),),
        segments=(FrozenSegment(f"【{ministry}】", (ministry,), progress, outlook, "", None),),
        progress_place=_place(document, process, progress),
        outlook_place=_place(document, process, outlook),
        issues=(),
    ).as_json()


def kpi_content(number: int, year: int, grade: str, document: int) -> dict[str, Any]:
    """A row of ＫＰＩの状況. The target of each tenth KPI is raised every year."""
    name, goal = kpi_name(number), 400 + number + (year if number % 10 == 0 else 0)
    target, actual = f"2025年度までに{goal}{UNIT}", f"{100 + year % 100 + number}{UNIT}（{year}年４月）"
    note = f"{year + 1}年３月に実績を公表"
    words = {"name": name, "target": target, "actual": actual, "grade": grade, "note": note}
    return FrozenKpi(
        row_id=f"k{number}",
        label=f"①－{number % 9 + 1}",
        name=name,
        heading="",
        is_relisted=False,
        is_main=None,
        target_words=target,
        actual_words=actual,
        grade_words=grade,
        note_words=note,
        targets=(_target(goal, target),),
        actuals=(_actual(100 + year % 100 + number, year, actual),),
        promises=(FrozenPromise("実績を公表", f"{year + 1}-03-01", f"{year + 1}-03-31", note),),
        places={field: _place(document, number + 1, printed) for field, printed in words.items()},
        issues=(),
        definition=FrozenDefinition(name, unit=UNIT),
        grade_code=grade,
        grade_label=grade,
    ).as_json()


def cited_actual(number: int, year: int, document: int) -> dict[str, Any]:
    """The actual of a KPI as a contradiction cites it."""
    words = f"{100 + year % 100 + number}{UNIT}（{year}年４月）"
    place = _place(document, number + 1, words)
    return CitedCell(
        f"k{number}", "actual", "実績値", f"{year}年の版", "", kpi_name(number), words, place, ""
    ).as_json()


def _target(goal: int, words: str) -> TargetReading:
    return TargetReading(
        kind="numeric",
        value=Decimal(goal),
        unit=UNIT,
        comparator=">=",
        deadline_fy=2025,
        deadline_raw="2025年度までに",
        raw=words,
        span=(0, len(words)),
    )


def _actual(value: int, year: int, words: str) -> ActualReading:
    return ActualReading(
        value=Decimal(value),
        unit=UNIT,
        as_of_raw=f"{year}年４月",
        as_of=f"{year}-04",
        fiscal_year=year,
        raw=words,
        span=(0, len(words)),
    )


def _place(document: int, line: int, words: str) -> FrozenPlace:
    return FrozenPlace(document, line, line, "", "", words)
