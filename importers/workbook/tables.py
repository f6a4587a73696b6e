"""The one table that defines the standard workbook: its sheets, their headings and the field each column holds.

Writer, reader and docs/import-formats.md are all made from it. It is long because it is that one table.
"""

from __future__ import annotations

from importers.workbook.cells import DAY, INTEGER, NUMBER, RATIO, TEXT, TEXT_LIST, YES_NO
from importers.workbook.columns import (
    BASELINE,
    COMPARATOR,
    CONTEXT,
    DIRECTION,
    ENTRY,
    LINES,
    MEASUREMENT_KIND,
    ORDER,
    OWNER,
    PAGE,
    RAW,
    ROW_ID,
    SEVERITY,
    TARGET_KIND,
    TIER,
    Column,
    Table,
)

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

COVER_TITLE = "表紙"
COVER_COLUMNS = (Column("heading", "項目", "Name of the line", needed=True), Column("words", "内容", "Its value"))
OF_DOCUMENT = ("programme", "fiscal_year", "as_of", "title", "file", "layout")
"""The lines of the cover that are fields of the SourceDocument itself; the others are its `front`."""
WHOLE = "全体"
"""The 対象 of a file that lists every item of its edition: what it leaves out may be retired."""
COVER = (
    Column("programme", "計画", "Programme", needed=True),
    Column("programme_begins", "計画の開始", "First day of the programme: 2016-04-01"),
    Column("programme_ends", "計画の終了", "Last day of the programme"),
    Column("edition", "版", "Edition of the roadmap the document reports on"),
    Column("edition_published", "版の公表日", "Day the edition was published"),
    Column("fiscal_year", "年度", "Fiscal year of the report", INTEGER, ("報告年度",), needed=True),
    Column("as_of", "時点", "Date of the report as printed"),
    Column("published", "公表日", "Day the document was published"),
    Column(
        "scope",
        "対象",
        f"{WHOLE}: the file speaks for every item; else only for those it holds",
        alternatives=("範囲",),
    ),
    Column("rating_scale", "区分の体系", "Rating scale the grades belong to; blank: the edition prints none"),
    Column("file", "元文書", "File name of the source document", alternatives=("元文書のファイル名",)),
    Column("sha256", "元文書のSHA-256", "SHA-256 of its bytes"),
    Column("title", "元文書の題名", "Title as printed", alternatives=("題名",)),
    Column(
        "last_number", "行IDの最終番号", "Highest number ever given in a 行ID: a deleted row's id is not given again"
    ),
    Column("layout", "元文書の様式", "Reader that read the source document; blank: this workbook is the source"),
)
