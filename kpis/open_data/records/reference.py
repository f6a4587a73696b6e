"""列の説明 and コード表: what the columns mean, and what their codes stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from kpis.open_data.columns import Described, FiscalYear


@dataclass(frozen=True)
class ColumnRecord:
    """列の説明: one a column of a table."""

    table: Annotated[str, Described("表ID", "表の識別子（ファイル名とAPIの番地）")]
    table_name: Annotated[str, Described("表", "表の名")]
    number: Annotated[int, Described("列の順", "表の中で1から")]
    column: Annotated[str, Described("列ID", "JSONとAPIでの名（licenseはCSVだけの列）")]
    heading: Annotated[str, Described("列", "CSVとExcelでの見出し")]
    type: Annotated[str, Described("型", "値の型")]
    unit: Annotated[str, Described("単位", "値の単位。列によらないものは空")]
    codes: Annotated[str, Described("コード表ID", "値が符号のとき、その符号を説明するコード表")]
    meaning: Annotated[str, Described("意味", "値の意味")]


@dataclass(frozen=True)
class CodeRecord:
    """コード表: one a code; of a grade one an edition that uses it."""

    codes: Annotated[str, Described("コード表ID", "コード表の識別子")]
    codes_name: Annotated[str, Described("コード表", "コード表の名")]
    scale: Annotated[str, Described("体系", "区分と印のとき：体系の識別子")]
    scale_name: Annotated[str, Described("体系名", "区分と印のとき：体系の名称")]
    edition: Annotated[str, Described("版", "区分と印のとき：その体系を使う版の識別子")]
    edition_fiscal_year: Annotated[int | None, FiscalYear("版の年度", "区分と印のとき：その体系を使う版の年度")]
    code: Annotated[str, Described("符号", "表に書かれる符号")]
    label: Annotated[str, Described("語", "符号の語")]
    meaning: Annotated[str, Described("意味", "符号の定義")]
    order: Annotated[int, Described("順", "並べる順（府省庁は建制順）")]
    valid_from: Annotated[date | None, Described("有効開始日", "府省庁の設置日、計画の開始日。分からなければ空")]
    valid_to: Annotated[date | None, Described("有効終了日", "府省庁の廃止日、計画の終了日。続いていれば空")]
    successor: Annotated[str, Described("後継の符号", "廃止された府省庁の後継")]
