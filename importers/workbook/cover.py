"""The cover of the standard workbook: what a file says of its document as a whole."""

from __future__ import annotations

from importers.workbook.cells import INTEGER
from importers.workbook.columns import Column

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
