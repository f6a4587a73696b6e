"""One KPI's figures against each other: the same date twice, and from one date to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kpi_tracker.lib.readings import ActualReading
from kpis.checks.comparing import agree, own_actuals, point_of, times_of
from kpis.checks.facts import Check, Facts, Finding, KpiFacts
from kpis.checks.ordering import natural_key
from kpis.checks.quoting import actual_text, cells, named, side_by_side
from kpis.levels import change_sign, comparison_key
from kpis.series import as_of_of
from kpis.wording import as_of_text

_JUMP = 10
_LEAST_LARGER = 100
"""Below this a tenfold step is an ordinary beginning (3 団体, then 40)."""


@dataclass(frozen=True)
class _Printed:
    """A figure and the row that prints it."""

    row: KpiFacts
    actual: ActualReading


@dataclass(frozen=True)
class _SameDate:
    """What the rows of one KPI print for one date and component, the latest row first; each row once."""

    kpi: int
    time: str
    component: str
    printed: tuple[_Printed, ...]

    def of_kind(self, *kinds: str) -> list[_Printed]:
        return [each for each in self.printed if each.actual.kind in kinds]


def _same_dates(facts: Facts) -> Iterator[_SameDate]:
    for kpi, rows in facts.by_kpi.items():
        times = times_of(rows)
        found: dict[tuple[str, str], list[_Printed]] = defaultdict(list)
        for row in reversed(rows):
            for actual in own_actuals(row):
                time = as_of_of(actual)
                if time:
                    found[times[time], _component(actual)].append(_Printed(row, actual))
        for (time, component), printed in found.items():
            for group in _by_unit(printed):
                yield _SameDate(kpi, time, component, tuple(group))


def _component(actual: ActualReading) -> str:
    """What is counted: 延べ59団体 counts other things than 59団体."""
    return ("延べ" if actual.cumulative else "") + comparison_key(actual.component)


def _by_unit(printed: list[_Printed]) -> list[list[_Printed]]:
    """Units apart; a figure without a unit goes with the others only where they agree on one."""
    units = list(dict.fromkeys(unit for each in printed if (unit := comparison_key(each.actual.unit))))
    groups = (
        [printed] if len(units) <= 1 else [[e for e in printed if comparison_key(e.actual.unit) == u] for u in units]
    )
    return [group for group in groups if len({each.row.key for each in group}) == len(group) > 1]


def _disagreements(facts: Facts) -> Iterator[tuple[_SameDate, list[_Printed]]]:
    """Where figures of one kind differ: 速報 against 速報, 確報 against 確報."""
    for same in _same_dates(facts):
        for printed in (same.of_kind("final"), same.of_kind("preliminary")):
            if any(not agree(one.actual, other.actual) for one, other in pairwise(printed)):
                yield same, printed


def _is_revision(printed: list[_Printed]) -> bool:
    """Whether the rows are the same programme's of different years, so that the later one rewrites the earlier."""
    years = [each.row.fiscal_year for each in printed]
    return len({each.row.programme for each in printed}) == 1 and len(set(years)) == len(years)


def _same_date_different_value(facts: Facts) -> list[Finding]:
    return [
        _finding("same_date_different_value", same, printed, "の実績値が掲載箇所により違います")
        for same, printed in _disagreements(facts)
        if not _is_revision(printed)
    ]


def _past_value_changed(facts: Facts) -> list[Finding]:
    return [
        _finding("past_value_changed", same, printed, "の実績値が、後の版で説明なく書き換わっています")
        for same, printed in _disagreements(facts)
        if _is_revision(printed)
    ]


def _finding(check: str, same: _SameDate, printed: list[_Printed], what: str) -> Finding:
    rows = [each.row for each in printed]
    values = side_by_side(rows, [actual_text(each.actual) for each in printed])
    component = f"（{same.component}）" if same.component else ""
    message = f"同じ{named(rows[0])}{component}の{as_of_text(same.time)}{what}。{values}です。"
    return Finding(check, cells(rows, "actual"), message, about=f"{same.time} {same.component}".strip(), kpi=same.kpi)


def _preliminary_beside_final(facts: Facts) -> list[Finding]:
    """速報 printed no earlier than another row's 確報. 速報 first and 確報 afterwards is the natural order."""
    findings = []
    for same in _same_dates(facts):
        final, preliminary = same.of_kind("final"), same.of_kind("preliminary")
        known_since = min((each.row.published_on for each in final), default=None)
        late = [each for each in preliminary if known_since and each.row.published_on >= known_since]
        if late:
            what = "の値が、一方では速報、他方では確報とされています"
            findings.append(_finding("preliminary_beside_final", same, [*late, *final], what))
    return findings


def _tenfold_jump(facts: Facts) -> list[Finding]:
    findings = []
    for rows in facts.by_kpi.values():
        for earlier, later in _steps(rows):
            smaller, larger = sorted((abs(earlier.actual.value), abs(later.actual.value)))
            if smaller and larger >= _LEAST_LARGER and larger >= _JUMP * smaller:
                pair = [later.row, earlier.row]
                printed = f"{actual_text(earlier.actual)}の次が{actual_text(later.actual)}"
                message = (
                    f"{named(later.row)}の実績値が10倍以上動いています。{printed}です。桁か単位の誤りの疑いがあります。"
                )
                about = f"{as_of_of(earlier.actual)} {as_of_of(later.actual)} {_component(later.actual)}"
                places = tuple(dict.fromkeys(cells(pair, "actual")))
                findings.append(Finding("tenfold_jump", places, message, about=about.strip(), kpi=later.row.kpi))
    return findings


def _steps(rows: list[KpiFacts]) -> Iterator[tuple[_Printed, _Printed]]:
    """Each measured level of one component and unit with the next in time; what several rows print is taken once."""
    found: dict[tuple[str, str], dict[str, _Printed]] = defaultdict(dict)
    times = times_of(rows)
    for row in rows:
        for actual in own_actuals(row):
            time = as_of_of(actual)
            if time and change_sign(actual) == 0:
                series = found[comparison_key(actual.unit), _component(actual)]
                series.setdefault(times[time], _Printed(row, actual))
    for series in found.values():
        yield from pairwise(sorted(series.values(), key=_day_then_row))


def _day_then_row(printed: _Printed) -> tuple[str, tuple[str | int, ...]]:
    return str(point_of(printed.row, printed.actual).day or ""), natural_key(printed.row.key)


CHECKS = (
    Check(
        "same_date_different_value",
        "同じ時点の値が違う",
        "同じKPIの同じ時点に二つの値があると、どちらも引用できません。",
        "両方の出典と元の統計を確かめ、誤っている方の訂正を依頼します。別の指標なら付け替えます。",
        _same_date_different_value,
    ),
    Check(
        "past_value_changed",
        "過去の実績値が書き換わった",
        "過年度の値が説明なく変わると、これまでの評価の前提が崩れます。",
        "確報化や定義の変更によるものかを担当に確かめ、理由を記録します。",
        _past_value_changed,
    ),
    Check(
        "preliminary_beside_final",
        "一方は速報、他方は確報",
        "確報が出たあとの速報値や、同じ時点の速報と確報の併記は、古い値の使い続けにつながります。",
        "確報値が確定しているかを元の統計で確かめ、速報のままの掲載の更新を依頼します。",
        _preliminary_beside_final,
    ),
    Check(
        "tenfold_jump",
        "実績値が10倍以上動いた",
        "桁や単位の誤りは、平均や合計をすべて誤らせます。",
        "原本の桁と単位（千件、万人など）を確かめ、正しければその理由を記録します。",
        _tenfold_jump,
    ),
)
