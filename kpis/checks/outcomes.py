"""What the grades leave unjudged: N and F year after year, and outcomes behind outputs."""

from __future__ import annotations

from kpis.checks.facts import Check, Facts, Finding, KpiFacts
from kpis.checks.ordering import grouped, order_of, representatives
from kpis.checks.quoting import cells, item_named, named

_LEAST_YEARS = 2
_UNGRADED = {"N": "現時点で区分困難", "F": "定量的な目標なし"}


def _ungraded_for_years(facts: Facts) -> list[Finding]:
    findings = []
    for rows in facts.by_kpi.values():
        for of_programme in grouped([row for row in rows if row.grade], lambda row: (row.programme, row.scale)):
            run = _last_run(representatives(of_programme))
            years = len({row.fiscal_year for row in run})
            if years >= _LEAST_YEARS:
                grade = run[0].grade or ""
                message = (
                    f"{named(run[0])}の区分は、{run[-1].edition_name}から{run[0].edition_name}まで"
                    f"{years}年続けて「{grade}」（{_UNGRADED[grade]}）です。"
                )
                findings.append(Finding("ungraded_for_years", cells(run, "grade"), message, kpi=run[0].kpi))
    return findings


def _last_run(rows: list[KpiFacts]) -> list[KpiFacts]:
    """The latest rows that bear one and the same N or F in years that follow each other, the latest first."""
    run: list[KpiFacts] = []
    for row in reversed(rows):
        follows = not run or (row.grade == run[-1].grade and run[-1].fiscal_year - row.fiscal_year <= 1)
        if row.grade not in _UNGRADED or not follows:
            break
        run.append(row)
    return run


def _output_ahead_of_outcome(facts: Facts) -> list[Finding]:
    findings = []
    for rows in grouped(sorted(facts.kpis, key=order_of), lambda row: (row.edition, row.item_key)):
        output = [row for row in rows if row.tier == 1 and row.grade == "A" and not row.is_relisted]
        outcome = [row for row in rows if row.tier == 2 and row.grade in ("N", "B") and not row.is_relisted]
        if output and outcome:
            message = (
                f"{rows[0].edition_name}の改革項目{item_named(rows[0])}では、第一階層の{_listed(output)}が「A」である一方、"
                f"第二階層の{_listed(outcome)}は{_grades_of(outcome)}です。"
            )
            findings.append(Finding("output_ahead_of_outcome", cells([*output, *outcome], "grade"), message))
    return findings


def _listed(rows: list[KpiFacts]) -> str:
    return "、".join(dict.fromkeys(named(row) for row in rows))


def _grades_of(rows: list[KpiFacts]) -> str:
    return "と".join(f"「{grade}」" for grade in sorted({row.grade or "" for row in rows}))


CHECKS = (
    Check(
        "ungraded_for_years",
        "区分できない状態が続いている",
        "NやFが何年も続くKPIでは、改革が進んだかどうかを誰も判断できません。",
        "データの把握時期と目標の設定時期を担当に確かめ、見通しがなければ指標の見直しを求めます。",
        _ungraded_for_years,
    ),
    Check(
        "output_ahead_of_outcome",
        "第一階層はA、第二階層はNまたはB",
        "取組（アウトプット）が進んでも成果（アウトカム）が見えないときは、効果のつながりを説明する必要があります。",
        "第二階層の把握時期を確かめ、第一階層の取組が成果につながる根拠を担当に示してもらいます。",
        _output_ahead_of_outcome,
    ),
)
