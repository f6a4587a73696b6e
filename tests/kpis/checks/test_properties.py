"""Whatever is published: nothing raises, and the order in which rows come does not count."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kpi_tracker.lib.readings import ActualReading, Baseline, PromiseReading, TargetReading
from kpi_tracker.lib.records import replace
from kpis.checks import CHECKS, run_all
from kpis.checks.facts import AssessmentFacts, BudgetFacts, Facts, KpiFacts, ProgressFacts
from kpis.grading import Judgement

SAID = [
    *(
        "2018年度までに",
        "約29％の削減見込み",
        "301団体",
        "（2013年度比で29%減）",
        "1104億円の削減",
        "23圏域",
        "のうち、15圏域",
    ),
    *(
        "において指標を設定済み",
        "下方修正",
        "順調",
        "公表。（2017年度中に公表）",
        "達成は困難",
        "基準値の2倍",
        "0%",
        "検討中",
    ),
    *("測定指標5～8は", "主要なもの", "。", "、", "\n", "確報値は", "2018年３月頃に公表", "(平成28年度比2倍)", "－"),
]
prose = st.lists(st.sampled_from(SAID), max_size=5).map("".join)
figures = st.one_of(
    st.integers(-2000, 2000).map(Decimal),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.sampled_from([Decimal("0.2"), Decimal("1E+40"), Decimal("-0"), Decimal("99.99")]),
)
units = st.sampled_from(["団体", "%", "", "千件", "円", "位"])
times = st.sampled_from([None, "2017-04", "2017-04-01", "FY2016", "2017", "FY9999", "不明", "2017-02-31"])
years = st.one_of(st.none(), st.integers(2014, 2023), st.sampled_from([0, 9999]))
days = st.dates(date(2014, 1, 1), date(2022, 12, 31))
components = st.sampled_from([None, "市", "町村"])
baselines = st.one_of(st.none(), st.builds(Baseline, value=figures, unit=units, fy=years))
targets = st.builds(
    TargetReading,
    kind=st.sampled_from(["numeric", "percent", "ratio_change", "qualitative", "undetermined", "reference", "none"]),
    value=st.one_of(st.none(), figures),
    unit=st.one_of(st.none(), units),
    comparator=st.sampled_from([None, ">=", "<=", "="]),
    value_max=st.one_of(st.none(), figures),
    deadline_fy=years,
    deadline_raw=st.one_of(st.none(), prose),
    fiscal_year=years,
    final=st.booleans(),
    baseline=baselines,
    approx=st.booleans(),
    component=components,
    raw=prose,
)
actuals = st.builds(
    ActualReading,
    value=figures,
    unit=units,
    as_of=times,
    fiscal_year=years,
    kind=st.sampled_from(["final", "preliminary", "forecast", "reference"]),
    approx=st.booleans(),
    component=components,
    raw=prose,
)
promises = st.builds(
    PromiseReading,
    what=st.sampled_from(["確報値の公表", "実績の把握", "目標設定"]),
    begins=st.none(),
    ends=st.one_of(st.none(), days),
    raw=prose,
    span=st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
judgements = st.builds(
    Judgement,
    suggested=st.sampled_from([None, "A", "B", "N", "F", "イ", "―"]),
    explanation=prose.map("{}。".format),
    possible=st.sampled_from([(), ("ロ", "ハ"), ("イ",)]),
)


@st.composite
def published_rows(draw: st.DrawFn) -> list[KpiFacts]:
    rows = []
    for place in range(draw(st.integers(0, 6))):
        year, document = draw(st.integers(2016, 2018)), draw(st.sampled_from(["工程表", "評価書"]))
        rows.append(
            KpiFacts(
                key=f"{document}{year}/{place}",
                kpi=draw(st.integers(1, 2)),
                programme=document,
                edition=f"{document}{year}",
                edition_name=f"{document}{year}",
                fiscal_year=year,
                published_on=date(year, 12, 21),
                name=draw(st.sampled_from(["", "自治体数", "開催回数"])),
                item="項目",
                item_key=f"{document}{year}/{draw(st.integers(1, 2))}",
                words={field: draw(prose) for field in ("target", "actual", "note")},
                tier=draw(st.sampled_from([None, 1, 2])),
                label=draw(st.sampled_from(["", "③", "5", "7-1"])),
                is_relisted=draw(st.booleans()),
                is_main=draw(st.sampled_from([None, True, False])),
                grade=draw(st.sampled_from([None, "A", "B", "N", "F", "イ", "ハ", "―"])),
                scale=draw(st.sampled_from([None, "letters", "marks"])),
                baseline=draw(baselines),
                targets=tuple(draw(st.lists(targets, max_size=3))),
                actuals=tuple(draw(st.lists(actuals, max_size=3))),
                promises=tuple(draw(st.lists(promises, max_size=2))),
                judgement=draw(st.one_of(st.none(), judgements)),
            )
        )
    return rows


@st.composite
def everything(draw: st.DrawFn) -> Facts:
    rows = draw(published_rows())
    cells = tuple(
        ProgressFacts(
            key=f"{row.edition}/P{place}",
            edition=row.edition,
            edition_name=row.edition_name,
            fiscal_year=row.fiscal_year,
            published_on=row.published_on,
            item=row.item,
            item_key=row.item_key,
            words={"progress": draw(prose)},
            marks=draw(st.sampled_from([(), ("順調",), ("順調", "遅れ")])),
        )
        for place, row in enumerate(rows)
    )
    money = [draw(st.one_of(st.none(), figures)) for _ in range(5)]
    return Facts(
        draw(days),
        kpis=tuple(rows),
        progress=cells,
        budgets=(BudgetFacts("予算", "評価書2018", "評価書", 2018, "百万円", *money),),
        assessments=(AssessmentFacts("評価", "評価書2018", "評価書", "目標達成", draw(prose)),),
    )


@given(everything(), st.randoms(use_true_random=False))
def test_nothing_raises_and_the_order_of_rows_does_not_count(published: Facts, shuffler: random.Random):
    first = run_all(published)
    kpis, progress = list(published.kpis), list(published.progress)
    shuffler.shuffle(kpis)
    shuffler.shuffle(progress)
    again = run_all(replace(published, kpis=tuple(kpis), progress=tuple(progress)))
    assert again == first


@given(everything())
def test_every_finding_names_a_check_and_cells_that_are_published(published: Facts):
    printed = {row.key for row in (*published.kpis, *published.progress, *published.budgets, *published.assessments)}
    findings = run_all(published)
    assert {finding.check for finding in findings} <= {check.id for check in CHECKS}
    assert all(cell.row in printed for finding in findings for cell in finding.cells)
    assert all(finding.cells and finding.message.endswith("。") for finding in findings)
    assert len({finding.fingerprint for finding in findings}) == len(findings)
