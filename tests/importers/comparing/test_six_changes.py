"""Six edits of a workbook are exactly six rows of its plan, each in a class of its own."""

from __future__ import annotations

import pytest

from importers.comparing import Comparison
from importers.incoming import Incoming
from importers.plan import Decisions, PlannedRow
from tests.importers.comparing.editing import Sheet, beside_what_stands, edited, standing, told

NEW_ID = "2017-s09-k17"
"""On page 9; 16 is the highest number of the edition's ids."""


def six_edits(sheets: dict[str, Sheet]) -> None:
    kpis = sheets["KPI"]
    kpis.put("2017-s13-k01", "区分", "A")
    kpis.put("2017-s01-k04", "順", 1)
    kpis.append(
        様式番号=9, 順=3, 階層="第二階層", KPI名="圏域の就業者数", **{"目標値（達成時期）": "2020年度までに5万人"}
    )
    kpis.remove("2017-s11-k03")
    kpis.put("2017-s14-k02", "KPI名", "政府情報システムの運用コスト総額")
    kpis.put("2017-s01-k02", "実績値（時点）", "301団体（2017年４月確報値）")


@pytest.fixture(scope="module")
def source() -> Incoming:
    return edited(six_edits)


@pytest.fixture(scope="module")
def compared(source: Incoming) -> Comparison:
    return beside_what_stands(source)


def row(compared: Comparison, row_id: str) -> PlannedRow:
    return next(row for row in compared.plan.rows if row.row_id == row_id)


def test_an_unedited_workbook_changes_nothing() -> None:
    plan = beside_what_stands(edited(lambda sheets: None)).plan
    assert told(plan.rows) == {}
    assert plan.counts["unchanged"] == len(plan.rows) == 55


def test_six_edits_are_six_rows_each_in_a_class_of_its_own(compared: Comparison) -> None:
    assert told(compared.plan.rows) == {
        "2017-s13-k01": ("changed", [("区分", "")]),
        "2017-s01-k04": ("changed", [("順", "moved")]),
        NEW_ID: ("new", [("階層", ""), ("KPI名", ""), ("目標値（達成時期）", "")]),
        "2017-s11-k03": ("retired", []),
        "kpi/2017-s14-k02": ("undecided", [("KPI名", "renamed")]),
        "2017-s01-k02": ("changed", [("実績値（時点）", "finalised")]),
    }


def test_a_change_shows_the_cell_before_and_after_and_where_the_file_has_it(compared: Comparison) -> None:
    changed = row(compared, "2017-s01-k02")
    (change,) = changed.changes
    assert (change.before, change.after) == ("301団体（2017年４月速報値）", "301団体（2017年４月確報値）")
    assert (changed.place, changed.title) == ("シート「KPI」3行目", "①－１ 窓口業務のアウトソーシング")


def test_a_renamed_row_names_what_it_may_be(compared: Comparison) -> None:
    renamed = next(row for row in compared.plan.rows if row.kind == "undecided")
    (candidate,) = renamed.candidates
    assert (candidate.row_id, candidate.title) == ("2017-s14-k02", "政府情報システム運用コスト")
    assert candidate.reason == "行IDは同じですが、名称が違います"


def test_only_what_was_edited_is_written(compared: Comparison) -> None:
    drafts = compared.to_write()
    assert [snapshot.row_id for snapshot in drafts.snapshots] == [
        "2017-s01-k04",
        "2017-s01-k02",
        NEW_ID,
        "2017-s13-k01",
    ]
    assert {listing.row_id for listing in drafts.listings} == {
        *(snapshot.row_id for snapshot in drafts.snapshots),
        "2017-s01-k03",
    }
    assert not (drafts.items or drafts.sheets or drafts.processes or drafts.progress)
    assert compared.to_retire() == ()


def test_the_order_of_the_file_stands_after_writing(compared: Comparison) -> None:
    orders = {row.row_id: row.order for row in standing().drafts.listings if row.sheet_row_id == "2017-s01"}
    orders |= {row.row_id: row.order for row in compared.to_write().listings if row.sheet_row_id == "2017-s01"}
    assert sorted(orders, key=lambda row_id: orders[row_id]) == [f"2017-s01-k0{number}" for number in (1, 4, 2, 3, 5)]


def test_the_readings_of_changed_words_are_made_again_though_the_file_still_has_the_old(compared: Comparison) -> None:
    written = {snapshot.row_id: snapshot for snapshot in compared.to_write().snapshots}
    (actual,) = written["2017-s01-k02"].actuals
    assert (actual.value, actual.kind, actual.raw) == (301, "final", "301団体")
    (target,) = written[NEW_ID].targets
    assert (target.value, target.unit, target.deadline_fy) == (50_000, "人", 2020)


def test_a_changed_cell_is_cited_from_the_workbook(compared: Comparison) -> None:
    written = {snapshot.row_id: snapshot for snapshot in compared.to_write().snapshots}
    place = written["2017-s01-k02"].places["actual"]
    assert (place.sheet, place.line_from, place.words) == ("KPI", 3, "301団体（2017年４月確報値）")
    assert place.cell.endswith("3")


def test_decisions_settle_what_was_open(source: Incoming) -> None:
    decisions = Decisions(
        same={"kpi/2017-s14-k02": "2017-s14-k02"},
        left_out=frozenset({"kpi/2017-s13-k01"}),
        retired=frozenset({"2017-s11-k03"}),
    )
    settled = beside_what_stands(source, decisions)
    assert told(settled.plan.rows)["2017-s14-k02"] == ("changed", [("KPI名", "renamed")])
    assert "2017-s13-k01" not in {snapshot.row_id for snapshot in settled.to_write().snapshots}
    assert settled.to_retire() == ("2017-s11-k03",)


def test_a_renamed_row_can_be_another_kpi(source: Incoming) -> None:
    other = beside_what_stands(source, Decisions(same={"kpi/2017-s14-k02": ""}))
    kinds = {row.key: (row.kind, row.row_id) for row in other.plan.rows if row.kind != "unchanged"}
    assert kinds["kpi/2017-s14-k02"] == ("new", "2017-s14-k17")
    assert kinds["kpi/standing/2017-s14-k02"] == ("retired", "2017-s14-k02")


def test_a_plan_has_one_fingerprint_until_what_it_shows_changes(source: Incoming) -> None:
    first, again = beside_what_stands(source).plan, beside_what_stands(source).plan
    left_out = beside_what_stands(source, Decisions(left_out=frozenset({"kpi/2017-s13-k01"}))).plan
    decided = beside_what_stands(source, Decisions(same={"kpi/2017-s14-k02": ""})).plan
    assert first.fingerprint == again.fingerprint == left_out.fingerprint != decided.fingerprint
