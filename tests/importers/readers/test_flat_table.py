"""One sheet by itself as CSV: read like the workbook it is a sheet of, and what is wrong told by line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import pytest
from openpyxl import Workbook

from importers.document import KpiRow, SourceDocument
from importers.readers.flat_table import FlatTableReader, csv_grid
from importers.readers.registry import READERS, UnknownLayout, UnreadableSource, read_source_file
from importers.readers.source_file import SourceFile, Stated
from kpi_tracker.lib.records import replace

HEADINGS = ("行ID", "様式番号", "改革項目", "順", "階層", "KPI名", "目標値", "実績値（時点）", "区分")
ROWS = (
    ("2017-s02-k01", "2", "健診の推進", "1", "第一階層", "受診率", "80%（2020年度）", "41.5%（2016年度）", "B"),
    ("2017-s02-k02", "2", "健診の推進", "2", "第二階層", "重症化の\n予防", "120人", "98人", "A"),
    ("", "5", "窓口の改善", "1", "第二階層", "待ち時間", "10分", "12分", "B"),
)


def table(rows: Iterable[Sequence[str]] = ROWS, headings: Sequence[str] = HEADINGS, delimiter: str = ",") -> str:
    """The rows as a spreadsheet program saves them."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows([headings, *rows])
    return stream.getvalue()


def read(text: str, encoding: str = "utf-8") -> SourceDocument:
    """What the reader makes of it."""
    return FlatTableReader().read(SourceFile("改訂.csv", text.encode(encoding)))


def kpis(document: SourceDocument) -> list[KpiRow]:
    return [row for sheet in document.sheets for row in sheet.kpis]


def messages(document: SourceDocument) -> list[str]:
    rows = [issue for row in kpis(document) for issue in row.issues]
    return list(dict.fromkeys(issue.message for issue in (*document.issues, *rows)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("delimiter", [",", "\t"], ids=["comma", "tab"])
def test_a_table_reads_the_same_however_it_is_saved(encoding: str, delimiter: str) -> None:
    document = read(table(delimiter=delimiter), encoding)
    assert [(row.row_id, row.name, row.target_raw, row.status) for row in kpis(document)] == [
        ("2017-s02-k01", "受診率", "80%（2020年度）", "B"),
        ("2017-s02-k02", "重症化の\n予防", "120人", "A"),
        (None, "待ち時間", "10分", "B"),
    ]
    assert [(sheet.row_id, sheet.items) for sheet in document.sheets] == [
        ("2017-s02", ("健診の推進",)),
        (None, ("窓口の改善",)),
    ]
    assert messages(document) == []


def test_the_file_is_the_source_of_its_words_line_by_line() -> None:
    rows = kpis(read(table()))
    assert [row.lines for row in rows] == [(2, 2), (3, 4), (5, 5)]
    place = rows[2].places["actual_raw"]
    assert (place.lines, place.words, place.sheet) == ((5, 5), "12分", None)


def test_the_year_comes_from_the_row_ids_and_plan_and_edition_from_the_giver() -> None:
    source = SourceFile("改訂.csv", table().encode())
    document = read_source_file(source, Stated("財政計画", "工程表2017", 2016))
    assert (document.programme, document.front["edition"], document.fiscal_year) == ("財政計画", "工程表2017", 2017)
    unnamed = table([("", *row[1:]) for row in ROWS]).encode()
    assert read_source_file(SourceFile("改訂.csv", unnamed)).fiscal_year is None
    assert read_source_file(SourceFile("改訂.csv", unnamed), Stated(fiscal_year=2016)).fiscal_year == 2016


def test_a_page_that_no_row_numbers_is_numbered_by_its_id() -> None:
    rows = (("2018-s07-p03", "窓口を増やす"), ("2018-s03-p01", "健診を広げる"))
    document = read(table(rows, ("行ID", "改革工程")))
    assert [(sheet.row_id, sheet.processes[0].row_id) for sheet in document.sheets] == [
        ("2018-s03", "2018-s03-p01"),
        ("2018-s07", "2018-s07-p03"),
    ]
    assert document.covers == {"processes": frozenset({"row_id", "process"})}


def test_every_text_with_these_headings_is_this_readers_alone() -> None:
    source = SourceFile("a.csv", table().encode())
    assert [reader.layout for reader in READERS if reader.recognises(source)] == ["flat_table"]


UNHEADED = {
    "without the name": (
        ("行ID", "改革項目", "目標値", "実績値"),
        "1行目に見出し「KPI名」がありません。",
    ),
    "without a place": (
        ("KPI名", "目標値", "実績値"),
        "1行目に見出し「行ID」か「改革項目」がありません。",
    ),
    "without both": (("階層", "目標値", "区分"), "1行目に見出し「KPI名」と「行ID」か「改革項目」がありません。"),
    "another table": (("担当", "目標値", "備考"), "知っている様式のどれでもありません。"),
}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
@pytest.mark.parametrize(("headings", "sentence"), UNHEADED.values(), ids=UNHEADED)
def test_a_table_without_a_needed_heading_is_refused_by_its_name(headings: list[str], sentence: str, encoding: str):
    source = SourceFile("a.csv", table([["x"] * len(headings)], headings).encode(encoding))
    with pytest.raises(UnknownLayout, match=f"^a.csv: {sentence}"):
        read_source_file(source)


NUL = [(ROWS[0][0], *ROWS[0][1:5], "受診\x00率", *ROWS[0][6:])]
TOLD = {
    "nul": (table(NUL), "2行目F列「KPI名」：使えない制御文字（U+0000）があります"),
    "vertical tab": (table([(*ROWS[0][:8], "B\x0b")]), "2行目I列「区分」：使えない制御文字（U+000B）"),
    "more cells than headings": (table([(*ROWS[0], "", "余り")]), "2行目は11列あり、見出しの9列より多い"),
    "heading twice": (table([(*ROWS[0], "81%")], (*HEADINGS, "目標値")), "1行目J列の列「目標値」と同じ意味の列が左に"),
    "unknown heading": (table([(*ROWS[0], "済")], (*HEADINGS, "確認欄")), "1行目J列の列「確認欄」は使わない列です"),
    "no such choice": (table([(*ROWS[0][:4], "第三", *ROWS[0][5:])]), "2行目E列「階層」：「第三」は読めません"),
    "below a cell with a line break": (table([ROWS[1], (*ROWS[0][:3], "一", *ROWS[0][4:])]), "4行目D列「順」："),
    "an id that stands twice": (table([ROWS[0], ROWS[0]]), "3行目の行ID「2017-s02-k01」は、"),
}


@pytest.mark.parametrize(("text", "sentence"), TOLD.values(), ids=TOLD)
def test_what_is_wrong_is_told_by_line_and_column(text: str, sentence: str) -> None:
    (message,) = messages(read(text))
    assert sentence in message


def flat_book(**sheets: Sequence[Sequence[str]]) -> bytes:
    """A workbook without a cover."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_workbook_with_the_sheet_alone_reads_as_its_csv() -> None:
    source = SourceFile("改訂.xlsx", flat_book(説明=[["記入の手引き"]], 一覧=[HEADINGS, *ROWS]))
    assert [reader.layout for reader in READERS if reader.recognises(source)] == ["flat_table"]
    rows, same = kpis(read_source_file(source)), kpis(read_source_file(SourceFile("a.csv", table().encode())))
    assert [replace(row, lines=(0, 0), places={}, at=None) for row in rows] == [
        replace(row, lines=(0, 0), places={}, at=None) for row in same
    ]
    assert (rows[1].places["name"].sheet, rows[1].places["name"].cell) == ("一覧", "F3")


def test_two_such_sheets_in_one_workbook_are_refused() -> None:
    source = SourceFile("改訂.xlsx", flat_book(甲=[HEADINGS], 乙=[HEADINGS]))
    with pytest.raises(UnreadableSource, match="行IDの列を持つ表が2枚（「甲」、「乙」）あります"):
        read_source_file(source)


def test_a_row_with_too_many_cells_is_left_out_and_the_others_stay() -> None:
    document = read(table([(*ROWS[0], "余り"), ROWS[1]]))
    assert [row.row_id for row in kpis(document)] == ["2017-s02-k02"]
    assert kpis(document)[0].lines == (3, 4)


def test_a_row_that_ends_early_is_blank_to_its_end() -> None:
    (row,) = kpis(read(table([ROWS[0][:6]])))
    assert (row.name, row.target_raw, row.status) == ("受診率", None, None)


REFUSED = {
    "quote never closed": (table() + '"2017', '6行目から始まる行の引用符（"）が閉じていない'),
    "words behind a quote": (table([('"甲"乙', *ROWS[0][1:])]).replace('""', '"'), "2行目から始まる行の引用符"),
    "a cell without end": (table() + '"' + "長い\n" * 60_000, "6行目から始まるセルが長すぎます"),
    "one long line": (table() + "," * 1_500_000, "6行目が長すぎます（上限1000000文字）"),
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_table_whose_rows_cannot_be_told_apart_is_refused_with_the_line(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        read_source_file(SourceFile("改訂.csv", text.encode()))
    assert str(refusal.value).startswith(f"改訂.csv: {sentence}")


UTF_8, CP932 = (table().encode(one) for one in ("utf-8", "cp932"))
UNDECODABLE = {
    "cp932 within utf-8": (UTF_8 + "区分".encode("cp932"), "6行目にUTF-8の文字として読めないバイト"),
    "utf-8 behind cp932": (CP932 + "\n改革を".encode(), "7行目にCP932（Shift_JIS）の文字として読めないバイト"),
    "latin within cp932": (CP932 + b"\xa0", "6行目にCP932（Shift_JIS）の文字として読めないバイト（0xA0）"),
    "utf-16": (table().encode("utf-16"), "文字コードがUTF-16です"),
}


@pytest.mark.parametrize(("data", "sentence"), UNDECODABLE.values(), ids=UNDECODABLE)
def test_bytes_that_are_no_text_are_named_with_their_line(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        read_source_file(SourceFile("改訂.csv", data))
    assert str(refusal.value).startswith(f"改訂.csv: {sentence}")


def test_rows_beyond_the_bound_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_grid, "MAX_ROWS", 3)
    assert messages(read(table())) == [
        "シート「改訂.csv」は3行までしか読んでいません。その先の行や列を分けてください。"
    ]
