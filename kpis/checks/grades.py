"""Grades against each other and against the row's own figures. Letters of different scales are never compared."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.checks.comparing import own_actuals
from kpis.checks.facts import Check, Facts, Finding, KpiFacts
from kpis.checks.ordering import grouped
from kpis.checks.quoting import actual_text, cell_text, cells, named, places, side_by_side
from kpis.grading.evaluation import MARKS
from kpis.levels import comparison_key
from kpis.series import as_of_of


def _same_kpi_different_grade(facts: Facts) -> list[Finding]:
    return [_different_grades(rows[::-1]) for rows in _differing(facts)]


def _differing(facts: Facts) -> Iterator[list[KpiFacts]]:
    """The rows of a KPI that another row, judged on the same, contradicts; the oldest first."""
    for rows in facts.by_kpi.values():
        for of_scale in grouped([row for row in rows if row.grade and row.scale], lambda row: row.scale):
            differing = [
                row
                for row in of_scale
                if any(row.grade != other.grade and _is_judged_alike(row, other) for other in of_scale)
            ]
            if differing:
                yield differing


def _is_judged_alike(one: KpiFacts, other: KpiFacts) -> bool:
    """Whether the same lay before the rule: the same figures, the same dates in one year, or no date on one day."""
    if _evidence(one) == _evidence(other) and one.actuals:
        return True
    times, others = _times(one), _times(other)
    if times and others:
        return one.fiscal_year == other.fiscal_year and times == others
    return one.published_on == other.published_on


def _evidence(row: KpiFacts) -> tuple[frozenset[object], frozenset[object]]:
    return frozenset(map(_asked, row.targets)), frozenset(map(_measured, row.actuals))


def _asked(target: TargetReading) -> object:
    return target.kind, target.value, target.value_max, target.deadline_fy, comparison_key(target.unit)


def _measured(actual: ActualReading) -> object:
    return actual.value, as_of_of(actual), comparison_key(actual.unit), comparison_key(actual.component)


def _times(row: KpiFacts) -> frozenset[str | None]:
    return frozenset(as_of_of(actual) for actual in own_actuals(row))


def _different_grades(rows: list[KpiFacts]) -> Finding:
    grades = side_by_side(rows, [f"「{row.grade}」" for row in rows])
    figures = [f"実績{cell_text(row, 'actual')}、目標{cell_text(row, 'target')}" for row in rows]
    shown = f"どちらも{figures[0]}" if len(set(figures)) == 1 else side_by_side(rows, figures)
    return Finding(
        "same_kpi_different_grade",
        cells(rows, "grade"),
        f"同じ{named(rows[0])}の区分が、{grades}です（{shown}）。{_readings(rows)}",
        kpi=rows[0].kpi,
    )


def _readings(rows: list[KpiFacts]) -> str:
    """What the official rule says of each row, said once where it says the same."""
    judged = [row for row in rows if row.judgement]
    explanations = [row.judgement.explanation for row in judged if row.judgement]
    if not explanations:
        return ""
    if len(set(explanations)) == 1 and len(judged) == len(rows):
        return f"公式の規則によれば、いずれも次のとおりです：{explanations[0]}"
    each = zip(places(judged), explanations, strict=True)
    return "公式の規則によれば、" + "".join(f"{place}：{explanation}" for place, explanation in each)


def _grade_against_figures(facts: Facts) -> list[Finding]:
    """Not of rows whose grade differs between places: that finding explains both readings already."""
    explained = {row.key for rows in _differing(facts) for row in rows}
    return [
        Finding(
            "grade_against_figures",
            (*cells([row], "grade"), *cells([row], "actual"), *cells([row], "target")),
            f"{row.edition_name}の{named(row)}の区分は「{row.grade}」ですが、"
            f"記載の数値からは「{row.judgement.suggested}」になります。{row.judgement.explanation}",
            kpi=row.kpi,
        )
        for row in facts.kpis
        if row.grade and row.grade not in MARKS and row.key not in explained
        if row.judgement and row.judgement.suggested and row.judgement.contradicts(row.grade)
    ]


def _rests_on_forecast(facts: Facts) -> list[Finding]:
    """A grade for progress, though all that the row measured is 見込み."""
    findings = []
    for row in facts.kpis:
        own = own_actuals(row)
        forecasts = [actual for actual in own if actual.kind == "forecast"]
        if row.grade == "A" and forecasts and len(forecasts) == len(own):
            message = (
                f"{row.edition_name}の{named(row)}は、見込みの値{actual_text(forecasts[-1])}だけで「A」とされています。"
            )
            findings.append(
                Finding(
                    "grade_rests_on_forecast", (*cells([row], "grade"), *cells([row], "actual")), message, kpi=row.kpi
                )
            )
    return findings


CHECKS = (
    Check(
        "same_kpi_different_grade",
        "同じKPIで区分が違う",
        "同じ数値に二つの区分があると、どちらが政府の判断か分かりません。",
        "両方の欄と判定の説明を見比べ、正しい区分を主担当に確かめて、違う方の訂正を依頼します。",
        _same_kpi_different_grade,
    ),
    Check(
        "grade_against_figures",
        "区分が記載の数値から導かれない",
        "進捗の割合と経過の割合を比べる公式の規則と違う区分は、読む人が検算できません。",
        "判定の説明にある初期値・目標・実績を確かめ、記載のない根拠（見込みなど）があれば担当に示してもらいます。",
        _grade_against_figures,
    ),
    Check(
        "grade_rests_on_forecast",
        "見込みの値だけでAとされている",
        "区分は実績値で決めるものであり、見込みは外れることがあります。",
        "実績値の把握時期を確かめ、それまで区分をNとするか、見込みによる旨を書いてもらいます。",
        _rests_on_forecast,
    ),
)
