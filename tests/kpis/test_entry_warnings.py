"""What is odd about a value just entered."""

from decimal import Decimal

import pytest

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.entry_warnings import Elsewhere, entry_warnings

UP = TargetReading("numeric", Decimal(416), "団体", ">=")
DOWN = TargetReading("numeric", Decimal(100), "団体", "<=")


def reading(value, unit="団体", as_of="2018-04", **more):
    return ActualReading(Decimal(value), unit, as_of=as_of, **more)


LAST = reading(301, as_of="2017-04")


@pytest.mark.parametrize(
    ("now", "target", "told"),
    [
        (reading(290), UP, ["後退しています（大きいほどよい指標）"]),
        (reading(310), DOWN, ["後退しています（小さいほどよい指標）"]),
        (reading(3010), UP, ["10倍以上になっています"]),
        (reading(30), UP, ["10分の1以下になっています"]),
        (reading("301", "%"), UP, ["単位が前年（団体）から%に変わっています"]),
        (reading(301, ""), UP, ["単位が前年（団体）から単位なしに変わっています"]),
        (reading(310, as_of="2017-04"), UP, ["時点（2017年4月）が前年の値の時点（2017年4月）より新しくありません"]),
        (reading(290, as_of="FY2016"), UP, ["後退しています", "より新しくありません"]),
    ],
    ids=["falls", "rises", "jumps", "drops", "unit", "no unit", "same time", "falls and is old"],
)
def test_what_is_odd_beside_last_year_is_told(now, target, told):
    found = entry_warnings([now], [LAST], targets=[target])
    assert len(found) == len(told)
    assert all(words in sentence for words, sentence in zip(told, found, strict=True))


@pytest.mark.parametrize(
    ("now", "before", "targets"),
    [
        (reading(310), [LAST], [UP]),
        (reading(290), [LAST], []),
        (reading(290), [], [UP]),
        (reading(290, component="市"), [LAST], [UP]),
        (reading(290, kind="reference"), [LAST], [UP]),
        (reading(290), [reading(301, as_of="2017-04", kind="reference")], [UP]),
        (reading(290), [reading("NaN")], [UP]),
        (reading(0), [reading(0, as_of="2017-04")], [UP]),
        (reading(310, as_of=None), [LAST], [UP]),
    ],
    ids=[
        "risen",
        "no target says which way",
        "no year before",
        "another component",
        "for reference",
        "reference before",
        "no figure before",
        "nothing both times",
        "no time",
    ],
)
def test_what_is_not_odd_is_not_told(now, before, targets):
    assert entry_warnings([now], before, targets=targets) == []


def test_the_direction_of_the_kpi_counts_before_that_of_its_target():
    assert "小さいほどよい" in entry_warnings([reading(310)], [LAST], targets=[UP], direction="down")[0]


def test_the_latest_value_of_last_year_is_the_one_to_compare_with():
    older = reading(500, as_of="2016-04")
    assert entry_warnings([reading(310)], [older, LAST], targets=[UP]) == []


def test_each_other_row_that_says_something_else_is_named_once():
    rows = [Elsewhere("別の行（指標）", (reading(300), reading(310)))] * 2
    (told,) = entry_warnings([reading(310)], [LAST], elsewhere=rows)
    assert "別の行（指標）では300団体です（2018年4月）" in told
