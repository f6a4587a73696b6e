"""A file with its errors marked: told in each cell and on one sheet, and read again as if nothing were marked."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from importers.document import KpiRow, SourceDocument
from importers.marking import CellNote, bounds, marked_workbook, notes_of_document, notes_of_plan
from importers.marking.bounds import may_be_opened_whole
from importers.plan import CellChange, PlannedRow
from importers.readers.registry import read_source_file
from importers.readers.source_file import SourceFile
from tests.importers.readers.test_flat_table import table
from tests.importers.workbook.books import book, repacked

MEASURES = next((Path(__file__).parents[2] / "fixtures" / "sources").glob("004_*.txt"))
TEXT = SourceFile(MEASURES.name, b"\n".join(MEASURES.read_bytes().split(b"\n")[:40]))
KPIS = (
    ("行ID", "様式番号", "改革項目", "階層", "KPI名", "実績値（時点）", "次回の把握時期と今後の方針"),
    ("2017-s01-k01", 1, "健診の推進", "第三", "受診率", "41.5%", '=HYPERLINK("x")'),
    ("2017-s01-k02", 1, "健診の推進", "第二階層", "予防", "#N/A", "平成30年に公表"),
)


def dress(made: Workbook) -> None:
    """A person's own note, format, column width and percentage."""
    sheet = made["KPI"]
    sheet["D2"].comment = Comment("担当に確認済み", "山田")
    sheet["E3"].font = Font(italic=True)
    sheet["E3"].fill = PatternFill("solid", fgColor="00FF00")
    sheet.column_dimensions["E"].width = 55
    sheet["F2"].value, sheet["F2"].number_format = 0.415, "0.0%"
    sheet.row_dimensions[3].hidden = True
    made.create_sheet("別紙")["B2"] = "本文"


DROPPED = SourceFile("提出.xlsx", book(KPI=KPIS, change=dress))


def marked(source: SourceFile, *more: CellNote) -> tuple[SourceDocument, bytes]:
    """What the file says, and the file marked with its own issues and some more notes."""
    document = read_source_file(source)
    return document, marked_workbook(source, document, (*notes_of_document(document), *more))


def opened(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def said(data: bytes) -> SourceDocument:
    """What is read of a marked file dropped again under its name."""
    return read_source_file(SourceFile(DROPPED.name, data))


BLUE = CellNote("KPI", "E2", "differs", "「KPI名」の登録内容は「健診受診率」です。違っていれば直してください。")


def test_a_note_within_a_merged_range_stands_on_its_first_cell() -> None:
    def merge(made: Workbook) -> None:
        made.create_sheet("別紙").merge_cells("A1:A3")

    merged = SourceFile("提出.xlsx", book(KPI=KPIS, change=merge))
    notes = tuple(CellNote("別紙", f"A{row}", "differs", f"{row}行目の内容") for row in (2, 3))
    sheet = opened(marked(merged, *notes)[1])["別紙"]
    assert sheet["A1"].fill.fgColor.rgb == "00BDD7EE"
    assert ["2行目の内容" in sheet["A1"].comment.text, "3行目の内容" in sheet["A1"].comment.text] == [True, True]


def test_each_cell_is_coloured_by_what_it_is_and_noted() -> None:
    sheet = opened(marked(DROPPED, BLUE)[1])["KPI"]
    assert [sheet[cell].fill.fgColor.rgb for cell in ("D2", "E2", "F3")] == ["00FFC7CE", "00BDD7EE", "00FFC7CE"]
    assert "誤り：シート「KPI」F3「実績値（時点）」：セルがエラー値（#N/A）です" in sheet["F3"].comment.text
    assert sheet["E2"].comment.text.startswith("【取込結果】\n登録内容と相違：「KPI名」の登録内容は")


def test_a_note_that_is_there_stays_above_ours() -> None:
    words = opened(marked(DROPPED)[1])["KPI"]["D2"].comment.text
    assert words.startswith("担当に確認済み\n【取込結果】\n誤り：")


def test_the_cells_and_formats_of_the_file_stay() -> None:
    made = opened(marked(DROPPED)[1])
    sheet = made["KPI"]
    assert [row[0].value for row in sheet.iter_rows()] == ["行ID", "2017-s01-k01", "2017-s01-k02"]
    assert (sheet["E3"].font.italic, sheet["E3"].fill.fgColor.rgb) == (True, "0000FF00")
    assert (sheet.column_dimensions["E"].width, sheet.row_dimensions[3].hidden) == (55, True)
    assert (sheet["F2"].value, sheet["F2"].number_format) == (0.415, "0.0%")
    assert made["別紙"]["B2"].value == "本文"


def test_a_marked_file_dropped_again_is_read_as_the_file_itself() -> None:
    document, data = marked(DROPPED, BLUE)
    assert said(data) == document


def test_a_file_marked_twice_bears_only_the_last_marks() -> None:
    document, once = marked(DROPPED, BLUE)
    twice = marked_workbook(SourceFile(DROPPED.name, once), said(once), notes_of_document(document))
    sheet = opened(twice)["KPI"]
    assert sheet["D2"].comment.text.count("【取込結果】") == 1
    assert (sheet["E2"].comment, sheet["E2"].fill.fill_type) == (None, None)
    assert opened(twice).sheetnames.count("取込結果") == 1
    assert said(twice) == document


def test_the_summary_links_to_each_cell_with_its_words_and_what_to_do() -> None:
    made = opened(marked(DROPPED, BLUE)[1])
    assert made.sheetnames[-1] == "取込結果"
    headings, *lines = ([cell.value for cell in row] for row in made["取込結果"].iter_rows())
    assert headings == ["場所", "重さ", "内容", "原文", "どうすればよいか"]
    by_place = {line[0]: line for line in lines}
    assert by_place["KPI!F3"][1:] == [
        "誤り",
        "シート「KPI」F3「実績値（時点）」：セルがエラー値（#N/A）です。",
        "#N/A",
        "正しい値を入力してください。",
    ]
    assert [line[1] for line in lines][-1] == "登録内容と相違"
    assert made["取込結果"]["A2"].hyperlink.location == f"'KPI'!{lines[0][0].partition('!')[2]}"


def test_words_that_look_like_a_formula_stay_text_on_the_summary() -> None:
    sheet = opened(marked(DROPPED, CellNote("KPI", "G2", "corrected", "=1+1"))[1])["取込結果"]
    (line,) = [row for row in sheet.iter_rows() if row[2].value == "=1+1"]
    assert [(cell.value, cell.data_type) for cell in line[2:4]] == [("=1+1", "s"), ('=HYPERLINK("x")', "s")]


def test_a_day_without_a_value_is_an_empty_cell_of_the_marked_file() -> None:
    def damage(_name: str, content: bytes) -> bytes:
        return re.sub(rb'(<c r="E3" s="\d+" t=)"inlineStr"', rb'\1"d"', content)

    damaged = repacked(DROPPED.data, damage)
    _, data = marked(SourceFile("報告.xlsx", damaged))
    assert opened(DROPPED.data)["KPI"]["E3"].value == "予防"
    assert opened(data)["KPI"]["E3"].value is None


def test_of_a_text_a_standard_workbook_is_marked() -> None:
    """Of the list of measures, which doubts some of its targets."""
    document, data = marked(TEXT)
    again = read_source_file(SourceFile(TEXT.name, data))
    made = opened(data)
    doubts = [issue for row in rows_of(again) for issue in row.issues if issue.severity != "note"]
    assert doubts
    for place, weight, *_ in made["取込結果"].iter_rows(min_row=2, max_row=1 + len(doubts), values_only=True):
        title, _, cell = place.partition("!")
        fill = made[title][cell].fill.fgColor.rgb
        assert fill == ("00FFC7CE" if weight == "誤り" else "00FFE699")
    assert [(row.name, row.target_raw, row.issues) for row in rows_of(again)] == [
        (row.name, row.target_raw, row.issues) for row in rows_of(document)
    ]


def rows_of(document: SourceDocument) -> list[KpiRow]:
    return [row for sheet in document.sheets for row in sheet.kpis]


def test_of_a_csv_the_note_of_a_line_stands_on_the_row_it_became() -> None:
    text = table([("2017-s02-k02", "2", "健診の推進", "1", "第三", "予防", "120人", "98人", "A")])
    _, data = marked(SourceFile("改訂.csv", text.encode()))
    made = opened(data)
    (line,) = list(made["取込結果"].iter_rows(min_row=2, values_only=True))
    assert line[0] == "KPI!G2"
    assert "2行目E列「階層」：「第三」は読めません" in made["KPI"]["G2"].comment.text


def test_a_workbook_too_large_to_be_opened_whole_is_written_as_a_standard_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_INFLATED", 1_000)
    made = opened(marked(DROPPED)[1])
    assert "別紙" not in made.sheetnames
    assert made["KPI"]["A2"].value == "2017-s01-k01"
    assert "確認事項" in made.sheetnames


SPREAD = {
    "merged": b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    "merged far below": b"<mergeCells><mergeCell ref='J200000:XFD1048576'/></mergeCells>",
    "many merged": b"<mergeCells>" + b'<mergeCell ref="A9:B9"/>' * 60_000 + b"</mergeCells>",
    "linked": b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>',
}


@pytest.mark.parametrize("part", SPREAD.values(), ids=SPREAD)
def test_ranges_that_would_fill_the_memory_are_seen_before_the_file_is_opened_whole(part: bytes) -> None:
    assert may_be_opened_whole(book())
    assert not may_be_opened_whole(with_part(book(), part))


def with_part(data: bytes, added: bytes) -> bytes:
    """The workbook with something added behind the rows of its sheets."""
    return repacked(data, lambda name, part: part.replace(b"</sheetData>", b"</sheetData>" + added))


def test_a_change_of_the_plan_is_a_blue_note_on_its_cell() -> None:
    document = read_source_file(DROPPED)
    at = {str(row.row_id): row.at for row in document.sheets[0].kpis if row.at}
    change = CellChange("actual_raw", "実績値（時点）", "40%", "41.5%")
    row = PlannedRow("kpi/2017-s01-k01", "kpi", "2017-s01-k01", "健診の推進", "受診率", "changed", (change,))
    (note,) = notes_of_plan([row], at)
    assert (note.sheet, note.cell, note.colour) == ("KPI", "F2", "differs")
    assert note.message == "「実績値（時点）」の登録内容は「40%」です。違っていれば直してください。"
