"""Tables of some rows and some columns: what they do not say stays as it stands, what they say is never lost."""

from __future__ import annotations

import pytest

from importers.comparing import compare
from importers.incoming import incoming_of
from importers.plan import Decisions, Plan
from importers.readers.registry import read_words
from importers.readers.source_file import SourceFile
from importers.unplaced import with_standing_items
from kpi_tracker.lib.records import replace
from tests.importers.comparing.editing import standing, told

TWO_ROWS = (
    "行ID,KPI名,実績値（時点）\n"
    "2017-s01-k02,窓口業務のアウトソーシング,350団体（2018年３月確報値）\n"
    "2017-s01-k03,総合窓口の導入,215団体（2017年４月速報値）\n"
)
UNKNOWN_PAGE = "行ID,KPI名,実績値（時点）\n2017-s99-k99,どこにもない指標,1団体\n"


def planned(text: str) -> Plan:
    """What a CSV in CP932 would do beside the reviewed year 2017."""
    document = read_words(SourceFile("抜粋.csv", text.encode("cp932")))
    stands = replace(standing(), grades=frozenset("ABNF"))
    return compare(incoming_of(with_standing_items(document, stands.drafts)), stands, Decisions()).plan


def test_rows_without_the_column_of_the_item_are_known_by_their_ids() -> None:
    plan = planned(TWO_ROWS)
    assert told(plan.rows) == {"2017-s01-k02": ("changed", [("実績値（時点）", "")])}


def test_rows_that_a_table_leaves_out_are_not_missed() -> None:
    assert planned(TWO_ROWS).counts["retired"] == 0


def test_rows_of_an_unknown_page_are_told_with_their_line() -> None:
    plan = planned(UNKNOWN_PAGE)
    (issue,) = (issue for issue in plan.issues if issue.code == "rows_without_item")
    assert (list(plan.rows), issue.severity) == ([], "warning")
    assert "1行（はじめは2行目）あり、取り込みません" in issue.message


@pytest.mark.parametrize(
    ("grade", "doubts"),
    [
        pytest.param("Q", ["unknown_grade"], id="no code of the edition"),
        pytest.param("N", [], id="another code"),
        pytest.param("－", [], id="a dash"),
    ],
)
def test_a_new_grade_that_the_edition_does_not_use_is_doubted(grade: str, doubts: list[str]) -> None:
    text = f"行ID,KPI名,区分\n2017-s01-k02,窓口業務のアウトソーシング,{grade}\n"
    row = next(row for row in planned(text).rows if row.row_id == "2017-s01-k02")
    assert [issue.code for issue in row.issues] == doubts
