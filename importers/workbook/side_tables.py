"""The sheets beside the rows: how their words are parted and read, where they stand, what is doubtful.

`importers.workbook.tables` puts them among the others.
"""

from __future__ import annotations

from importers.workbook.cells import DAY, INTEGER, NUMBER, RATIO, TEXT, TEXT_LIST, YES_NO
from importers.workbook.columns import (
    BASELINE,
    COMPARATOR,
    LINES,
    MEASUREMENT_KIND,
    ORDER,
    OWNER,
    RAW,
    SEVERITY,
    TARGET_KIND,
    Column,
    Table,
)

SEGMENTS = Table(
    "segments",
    "進捗の区分け",
    "The parts of a progress cell, one row for each ministry or label it speaks for.",
    (
        OWNER,
        ORDER,
        Column("label_raw", "区分けの表示", "Label as printed: 【総務省】"),
        Column("ministries", "府省庁", "Ministries the label names", TEXT_LIST, ("府省",)),
        Column("progress", "計画期間中の進捗", "Progress under this label", TEXT, ("進捗状況",), width=60),
        Column("outlook", "今後の進展について", "Outlook under this label", TEXT, ("今後の進展",), width=48),
        Column("mark", "進捗の印", "Status word under this label", TEXT, ("進捗の評価",)),
    ),
)
TARGETS = Table(
    "targets",
    "目標値の読取り",
    "What a target cell says, one row a target. Rows of KPI without any are read from their words.",
    (
        OWNER,
        ORDER,
        Column("kind", "種類", "Kind of target", TARGET_KIND, needed=True),
        Column("value", "値", "Target value; of a 増減率 the signed change in %", NUMBER, ("目標値",)),
        Column("value_max", "上限値", "Upper end of a range", NUMBER, ("上限",)),
        Column("unit", "単位", "Unit as printed"),
        Column("comparator", "比較", "Which side of the value reaches it", COMPARATOR),
        Column("deadline_fy", "達成年度", "Fiscal year of the deadline", INTEGER, ("期限", "期限（年度）")),
        Column("deadline_raw", "達成時期の表記", "Deadline as printed", TEXT, ("期限の表記",)),
        Column("fiscal_year", "目標の年度", "Fiscal year a yearly target is for", INTEGER),
        Column("final", "最終目標", "Final target, not a yearly one", YES_NO),
        Column("component", "構成要素", "Part of the KPI the value is of"),
        Column("approx", "約", "Printed with 約 or 程度", YES_NO, width=8),
        *BASELINE,
        *RAW,
        Column("confidence", "確からしさ", "How sure the reading is", RATIO),
    ),
    is_whole=True,
)
ACTUALS = Table(
    "actuals",
    "実績値の読取り",
    "What an actual cell says, one row a measured value.",
    (
        OWNER,
        ORDER,
        Column("kind", "種類", "Kind of value", MEASUREMENT_KIND, ("速報・確報",)),
        Column("value", "値", "Measured value", NUMBER, ("実績値",), needed=True),
        Column("unit", "単位", "Unit as printed"),
        Column("as_of", "時点", "2017-10-01, 2017-04, 2017 (calendar year) or FY2016 (fiscal year)"),
        Column("as_of_raw", "時点の表記", "Date as printed"),
        Column("fiscal_year", "年度", "Fiscal year of the value", INTEGER),
        Column("component", "構成要素", "Part of the KPI the value is of"),
        Column("approx", "約", "Printed with 約 or 程度", YES_NO, width=8),
        Column("cumulative", "延べ", "Printed with 延べ or 累計", YES_NO, width=8),
        *RAW,
        Column("confidence", "確からしさ", "How sure the reading is", RATIO),
    ),
    is_whole=True,
)
PROMISES = Table(
    "promises",
    "把握時期の読取り",
    "Commitments with a date that a note makes, one row each.",
    (
        OWNER,
        ORDER,
        Column("what", "内容", "What is promised", needed=True, width=24),
        Column("begins", "開始日", "First day of the window", DAY),
        Column("ends", "終了日", "Last day of the window", DAY),
        *RAW,
    ),
    is_whole=True,
)
PLACES = Table(
    "places",
    "出典",
    "Where each cell is printed and its words before joining and cleaning.",
    (
        OWNER,
        Column("field", "項目", "Heading of the cell in its sheet", needed=True, width=24),
        Column("line_from", "開始行", "First line or row, from 1", INTEGER, needed=True, width=8),
        Column("line_to", "終了行", "Last line or row", INTEGER, width=8),
        Column("sheet", "シート", "Sheet, where the source is a workbook"),
        Column("cell", "セル", "Cell, or the column of a tab-separated text from 0"),
        Column("words", "原文", "The words exactly as the source holds them", width=60),
    ),
    is_whole=True,
)
ISSUES = Table(
    "issues",
    "確認事項",
    "What a person should look at. Their cells are coloured and noted where 重さ is 誤り (red) or 注意 (amber).",
    (
        Column("row_id", "行ID", "Row it speaks of; blank: the whole document", width=16),
        Column("field", "項目", "Heading of the cell in its sheet", needed=True, width=24),
        Column(
            "severity",
            "重さ",
            "Error, warning or note",
            SEVERITY,
            needed=True,
        ),
        Column("code", "コード", "Name of the kind of issue", needed=True, width=24),
        Column("message", "内容", "What is wrong and what to do", needed=True, width=60),
        Column("raw", "原文", "The words in question", width=40),
        *LINES,
        Column("cell", "セル", "Cell, where the source is a workbook"),
    ),
    is_whole=True,
)
CORRECTIONS = Table(
    "corrections",
    "訂正",
    "What a reviewer changed in the machine's reading; the other sheets already hold the corrected words.",
    (
        OWNER,
        Column("field", "項目", "Heading of the cell; of a reading 「目標値の読取り.1.値」", needed=True, width=28),
        Column("before", "読取りのまま", "What the machine had read", width=40),
        Column("after", "訂正後", "What stands now; the same words: confirmed as read", width=40),
        Column("reason", "理由", "Why, with the line of the source it rests on", needed=True, width=48),
        Column("by", "訂正者", "Who", needed=True),
        Column("on", "訂正日", "When", DAY, needed=True),
    ),
    is_whole=True,
)
ATTRIBUTES = Table(
    "attributes",
    "その他の記載",
    "What a layout prints beyond these sheets: attributes of a page, budget lines of the document.",
    (
        Column("page", "様式番号", "Page; blank: the document's budget", INTEGER, ("様式", "ページ")),
        Column("path", "項目", "Path of the value, its steps joined by /", needed=True, width=32),
        Column("type", "型", "text, number, whole, ratio, flag, list, record or none", needed=True),
        Column("value", "値", "The value as text", width=48),
    ),
    is_whole=True,
)
