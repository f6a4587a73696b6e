"""Tables of what is published as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from kpis.open_data.code_lists import BUDGET_KINDS, EDITIONS, ITEM_GRADES, PUBLICATION_KINDS
from kpis.open_data.columns import Described, FiscalYear
from kpis.open_data.records.shared import Cited, InPublication


@dataclass(frozen=True)
class PublicationRecord:
    """公表: one a publication."""

    publication: InPublication
    programme_name: Annotated[str, Described("計画名", "計画の名称")]
    edition: Annotated[str, Described("版", "版の識別子", codes=EDITIONS)]
    edition_name: Annotated[str, Described("版名", "版の名称")]
    number: Annotated[int, Described("公表の番号", "調査回の中で1から。1が最初の公表")]
    kind: Annotated[str, Described("公表の種類", "最初の公表か、後の正誤か", codes=PUBLICATION_KINDS)]
    reason: Annotated[str, Described("正誤の理由", "正誤のときの理由")]
    is_current: Annotated[bool, Described("最新の公表", "後の正誤で置き換わっていないか")]
    as_of_words: Annotated[str, Described("時点", "文書に示された時点（記載のとおり）")]
    document: Annotated[str, Described("出典文書", "出典文書の題名")]
    document_sha256: Annotated[str, Described("出典文書のSHA-256", "出典文書のファイルの指紋")]
    url: Annotated[str, Described("アドレス", "改革項目の一覧のページ")]


@dataclass(frozen=True)
class BudgetRecord:
    """予算・執行額: one a fiscal year and kind, where an edition prints money."""

    publication: InPublication
    budget_fiscal_year: Annotated[int, FiscalYear("予算年度", "予算・執行額の年度")]
    kind: Annotated[str, Described("金額の種類", "当初予算、補正予算など", codes=BUDGET_KINDS)]
    amount: Annotated[Decimal, Described("金額", "記載のとおりの金額。単位は「単位」の列")]
    unit: Annotated[str, Described("単位", "金額の単位（百万円など）")]
    cited: Cited | None


@dataclass(frozen=True)
class AssessmentRecord:
    """全体の評価: the overall judgement that some editions print."""

    publication: InPublication
    words: Annotated[str, Described("評価", "記載のとおりの評価の語")]
    rating: Annotated[str, Described("評価の符号", "評価の体系での符号", codes=ITEM_GRADES)]
    reason: Annotated[str, Described("評価の理由", "記載のとおりの理由")]
    cited: Cited | None
