"""Cells that a person left empty on the sheets beside 改革工程 and KPI."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl.utils.cell import get_column_letter

from importers.workbook.columns import OWNER
from importers.workbook.records import EMPTY
from importers.workbook.tables import TABLES
from tests.importers.workbook.books import Rows, book, read

WHOLE: dict[str, Rows] = {
    "様式": (("行ID", "様式番号"), ("s1", 1)),
    "様式の記載": (("様式番号", "種類", "順", "内容"), (1, "改革項目", 1, "健診の推進")),
    "改革工程": (("行ID", "様式番号", "改革工程"), ("p1", 1, "受診の勧奨")),
    "進捗の区分け": (("行ID", "順", "区分けの表示", "計画期間中の進捗"), ("p1", 1, "【総務省】", "勧奨した。")),
    "KPI": (
        ("行ID", "様式番号", "KPI名", "目標値", "実績値"),
        ("k1", 1, "受診率", "50%（2018年度）", "41.5%（2016年度）"),
    ),
    "目標値の読取り": (("行ID", "順", "種類", "値", "単位"), ("k1", 1, "数値", 50, "%")),
    "実績値の読取り": (("行ID", "順", "値", "単位"), ("k1", 1, 41.5, "%")),
    "把握時期の読取り": (("行ID", "順", "内容", "終了日"), ("k1", 1, "確報", date(2018, 3, 31))),
    "KPI整理表": (("行ID", "KPI名", "定義"), ("k1", "受診率", "受診した人の割合")),
    "出典": (("行ID", "項目", "開始行", "原文"), ("k1", "KPI名", 3, "受診率")),
    "確認事項": (("行ID", "項目", "重さ", "コード", "内容"), ("k1", "KPI名", "注意", "doubt", "確かめてください。")),
    "訂正": (
        ("行ID", "項目", "読取りのまま", "訂正後", "理由", "訂正者", "訂正日"),
        ("k1", "KPI名", "受診", "受診率", "3行目", "管理 太郎", date(2018, 1, 15)),
    ),
    "その他の記載": (("様式番号", "項目", "型", "値"), (1, "purpose", "text", "健康")),
}
CELLS = [(title, place) for title, (headings, _) in WHOLE.items() for place in range(len(headings))]
TABLE_OF = {table.title: table for table in TABLES}


def emptied(title: str, place: int) -> bytes:
    """The whole workbook without the cell of that place."""
    headings, filled = WHOLE[title]
    row = [None if number == place else value for number, value in enumerate(filled)]
    return book(**WHOLE | {title: (headings, row)})


def test_the_whole_workbook_has_a_row_on_every_sheet_and_nothing_wrong() -> None:
    assert WHOLE.keys() == TABLE_OF.keys()
    document = read(book(**WHOLE))
    assert [issue.message for issue in document.issues] == []
    (kpi,) = document.sheets[0].kpis
    assert [issue.message for issue in kpi.issues] == ["確かめてください。"]
    assert len(kpi.targets) == len(kpi.actuals) == len(kpi.promises) == len(document.corrections) == 1


@pytest.mark.parametrize(("title", "place"), CELLS, ids=[f"{title} {WHOLE[title][0][place]}" for title, place in CELLS])
def test_any_cell_may_be_empty_and_where_it_must_not_be_that_is_told(title: str, place: int) -> None:
    document = read(emptied(title, place))
    rows = [row for sheet in document.sheets for row in (*sheet.processes, *sheet.kpis)]
    told = [issue.message for issue in (*document.issues, *(issue for row in rows for issue in row.issues))]
    table, heading = TABLE_OF[title], WHOLE[title][0][place]
    column = table.column(table.field_of(heading))
    if column and column.needed and table.is_whole and column != OWNER:
        where = f"シート「{title}」{get_column_letter(place + 1)}2「{column.heading}」"
        assert [message for message in told if message.startswith(where)] == [f"{where}：{EMPTY}"]
