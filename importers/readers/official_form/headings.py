"""What the form calls its columns and its lines, and which of them some words are.

A heading is compared without white space, width and case; what stands in brackets after it (時点, 達成時期) may differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from importers.workbook.columns import ROW_ID, Column, heading_key

Kind = Literal["process", "kpi"]

SHARES_WITH = Column("shares_with", "進捗を共有する行ID", "Row whose merged progress cell also serves this row")
HEADING_ID = Column("group_id", "上位のＫＰＩの行ID", "Heading row that this row stands under")
PROCESS_COLUMNS = (
    Column(
        "process",
        "改革工程",
        "The process as printed",
        alternatives=("工程", "改革の工程", "取組", "取組内容", "取組事項"),
    ),
    Column(
        "progress",
        "計画期間中の進捗",
        "The progress cell, its labels 【総務省】 and its mark （順調） within",
        alternatives=("計画期間中の進捗状況", "進捗状況", "進捗", "これまでの進捗", "改革工程の進捗"),
    ),
    Column(
        "outlook",
        "今後の進展について",
        "Outlook cell",
        alternatives=("今後の進展", "今後の取組", "今後の取組について", "今後の予定", "今後の見通し"),
    ),
    ROW_ID,
    SHARES_WITH,
)
KPI_COLUMNS = (
    Column(
        "tier", "階層", "Tier 第一階層 / 第二階層, usually without a heading", alternatives=("KPIの階層", "階層区分")
    ),
    Column(
        "label", "符号", "Label ①－１ where it is not in the cell of the name", alternatives=("番号", "KPI番号", "枝番")
    ),
    Column("name", "ＫＰＩ", "Name, with label and 【再掲】", alternatives=("KPI名", "指標", "指標名", "KPIの名称")),
    Column(
        "target_raw", "目標値（達成時期）", "Target cell", alternatives=("目標値", "目標", "達成目標", "KPIの目標値")
    ),
    Column("actual_raw", "実績値（時点）", "Actual cell", alternatives=("実績値", "実績", "現状値", "直近の実績値")),
    Column("status", "区分", "Grade", alternatives=("進捗区分", "評価区分", "評価", "KPIの区分")),
    Column(
        "note_raw",
        "次回の把握時期と今後の方針",
        "Note cell",
        alternatives=(
            "次回の把握時期・今後の方針",
            "次回把握時期と今後の方針",
            "次回の把握時期及び今後の方針",
            "進捗状況・今後の対応",
            "次回の把握時期",
            "今後の方針",
            "今後の対応",
            "備考",
        ),
    ),
    ROW_ID,
    HEADING_ID,
)
COLUMNS: dict[Kind, tuple[Column, ...]] = {"process": PROCESS_COLUMNS, "kpi": KPI_COLUMNS}
KEY: dict[Kind, str] = {"process": "process", "kpi": "name"}
"""The column whose cells make the rows."""
EXPECTED: dict[Kind, tuple[str, ...]] = {
    "process": ("progress", "outlook"),
    "kpi": ("target_raw", "actual_raw"),
}
"""Columns whose absence is told: 区分 and the note are not on the form of every year."""
_OVER_SEVERAL: dict[Kind, tuple[str, ...]] = {
    "process": ("改革工程の進捗", "進捗", "改革工程の進捗状況"),
    "kpi": ("KPIの進捗", "KPIの進捗状況", "KPIの状況", "KPIの達成状況"),
}
_TITLES = (
    "改革工程の進捗状況",
    "改革工程の状況",
    "改革工程の進捗",
    "KPIの状況",
    "KPIの進捗状況",
    "KPIの進捗",
)
_LONGEST = 80
"""Characters of a heading; longer words are those of a row."""
_BRACKETS = re.compile(r"\([^()]*\)|【[^】]*】|<[^<>]*>")
_CAPTION = re.compile(r"改革工程表(?:\d{4})?(?:改[定訂]版)?(?:\((?![^()]*時点)[^()]*\))?$")
_ORNAMENT = re.compile(r"^[○●◎■□◆◇▪▼▽・<〈【\[(]+|[>〉】\])]+$")


def column_of(kind: Kind, words: str) -> tuple[Column, int] | None:
    """The column of a table that is headed so, and how near its usual heading the words are (0: the heading itself).

    >>> column_of("kpi", "実績値\\n（2016年度又は直近値）")[0].field, column_of("kpi", "K P I")[0].field
    ('actual_raw', 'name')
    """
    if len(words) > _LONGEST:
        return None
    known = _known(kind)
    return known.get(heading_key(words)) or known.get(_without_brackets(words))


def is_over_several(kind: Kind, words: str) -> bool:
    """Whether the words head several columns: 改革工程の進捗, ＫＰＩの進捗."""
    return len(words) <= _LONGEST and _without_brackets(words) in _keys(_OVER_SEVERAL[kind])


def is_remark(words: str) -> bool:
    """Whether the words only add to the heading above them: （達成時期）.

    >>> is_remark("（達成時\\n期）"), is_remark("目標値（達成時期）")
    (True, False)
    """
    return bool(heading_key(words)) and not _without_brackets(words)


def is_title(words: str) -> bool:
    """Whether the words are the title of one of the two tables, with or without the time it stands for.

    >>> is_title("■ＫＰＩの状況（2016年末時点）"), is_title("ＫＰＩ")
    (True, False)
    """
    bare = _without_brackets(words)
    return bool({bare, _ORNAMENT.sub("", bare)} & _keys(_TITLES))


def is_caption(words: str) -> bool:
    """Whether the words name the 工程表 that a page was drawn from, and nothing else.

    >>> is_caption("経済・財政再生計画改革工程表 2016改定版（平成28年12月21日）"), is_caption("改革工程表の進捗状況")
    (True, False)
    """
    return _CAPTION.search(heading_key(words)) is not None


def known_headings(kind: Kind, words: Iterable[str]) -> int:
    """How many of the words head a column of the table, or several."""
    return sum(1 for one in words if column_of(kind, one) or is_over_several(kind, one))


@cache
def _known(kind: Kind) -> dict[str, tuple[Column, int]]:
    """By heading the column that it heads, and how near it is to the usual one."""
    found: dict[str, tuple[Column, int]] = {}
    for column in COLUMNS[kind]:
        headings = (column.heading, _without_brackets(column.heading), *column.alternatives)
        for nearness, words in enumerate(headings):
            found.setdefault(heading_key(words), (column, nearness))
    return found


@cache
def _keys(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(heading_key, words))


def _without_brackets(words: str) -> str:
    return _BRACKETS.sub("", heading_key(words))
