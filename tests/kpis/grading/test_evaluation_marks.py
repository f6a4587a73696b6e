"""達成 of 政策評価: the 12 printed records, and how a mark follows from targets, actuals and years."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_tracker.lib.readings import Baseline
from kpi_tracker.lib.records import replace
from kpis.grading import judge
from tests.kpis.questions import actual, change, start, target
from tests.kpis.questions import question as asked

MARKS = ("イ", "ロ", "ハ", "―")
EVALUATED = date(2019, 8, 31)


def question(*readings, baseline=None, **other):
    """A row of a 政策評価書 for 2018年度; baseline: value, unit, fiscal year."""
    printed = Baseline(Decimal(baseline[0]), *baseline[1:]) if baseline else None
    given = {"document_date": EVALUATED, "codes": MARKS, "printed_baseline": printed, **other}
    return asked(*readings, **given)


def yearly(value, fy, unit="団体", comparator=">=", **other):
    """A target of one year, as a table's column gives it."""
    return target(value, fy, unit, comparator=comparator, fiscal_year=fy, final=False, **other)


def reference(raw, fy, **other):
    """A target that refers to another year's value."""
    return target(None, fy, None, kind="reference", comparator=">=", raw=raw, **other)


def measured(value, fy, unit="団体", as_of=None):
    """The value of a year's column."""
    return actual(value, as_of or f"FY{fy}", unit, fiscal_year=fy)


def table(unit, rows, comparator=">="):
    """Targets and actuals of year, target, actual; None where the cell is blank."""
    targets = [yearly(wanted, fy, unit, comparator) for fy, wanted, _ in rows if wanted]
    return targets + [measured(value, fy, unit) for fy, _, value in rows if value]


ACCESS = "千件"
WITHOUT_NUMBERS = [target(kind="qualitative", fy=fy, fiscal_year=fy, final=False) for fy in (2016, 2017, 2018)]

RANKING = question(
    reference("平成26年度値以上", 2016, fiscal_year=2016, final=False),
    reference("平成28年度値以上", 2018, fiscal_year=2018, final=False),
    reference("平成28年度値以上", 2018),
    measured("16", 2016, "位"),
    measured("9", 2018, "位"),
    baseline=("4", "位", 2014),
)
ACCESSES = question(
    *table(ACCESS, [(2016, "441754", "577273"), (2017, "485929", "821737")]),
    target("534521", 2018, ACCESS),
    baseline=("412533", ACCESS, 2015),
    alongside=(measured("1506096", 2018, ACCESS),),
)
DOUBLED = question(
    target("1154547", 2021, ACCESS, comparator=None),
    measured("1506096", 2018, ACCESS),
    baseline=("577273", ACCESS, 2016),
)
TRAINED = question(
    *table("人", [(2016, "1000", "1104"), (2017, "1100", "1688"), (2018, "1600", "1688")]),
    target("1600", 2018, "人"),
    baseline=("920", "人", 2015),
)
HOURS = question(
    *table("時間", [(2016, "38", "56.9"), (2017, "35", "58.7"), (2018, "32", "60.3")], "<="),
    target("32", 2018, "時間", comparator="<="),
    baseline=("40.1", "時間", 2014),
)
CLOUD = question(
    yearly("1000", 2016, comparator=None, approx=True),
    target("1000", 2017, comparator=None, approx=True),
    measured("842", 2016, as_of="2016-04-01"),
    measured("950", 2017, as_of="2017-04-01"),
    measured("1067", 2018, as_of="2018-04-01"),
    baseline=("550", "団体", 2014),
)
STATISTICS = question(*WITHOUT_NUMBERS, target(kind="qualitative", fy=2018))
MEDIA = question(*WITHOUT_NUMBERS)
OUTAGES = question(*table("%", [(fy, "0.2", "0") for fy in (2016, 2017, 2018)], "<="), baseline=("0.2", "%", 2015))
SERVICES = question(*WITHOUT_NUMBERS, target(fy=2018))
NUMBERS = question(target(kind="qualitative", fy=2017))
NETWORK = question(*table("%", [(2017, "99.99", "100"), (2018, "99.99", "100")]), target("99.99", 2018, "%"))

# Number as printed, row, printed mark, mark by its own numbers, marks that these leave open.
RECORDS = [
    pytest.param(RANKING, "イ", "イ", "イ", id="1 ranking, target refers to an earlier rank"),
    pytest.param(ACCESSES, "イ", "イ", "イ", id="2-1 last actual stands in the second line"),
    pytest.param(DOUBLED, "イ", "―", "―", id="2-2 period not over"),
    pytest.param(TRAINED, "イ", "イ", "イ", id="3 reached every year"),
    pytest.param(HOURS, "ハ", "ハ", "ロハ", id="4 hours, moved away"),
    pytest.param(CLOUD, "イ", None, "ロハ", id="5 short in the year of the deadline"),
    pytest.param(STATISTICS, "イ", None, "イロハ", id="6 words"),
    pytest.param(MEDIA, "イ", None, "イロハ―", id="7-1 words, final target lost"),
    pytest.param(OUTAGES, "イ", "イ", "イ―", id="7-2 zero percent, final target lost"),
    pytest.param(SERVICES, "イ", None, "イロハ", id="8 words, only the final year printed"),
    pytest.param(NUMBERS, "イ", None, "イロハ", id="9 words, no number at all"),
    pytest.param(NETWORK, "イ", "イ", "イ", id="10 rate"),
]


@pytest.mark.parametrize(("row", "printed", "suggested", "left"), RECORDS)
def test_the_printed_records_are_judged_by_their_own_numbers(row, printed, suggested, left):
    judgement = judge(row)
    assert judgement.suggested == suggested
    assert "".join(judgement.possible) == left


@pytest.mark.parametrize(("row", "printed", "suggested", "left"), RECORDS)
def test_only_the_early_and_the_late_mark_contradict_their_numbers(row, printed, suggested, left):
    assert judge(row).contradicts(printed) == (row in (DOUBLED, CLOUD))


@pytest.mark.parametrize(("row", "printed", "suggested", "left"), RECORDS)
def test_every_explanation_ends_as_a_sentence_and_names_what_is_missing(row, printed, suggested, left):
    judgement = judge(row)
    assert judgement.explanation.endswith("。")
    assert "。。" not in judgement.explanation
    assert bool(judgement.missing) == (suggested is None or row == OUTAGES)


def test_a_rebased_target_tells_the_missed_one_and_the_loss_since_the_baseline():
    explanation = judge(RANKING).explanation
    assert "9位は目標（16位以内、平成28年度値以上）に達している" in explanation
    assert "基準値（4位）より後退している" in explanation
    assert "途中の目標のうち2016年度は未達成" in explanation


def test_a_value_of_the_day_after_the_period_is_told_and_does_not_count():
    explanation = judge(CLOUD).explanation
    assert "2017年4月1日の実績値950団体は目標（約1,000団体以上）に達していない" in explanation
    assert "目標の年度より後の2018年4月1日の実績値1,067団体は目標に達している" in explanation
    assert "概数" in explanation


def test_a_value_of_another_row_is_used_and_told():
    assert "別の行に印字された" in judge(ACCESSES).explanation


def test_a_yearly_target_stands_in_for_a_lost_final_one_and_is_marked():
    judgement = judge(OUTAGES)
    assert judgement.missing == ("最終の目標（値）",)
    assert [given.name for given in judgement.inputs if given.is_stand_in] == ["目標の年度"]
    assert not judgement.contradicts("―")
    assert judgement.contradicts("ハ")


def test_the_inputs_show_value_baseline_and_target():
    assert [(given.name, given.value, given.date) for given in judge(HOURS).inputs] == [
        ("実績値", Decimal("60.3"), date(2019, 3, 31)),
        ("基準値", Decimal("40.1"), date(2015, 3, 31)),
        ("目標値", Decimal(32), date(2019, 3, 31)),
    ]


def short(value, baseline=("50", "団体", 2014), **other):
    """A row that misses 100団体以上 of 2018年度."""
    return question(target("100", 2018), measured(value, 2018), baseline=baseline, **other)


@pytest.mark.parametrize(
    ("row", "suggested", "left"),
    [
        pytest.param(short("100"), "イ", "イ", id="exactly reached"),
        pytest.param(short("99"), None, "ロハ", id="short of it"),
        pytest.param(short("50"), None, "ロハ", id="unchanged since the baseline"),
        pytest.param(short("49"), "ハ", "ロハ", id="behind the baseline"),
        pytest.param(short("99", None), None, "ロハ", id="short of it, no baseline"),
        pytest.param(short("99", ("120", "団体", 2014)), None, "ロハ", id="fell out of the goal"),
        pytest.param(short("49", ("50", "件", 2014)), None, "ロハ", id="baseline in another unit"),
        pytest.param(question(target("100", 2018), measured("150", 2017)), None, "イロハ", id="no value of the year"),
        pytest.param(question(target("100", 2018)), None, "イロハ", id="no value at all"),
        pytest.param(question(target("100", 2019), measured("150", 2018)), "―", "―", id="reached before the end"),
        pytest.param(question(target("100", 2019)), "―", "―", id="not over, no value"),
        pytest.param(question(target(kind="qualitative", fy=2019)), "―", "―", id="words, not over"),
        pytest.param(question(target("100"), measured("150", 2018)), None, "イ―", id="no year, reached"),
        pytest.param(question(target("100"), measured("50", 2018)), None, "ロハ―", id="no year, short"),
        pytest.param(question(target("100"), measured("50", 2018, "件")), None, "イロハ―", id="no year, no value"),
        pytest.param(question(measured("50", 2018)), None, "", id="no target"),
        pytest.param(question(target(kind="undetermined"), measured("50", 2018)), None, "", id="target not set"),
        pytest.param(
            question(target("100", 2018, comparator=None), measured("150", 2018)), None, "イロハ", id="no side"
        ),
        pytest.param(
            question(target("100", 2018, comparator=None), measured("150", 2018), direction="down"),
            None,
            "ロハ",
            id="side of the indicator",
        ),
        pytest.param(
            question(target("100", 2018), actual("150", "FY2018", kind="forecast")), None, "イロハ", id="only expected"
        ),
        pytest.param(
            question(target("100", 2018), actual("150", "FY2018", kind="reference")), None, "イロハ", id="only 参考"
        ),
        pytest.param(
            question(target("38", 2018, "時間", comparator="<=", raw="38時間未満"), measured("38", 2018, "時間")),
            None,
            "ロハ",
            id="未満 and the bound itself",
        ),
        pytest.param(
            question(target("10", 2018, "位", raw="10位以上"), measured("12", 2018, "位")), None, "ロハ", id="rank 以上"
        ),
    ],
)
def test_the_mark_follows_from_target_value_and_year(row, suggested, left):
    judgement = judge(row)
    assert (judgement.suggested, "".join(judgement.possible)) == (suggested, left)


@pytest.mark.parametrize(
    ("raw", "value", "suggested"),
    [
        pytest.param("平成29年度値以上", "9", "イ", id="year named"),
        pytest.param("平成29年度値以上（平成30年度）", "9", "イ", id="year named beside the deadline"),
        pytest.param("前年度実績以上", "8", "イ", id="the year before"),
        pytest.param("前回値以上", "8", "イ", id="the time before"),
        pytest.param("基準値以上", "5", "イ", id="baseline"),
        pytest.param("前年度値を上回る", "8", None, id="beyond the year before, equal"),
        pytest.param("前年度値を下回らない", "8", "イ", id="not below the year before, equal"),
        pytest.param("平成20年度値以上", "99", None, id="a year the row does not print"),
    ],
)
def test_a_reference_is_resolved_from_the_row_itself(raw, value, suggested):
    row = question(reference(raw, 2018), measured("8", 2017), measured(value, 2018), baseline=("5", "団体", 2014))
    assert judge(row).suggested == suggested


def test_two_values_of_the_year_referred_to_leave_it_open():
    row = question(
        reference("平成28年度値以上", 2018), measured("8", 2016), measured("9", 2018), baseline=("7", "団体", 2016)
    )
    assert judge(row).missing == ("目標が参照する値",)


def test_a_change_is_never_taken_of_the_rows_baseline():
    row = question(change("5", 2018), measured("110", 2018), baseline=("100", "団体", 2014))
    assert judge(row).missing == ("目標の基準となる値",)


def test_a_change_of_a_printed_baseline_is_judged():
    row = question(change("5", 2018, ("100", "団体", 2014)), measured("110", 2018))
    assert judge(row).suggested == "イ"


def test_two_successive_final_targets_have_no_one_mark():
    row = question(target("100", 2018), target("200", 2021), measured("150", 2018))
    judgement = judge(row)
    assert (judgement.suggested, judgement.possible) == (None, ("イ", "―"))


@pytest.mark.parametrize(
    ("second", "suggested", "left"),
    [pytest.param("500", "イ", "イ", id="both reached"), pytest.param("400", None, "ロハ", id="one missed")],
)
def test_all_components_must_reach_their_targets(second, suggested, left):
    row = question(
        target("10", 2018, component="団体数"),
        target("500", 2018, "人", component="人口"),
        actual("12", "FY2018", component="団体数"),
        actual(second, "FY2018", "人", component="人口"),
    )
    judgement = judge(row)
    assert (judgement.suggested, "".join(judgement.possible)) == (suggested, left)
    assert "【団体数】" in judgement.explanation


def test_a_registered_start_serves_where_the_row_prints_no_baseline():
    row = question(target("100", 2018), measured("49", 2018))
    assert judge(row).suggested is None
    assert judge(replace(row, baseline=start("50", "FY2014"))).suggested == "ハ"


@given(st.integers(0, 300), st.integers(0, 300), st.sampled_from((">=", "<=")))
def test_a_reached_target_is_never_called_missed(wanted, value, comparator):
    row = question(target(str(wanted), 2018, comparator=comparator), measured(str(value), 2018))
    reached = value >= wanted if comparator == ">=" else value <= wanted
    assert (judge(row).suggested == "イ") == reached
