"""What the rows of several tables say alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from kpis.open_data.code_lists import PROGRAMMES
from kpis.open_data.columns import Described, FiscalYear


@dataclass(frozen=True)
class InPublication:
    """Which publication a row is of."""

    publication_id: Annotated[int, Described("公表ID", "公表（または正誤）の番号。表「公表」と結び付く")]
    programme: Annotated[str, Described("計画", "計画の識別子", codes=PROGRAMMES)]
    fiscal_year: Annotated[int, FiscalYear("年度", "調査回の年度")]
    published_on: Annotated[date, Described("公表日", "文書に示された公表の日")]


@dataclass(frozen=True)
class Cited:
    """Where the words of a row are printed."""

    document: Annotated[str, Described("出典文書", "出典文書の題名")]
    line_from: Annotated[int, Described("出典の開始行", "出典文書の行番号（1から）")]
    line_to: Annotated[int, Described("出典の終了行", "出典文書の行番号（1から）")]
    sheet: Annotated[str, Described("出典のシート", "表計算ソフトの文書のときのシート名。ほかは空")]
    cell: Annotated[str, Described("出典のセル", "セル番地。タブ区切りの文書では列（0から）")]
    source_url: Annotated[str, Described("出典のアドレス", "出典の行を示すページ")]


@dataclass(frozen=True)
class UnderItem:
    """The item that a row stands under; of several the first, the others stand in a table of their own."""

    item_id: Annotated[int | None, Described("改革項目ID", "改革項目の番号。複数の改革項目に載る行は最初のもの")]
    item_number: Annotated[str, Described("改革項目の番号", "記載された番号（⑪など）。ない版では空")]
    item_name: Annotated[str, Described("改革項目", "記載のとおりの改革項目名")]


@dataclass(frozen=True)
class OfKpiRow:
    """The printed KPI row that a record is of."""

    publication: InPublication
    kpi_id: Annotated[int | None, Described("KPI ID", "年度や掲載箇所が違っても同じKPIは同じ番号。見出し行は空")]
    listing_id: Annotated[int, Described("掲載ID", "KPIの行の番号。同じ版の正誤でも変わらない")]
    row_id: Annotated[str, Described("行ID", "版の中で行を指す識別子")]
    kpi_name: Annotated[str, Described("KPI", "記載のとおりの名称。読み取れないときは空")]
    item: UnderItem
