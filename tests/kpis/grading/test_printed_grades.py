"""The rule against every grade printed in the 2017 edition, with the values of 2016 as stand-ins."""

import pytest

from kpis.grading import judge
from tests.kpis.questions import actual, change, point, question, target, words

NO_TARGET = target()
NOT_SET = target(kind="undetermined", deadline_raw="2016度中に")
SET_BY_EACH = words("各圏域において設定")

# name, printed grade, readings of 2017, value of 2016
PRINTED = [
    (
        "窓口業務の委託",
        "B",
        [target("416", 2020), actual("301", "2017-04", kind="preliminary")],
        actual("278", "2016-04"),
    ),
    (
        "総合窓口の導入",
        "B",
        [target("370", 2020), actual("215", "2017-04", kind="preliminary")],
        actual("211", "2016-04"),
    ),
    (
        "庶務業務の集約化",
        "A",
        [target("286", 2020), actual("413", "2017-04", kind="preliminary")],
        actual("163", "2015-04"),
    ),
    ("歳出効率化の成果（業務改革モデル）", "N", [NO_TARGET], None),
    ("標準委託仕様書", "B", [target("6", 2016), actual("4")], None),
    ("窓口業務の委託を実施できている自治体", "N", [NO_TARGET], None),
    ("歳出効率化の成果（標準委託仕様書）", "N", [NO_TARGET], None),
    (
        "連携中枢都市圏",
        "A",
        [target("30", 2020, "圏域"), actual("23", "2017-10-01", "圏域")],
        actual("17", "FY2016", "圏域"),
    ),
    (
        "社会人口増減（連携中枢）",
        "N",
        [SET_BY_EACH, actual("23", None, "圏域", component="指標を設定済みの圏域")],
        None,
    ),
    (
        "定住自立圏",
        "A",
        [target("140", 2020, "圏域"), actual("119", "2017-10-01", "圏域")],
        actual("112", "FY2016", "圏域"),
    ),
    (
        "社会人口増減（定住自立圏）",
        "N",
        [SET_BY_EACH, actual("85", None, "圏域", component="指標を設定済みの圏域")],
        None,
    ),
    (
        "コンビニ交付",
        "A",
        [
            target("300", 2016, component="実施団体数"),
            target("60000000", 2016, "人", component="実施団体の人口"),
            actual("430", "2017-08-31", component="実施団体数"),
            actual("76930000", "2017-08-31", "人", component="実施団体の人口", approx=True),
        ],
        None,
    ),
    ("IT化・BPR", "F", [NOT_SET, actual("1507", "2017-10-31", kind="reference", component="サービス検索")], None),
    ("経済・財政効果", "N", [NO_TARGET], None),
    ("助言の件数", "N", [target("150", 2018, "件")], None),
]
# What the rows' own numbers give; the printed A of both rests on a forecast in the note.
BY_OWN_NUMBERS = [
    ("政府情報システム数", "B", [change("-50", 2018, ("1450", "", 2012)), actual("1117", "FY2016", "")], None),
    (
        "政府情報システム運用コスト",
        "B",
        [
            change("-30", 2021, ("400000000000", "円", 2013)),
            actual("25700000000", "FY2015", "円", component="2013年度と比べた削減額"),
        ],
        None,
    ),
]


@pytest.mark.parametrize(
    ("grade", "readings", "before"),
    [pytest.param(*case, id=name) for name, *case in PRINTED + BY_OWN_NUMBERS],
)
def test_the_rule_gives_the_grade(grade, readings, before):
    earlier = (point(before),) if before else ()
    assert judge(question(*readings, earlier=earlier)).suggested == grade


@pytest.mark.parametrize(
    ("readings", "before"),
    [pytest.param(*case, id=name) for name, _, *case in PRINTED + BY_OWN_NUMBERS],
)
def test_every_explanation_is_whole_sentences_that_name_the_grade(readings, before):
    judgement = judge(question(*readings, earlier=(point(before),) if before else ()))
    assert f"{judgement.suggested}。" in judgement.explanation
    assert judgement.explanation.endswith("。")
    assert "。。" not in judgement.explanation


@pytest.mark.parametrize(
    ("readings", "grade"), [pytest.param(case[1], case[0], id=name) for name, *case in PRINTED if case[2]]
)
def test_without_the_values_of_2016_no_other_grade_is_given(readings, grade):
    assert judge(question(*readings)).suggested in (grade, None)


def test_the_explanation_shows_both_ratios_and_the_stand_in():
    judgement = judge(
        question(
            target("416", 2020),
            actual("301", "2017-04", kind="preliminary"),
            earlier=(point(actual("278", "2016-04", kind="preliminary")),),
        )
    )
    assert judgement.explanation == (
        "進捗率 16.7％（278→301／416団体）＜ 経過率 20.3％"
        "（経過期間 2016年4月30日～2017年4月30日／目標達成期間 2016年4月30日～2021年3月31日）なのでB。"
        "初期値は2016年4月の速報値278団体で代用。実績値は速報値。"
    )
    assert judgement.missing == ("初期値（KPI整理表の計画開始時の数値）",)
    assert [(given.name, given.value, given.is_stand_in) for given in judgement.inputs] == [
        ("現在値", 301, False),
        ("初期値", 278, True),
        ("目標値", 416, False),
    ]
