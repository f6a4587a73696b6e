"""A person's corrections: they change words or readings, settle doubts, and only fit what they were made for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from importers.document import Correction, KpiRow, ProcessRow, Segment, Sheet, SourceDocument
from importers.issues import Issue
from importers.normalise import with_readings
from importers.readers.registry import read_source_file
from importers.readers.source_file import SourceFile
from importers.workbook.review import CorrectionsDoNotFit, apply_corrections
from importers.workbook.reviewed_files import main, reviewed
from importers.workbook.row_ids import with_row_ids
from kpi_tracker.lib.records import replace
from tests.importers.as_documents import wherever_it_stands

FIXTURES = Path(__file__).parents[3] / "fixtures"
REVIEWS = {
    "2016": ("000_0c140c373dd0f46e.txt", "2016-progress.xlsx"),
    "2017": ("001_730e3ce914eb0239.txt", "2017-progress.xlsx"),
    "2018-evaluation": ("003_62d7159f10255d34.txt", "2018-evaluation.xlsx"),
    "2019-measures": ("004_3c7fc59f76fc2acb.txt", "2019-measures.xlsx"),
}


def document() -> SourceDocument:
    doubt = Issue("tier_unsure", "warning", "tier", "階層を確かめてください。")
    kpi = KpiRow(
        1, None, "件数", (1, 2), target_raw="2020年度までに20件", actual_raw="5件（2017年度）", issues=(doubt,)
    )
    process = ProcessRow(1, "手引を配布", (3, 4), segments=(Segment("【甲省】", ("甲省",), "配布。", None, None),))
    sheet = Sheet((1, 9), ("見える化",), processes=(process,), kpis=(kpi,))
    return with_row_ids(with_readings(SourceDocument("a.txt", "progress_2017", fiscal_year=2017, sheets=(sheet,))))


def correction(field: str, before: str | None, after: str | None, row_id: str = "2017-s01-k01") -> Correction:
    return Correction(row_id, field, before, after, "1行に印字", "確認者", date(2026, 11, 21))


def kpi_after(*corrections: Correction) -> KpiRow:
    return apply_corrections(document(), corrections).sheets[0].kpis[0]


def test_corrected_words_are_read_again() -> None:
    row = kpi_after(correction("target_raw", "2020年度までに20件", "2021年度までに30件"))
    assert [(target.value, target.deadline_fy) for target in row.targets] == [(Decimal(30), 2021)]


def test_a_corrected_reading_is_sure_and_leaves_the_words() -> None:
    row = kpi_after(correction("actuals.1.value", "5", "50"))
    assert (row.actuals[0].value, row.actuals[0].confidence, row.actual_raw) == (50, 1.0, "5件（2017年度）")


def test_a_reading_can_be_left_out() -> None:
    assert kpi_after(correction("actuals.1", "5", None)).actuals == ()


def test_a_confirmed_field_keeps_its_doubt_as_a_note() -> None:
    row = kpi_after(correction("tier", "第一階層", "第一階層"))
    assert (row.tier, [issue.severity for issue in row.issues]) == (1, ["note"])


def test_a_segment_of_a_process_can_be_corrected() -> None:
    changed = apply_corrections(document(), [correction("segments.1.mark", None, "順調", "2017-s01-p01")])
    assert changed.sheets[0].processes[0].segments[0].mark == "順調"


def test_a_correction_of_one_cell_of_a_segment_leaves_the_doubt_about_another() -> None:
    doubts = (
        Issue("cut", "warning", "progress", "切れています。"),
        Issue("cut", "warning", "outlook", "切れています。"),
    )
    page = document().sheets[0]
    process = replace(page.processes[0], issues=doubts)
    doubted = replace(document(), sheets=(replace(page, processes=(process,)),))
    changed = apply_corrections(doubted, [correction("segments.1.outlook", None, "継続。", "2017-s01-p01")])
    found = {issue.field: issue.severity for issue in changed.sheets[0].processes[0].issues}
    assert found == {"progress": "warning", "outlook": "note"}


def test_the_corrections_stay_with_the_document() -> None:
    made = correction("tier", "第一階層", "第二階層")
    assert apply_corrections(document(), [made]).corrections == (made,)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (correction("name", "人数", "件数"), "「KPI名」：読取りが「人数」ではなく「件数」です"),
        (correction("name", "件数", "人数", "2017-s01-k09"), "行ID「2017-s01-k09」の行がありません"),
        (correction("lines", "1", "2"), "この項目は訂正できません"),
        (correction("targets.3.value", "1", "2"), "3番目の読取りがありません"),
        (correction("tier", "第一階層", "第三階層"), "次のいずれかを入力してください"),
    ],
    ids=["other words", "no such row", "no such field", "no such reading", "no such value"],
)
def test_a_correction_that_does_not_fit_is_refused(made: Correction, sentence: str) -> None:
    with pytest.raises(CorrectionsDoNotFit, match=sentence):
        apply_corrections(document(), [made])


@pytest.mark.parametrize("review", REVIEWS)
def test_a_reviewed_workbook_is_what_its_source_and_review_give(review: str, tmp_path: Path) -> None:
    made = tmp_path / "made.xlsx"
    source, workbook = REVIEWS[review]
    assert main(str(FIXTURES / "sources" / source), str(FIXTURES / "reviews" / review), str(made)) == 0
    assert made.read_bytes() == (FIXTURES / workbook).read_bytes()


@pytest.mark.parametrize("review", REVIEWS)
def test_a_reviewed_workbook_reads_as_the_reviewed_document(review: str) -> None:
    source, workbook = (FIXTURES / folder / name for folder, name in zip(("sources", ""), REVIEWS[review], strict=True))
    document = reviewed(SourceFile(source.name, source.read_bytes()), FIXTURES / "reviews" / review)
    assert wherever_it_stands(read_source_file(SourceFile(workbook.name, workbook.read_bytes()))) == document


def test_a_review_that_does_not_fit_says_so_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cover.csv").write_text("項目,内容\n担当,甲\n", encoding="utf-8")
    source = FIXTURES / "sources" / REVIEWS["2017"][0]
    assert main(str(source), str(tmp_path), str(tmp_path / "out.xlsx")) == 2
    assert capsys.readouterr().err == "cover.csv：「担当」は表紙の項目にありません。\n"
