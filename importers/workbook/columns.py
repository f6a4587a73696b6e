"""What a column and a sheet of the standard workbook are, and the columns and lists of words that sheets share.

A heading is found by name (全角 and 半角, spaces and line breaks do not matter), in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from importers.workbook.cells import (
    INTEGER,
    NUMBER,
    TEXT,
    Choice,
    Codec,
    plain,
)


@dataclass(frozen=True)
class Column:
    """field: the attribute it holds; alternatives: other headings it is known by; printed: words of the source."""

    field: str
    heading: str
    meaning: str
    codec: Codec = TEXT
    alternatives: tuple[str, ...] = ()
    needed: bool = False
    printed: bool = False
    width: int = 12


@dataclass(frozen=True)
class Table:
    """One sheet. is_whole: a row without a cell of each needed column is an error; synonyms: other names an issue may
    call a field by, with the field whose cell is then marked."""

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    alternatives: tuple[str, ...] = ()
    needed: bool = False
    is_whole: bool = False
    synonyms: dict[str, str] = field(default_factory=dict)

    def column(self, name: str) -> Column | None:
        """The column that holds a field."""
        return next((column for column in self.columns if column.field == name), None)

    def heading_of(self, name: str) -> str:
        """What people call a field: the heading of its column, the field's own name where it has no column."""
        column = self.column(name)
        return column.heading if column else name

    def field_of(self, words: str) -> str:
        """The field that people call so; the words themselves where no column is called so."""
        column = find_by_heading(self.columns, words)
        return column.field if column else words


def heading_key(words: object) -> str:
    """A heading for comparing.

    >>> heading_key("目標値\\n（ 達成時期 ）") == heading_key("目標値(達成時期)")
    True
    """
    return re.sub(r"[\s_*＊※]", "", plain(str(words)))


def find_by_heading(columns: Iterable[Column], words: object) -> Column | None:
    """The column that is known by these words."""
    key = heading_key(words)
    return next((one for one in columns if key in map(heading_key, (one.heading, *one.alternatives))), None)


TIER = Choice({1: ("第一階層", "第1階層", "1", "一"), 2: ("第二階層", "第2階層", "2", "二")})
TARGET_KIND = Choice(
    {
        "numeric": ("数値",),
        "percent": ("割合", "％"),
        "ratio_change": ("増減率",),
        "qualitative": ("定性",),
        "undetermined": ("未設定", "検討中"),
        "reference": ("参考",),
        "none": ("目標なし", "なし"),
    }
)
COMPARATOR = Choice({">=": ("以上", "≧", ">="), "<=": ("以下", "≦", "<="), "=": ("一致", "＝")})
MEASUREMENT_KIND = Choice(
    {
        "final": ("実績", "確報", "確定"),
        "preliminary": ("速報",),
        "forecast": ("見込み", "見込"),
        "reference": ("参考",),
    }
)
DIRECTION = Choice({"increase": ("増加", "上昇"), "decrease": ("減少", "低下", "縮小")})
SEVERITY = Choice({"error": ("誤り", "エラー"), "warning": ("注意", "警告"), "note": ("参考", "お知らせ")})
ENTRY = Choice(
    {
        "items": ("改革項目",),
        "plan_editions": ("工程表の版",),
        "ministries": ("府省庁",),
        "lead_ministries": ("主担当府省庁",),
    }
)

ROW_ID = Column("row_id", "行ID", "Id of the row, for ever the same; left blank on a row added by hand", width=16)
OWNER = Column("row_id", "行ID", "Id of the row this record belongs to", needed=True, width=16)
ORDER = Column("order", "順", "Order among the records of the same row or page, from 1", INTEGER, width=6)
PAGE = Column("page", "様式番号", "Number of the printed page, from 1", INTEGER, ("様式", "ページ"), width=9)
LINES = (
    Column("line_from", "開始行", "First line in the source document; blank on a row added by hand", INTEGER, width=8),
    Column("line_to", "終了行", "Last line in the source document", INTEGER, width=8),
)
RAW = (
    Column("raw", "原文", "The words this was read from", width=24),
    Column("span_from", "原文の開始位置", "First character within the printed cell, from 0", INTEGER),
    Column("span_to", "原文の終了位置", "Character after the last one", INTEGER),
)
BASELINE = (
    Column("baseline_value", "基準値", "Baseline printed in the target cell", NUMBER, ("初期値",)),
    Column("baseline_unit", "基準値の単位", "Unit of the baseline"),
    Column("baseline_fy", "基準年度", "Fiscal year of the baseline, 2012 = 平成24年度", INTEGER),
)
CONTEXT = (
    Column("item_no", "改革項目番号", "Number of the reform item as printed", alternatives=("番号",)),
    Column("item", "改革項目", "Reform item of the page; several joined by ／", alternatives=("改革項目名",), width=30),
    Column("important_issue", "重要課題", "Important issue of the page", width=24),
)
