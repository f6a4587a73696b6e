"""The one table that defines the standard workbook: its sheets, their headings and the field each column holds.

Sheets that say more of a row than its words are in `importers.workbook.side_tables`. Writer, reader and
docs/import-formats.md are all made from it, as they are from the cover (`importers.workbook.cover`).
"""

from __future__ import annotations

from importers.workbook.cells import INTEGER, NUMBER, TEXT, TEXT_LIST, YES_NO
from importers.workbook.columns import (
    BASELINE,
    CONTEXT,
    DIRECTION,
    ENTRY,
    LINES,
    ORDER,
    PAGE,
    ROW_ID,
    TIER,
    Column,
    Table,
)
from importers.workbook.side_tables import ACTUALS, ATTRIBUTES, CORRECTIONS, ISSUES, PLACES, PROMISES, SEGMENTS, TARGETS

PAGES = Table(
    "pages",
    "様式",
    "One row a printed page. Where the sheet is missing, the pages are made from the rows of 改革工程 and KPI.",
    (
        ROW_ID,
        Column("page", "様式番号", "Number of the printed page, from 1", INTEGER, ("様式", "ページ"), needed=True),
        CONTEXT[0],
        CONTEXT[2],
        Column("duplicate_of", "重複元の様式番号", "Page whose KPI table this one prints again", INTEGER),
        *LINES,
    ),
    synonyms={"items": "row_id", "item": "row_id"},
)
PAGE_ENTRIES = Table(
    "page_entries",
    "様式の記載",
    "What a page can name several of, one row each: its reform items, editions and ministries.",
    (
        Column("page", "様式番号", "Number of the printed page", INTEGER, ("様式", "ページ"), needed=True),
        Column("kind", "種類", "What the words name", ENTRY, needed=True),
        ORDER,
        Column("words", "内容", "The words as printed", needed=True, width=48),
    ),
    is_whole=True,
)
PROCESSES = Table(
    "processes",
    "改革工程",
    "One row a reform process with the progress cell printed beside it.",
    (
        ROW_ID,
        PAGE,
        *CONTEXT,
        ORDER,
        Column("process", "改革工程", "The process as printed", TEXT, ("工程",), needed=True, printed=True, width=48),
        Column(
            "progress",
            "計画期間中の進捗",
            "The whole progress cell as printed",
            TEXT,
            ("進捗状況", "計画期間中の進捗状況", "改革工程の進捗"),
            printed=True,
            width=60,
        ),
        Column("outlook", "今後の進展について", "Outlook cell", TEXT, ("今後の進展",), printed=True, width=48),
        Column("marks", "進捗の印", "Status words of the cell, such as 順調", TEXT_LIST, ("進捗の評価",)),
        Column("ministries", "府省庁", "Ministries named by the labels of the cell", TEXT_LIST, ("府省",)),
        Column("shares_with", "進捗を共有する行ID", "Row whose merged progress cell also serves this row", width=16),
        *LINES,
    ),
    alternatives=("工程", "改革工程の進捗状況"),
    needed=True,
    synonyms={"segments": "progress", "mark": "marks", "words": "process"},
)
KPIS = Table(
    "kpis",
    "KPI",
    "One row a printed row of ＫＰＩの状況, its words exactly as printed.",
    (
        ROW_ID,
        PAGE,
        *CONTEXT,
        ORDER,
        Column("tier", "階層", "Tier", TIER, ("ＫＰＩの階層", "階層区分")),
        Column("label", "符号", "Label before the name: ①－１", TEXT, ("KPI番号", "枝番")),
        Column("group", "上位のKPI", "Name of the heading row above it", TEXT, ("見出し",), width=24),
        Column("is_heading", "見出し行", "The row only heads the rows beneath", YES_NO),
        Column("relisted", "再掲", "Printed with 【再掲】", YES_NO),
        Column("is_main", "主要", "Marked as a main indicator", YES_NO),
        Column("name", "KPI名", "Name without label and 【再掲】", TEXT, ("KPI", "指標名", "指標"), True, True, 40),
        Column("target_raw", "目標値（達成時期）", "Target cell", TEXT, ("目標値", "目標"), printed=True, width=24),
        Column("actual_raw", "実績値（時点）", "Actual cell", TEXT, ("実績値", "実績"), printed=True, width=24),
        Column("status", "区分", "Grade as printed", TEXT, ("進捗区分", "評価区分", "評価"), printed=True, width=6),
        Column(
            "note_raw",
            "次回の把握時期と今後の方針",
            "Note cell",
            TEXT,
            ("進捗状況・今後の対応", "今後の方針", "備考"),
            printed=True,
            width=48,
        ),
        *BASELINE,
        *LINES,
    ),
    alternatives=("KPIの状況", "KPI一覧", "指標"),
    needed=True,
    synonyms={
        "targets": "target_raw",
        "target": "target_raw",
        "actuals": "actual_raw",
        "actual": "actual_raw",
        "unit": "actual_raw",
        "preliminary": "actual_raw",
        "promises": "note_raw",
        "note": "note_raw",
    },
)
DEFINITIONS = Table(
    "definitions",
    "KPI整理表",
    "What a KPI is, apart from any year's figures. One row a KPI; one that only names it waits to be filled in.",
    (
        Column("row_id", "行ID", "Row of the sheet KPI it defines; blank: the KPI of that name", width=16),
        Column("name", "KPI名", "Name of the KPI", TEXT, ("KPI", "指標名"), needed=True, width=40),
        Column("definition", "定義", "Definition", TEXT, ("KPIの定義",), width=40),
        Column("viewpoint", "評価の視点", "What the KPI judges", width=24),
        Column("unit", "単位", "Unit of its values"),
        Column("direction", "向き", "Direction in which it gets better", DIRECTION, ("目指す向き",)),
        Column("initial_raw", "計画開始時の数値（時点）", "Baseline as printed", TEXT, ("計画開始時の数値",), width=24),
        Column("initial_value", "初期値", "Baseline: the value just before the plan starts", NUMBER),
        Column("initial_unit", "初期値の単位", "Unit of the baseline"),
        Column("initial_as_of", "初期値の時点", "As 時点 of 実績値の読取り"),
        Column("frequency", "把握頻度", "How often it is measured"),
        Column("timing", "把握時期", "When it is measured"),
        Column("promptness", "速報性", "How soon figures are known"),
        Column("ministries", "主担当府省庁", "Ministry in charge", TEXT_LIST, ("主担当", "担当府省庁"), width=20),
        Column("means", "把握手段", "Survey or source of the figures", width=24),
    ),
    alternatives=("KPIの整理表", "整理表"),
    is_whole=True,
)
TABLES = (
    PROCESSES,
    KPIS,
    DEFINITIONS,
    TARGETS,
    ACTUALS,
    PROMISES,
    SEGMENTS,
    PAGES,
    PAGE_ENTRIES,
    PLACES,
    ISSUES,
    CORRECTIONS,
    ATTRIBUTES,
)
