"""Tables of KPIs: the rows as printed, their values in long form, grades and promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from kpis.open_data.code_lists import (
    COMPARATORS,
    DIRECTIONS,
    GRADES,
    MEASUREMENT_KINDS,
    MINISTRIES,
    TARGET_KINDS,
    TIERS,
    VALUE_KINDS,
)
from kpis.open_data.columns import Described, FiscalYear
from kpis.open_data.records.shared import Cited, InPublication, OfKpiRow, UnderItem

OURS = "当サイトの試算。府省の公表した区分とは別のもの"


@dataclass(frozen=True)
class KpiRecord:
    """KPI: one a printed row, heading rows included."""

    row: OfKpiRow
    order: Annotated[int, Described("順", "公表の中での記載順")]
    tier: Annotated[str, Described("階層", "第一階層は1、第二階層は2。ない版では空", codes=TIERS)]
    label: Annotated[str, Described("KPIの符号", "記載のとおりの符号（ⅰなど）")]
    heading: Annotated[str, Described("見出し", "属する見出し行の名称")]
    is_heading: Annotated[bool, Described("見出し行", "ほかの行をまとめるだけの行か。値も区分もない")]
    is_relisted: Annotated[bool, Described("再掲", "【再掲】と記載された行か")]
    is_main: Annotated[bool | None, Described("主要な指標", "主要な指標と記載されているか。その欄がない版では空")]
    target_words: Annotated[str, Described("目標値の記載", "目標値の欄の記載のとおりの語")]
    actual_words: Annotated[str, Described("実績値の記載", "実績値の欄の記載のとおりの語")]
    grade_words: Annotated[str, Described("区分の記載", "区分の欄の記載のとおりの語")]
    note_words: Annotated[str, Described("今後の方針の記載", "次回の把握時期と今後の方針の欄の記載のとおりの語")]
    baseline_words: Annotated[str, Described("基準値の記載", "基準値の欄の記載のとおりの語")]
    baseline: Annotated[Decimal | None, Described("基準値", "行に記載された基準値。単位は「基準値の単位」の列")]
    baseline_unit: Annotated[str, Described("基準値の単位", "基準値の単位")]
    baseline_fiscal_year: Annotated[int | None, FiscalYear("基準年度", "基準値の年度")]
    definition: Annotated[str, Described("定義", "KPI整理表の定義")]
    unit: Annotated[str, Described("単位", "KPI整理表の単位")]
    direction: Annotated[str, Described("指標の向き", "大きいほどよいか、小さいほどよいか", codes=DIRECTIONS)]
    start_value: Annotated[Decimal | None, Described("計画開始時の数値", "KPI整理表の記載。単位は「単位」の列")]
    start_as_of: Annotated[str, Described("計画開始時の数値の時点", "YYYY-MM-DD、YYYY-MM、YYYY、FY+年度のいずれか")]
    frequency: Annotated[str, Described("把握頻度", "KPI整理表の把握頻度")]
    collected_at: Annotated[str, Described("把握時期", "KPI整理表の把握時期")]
    means: Annotated[str, Described("把握手段", "KPI整理表の把握手段")]
    lead_ministry: Annotated[str, Described("主担当府省庁", "KPI整理表の主担当府省庁", codes=MINISTRIES)]
    url: Annotated[str, Described("アドレス", "KPIのページ。見出し行は改革項目のページ")]
    cited: Cited | None


@dataclass(frozen=True)
class ValueRecord:
    """値: one a KPI row, kind of value and year or date: a target or a measured value as it was read."""

    row: OfKpiRow
    value_kind: Annotated[str, Described("値の種類", "目標値か、実績値か", codes=VALUE_KINDS)]
    number: Annotated[int, Described("値の順", "行の中で種類ごとに1から")]
    value: Annotated[Decimal | None, Described("値", "数値のない目標は空（0ではない）。単位は「単位」の列")]
    value_max: Annotated[Decimal | None, Described("値の上限", "目標が範囲で書かれているときの上の端")]
    unit: Annotated[str, Described("単位", "値の単位")]
    is_approximate: Annotated[bool, Described("概数", "約・程度などと書かれているか")]
    component: Annotated[str, Described("構成要素", "一つの行が複数の値を書くとき、何の値か")]
    value_fiscal_year: Annotated[int | None, FiscalYear("値の年度", "年度ごとの目標と実績で、記載から分かるとき")]
    target_kind: Annotated[str, Described("目標の種類", "目標値のとき：数値、割合など", codes=TARGET_KINDS)]
    comparator: Annotated[str, Described("目標の比較", "目標値のとき：達成とみなす側", codes=COMPARATORS)]
    is_final: Annotated[bool | None, Described("最終目標", "目標値のとき：最終の目標か、年度ごとの目標か")]
    deadline_fiscal_year: Annotated[int | None, FiscalYear("目標の期限", "目標値のとき：達成する年度")]
    deadline_words: Annotated[str, Described("目標の期限の記載", "目標値のとき：期限の記載のとおりの語")]
    target_baseline: Annotated[Decimal | None, Described("目標の基準値", "目標の欄に書かれた基準値")]
    target_baseline_unit: Annotated[str, Described("目標の基準値の単位", "目標の基準値の単位")]
    target_baseline_fiscal_year: Annotated[int | None, FiscalYear("目標の基準年度", "目標の基準値の年度")]
    measurement_kind: Annotated[str, Described("実績の種類", "実績値のとき：速報、確報など", codes=MEASUREMENT_KINDS)]
    as_of_words: Annotated[str, Described("時点の記載", "実績値のとき：時点の記載のとおりの語")]
    as_of_from: Annotated[date | None, Described("時点の初日", "実績値のとき：時点（日、月、年、年度）の最初の日")]
    as_of_to: Annotated[date | None, Described("時点の末日", "実績値のとき：時点（日、月、年、年度）の最後の日")]
    is_cumulative: Annotated[bool | None, Described("延べ", "実績値のとき：延べと書かれているか")]
    words: Annotated[str, Described("記載", "値を読み取った、記載のとおりの語")]
    confidence: Annotated[Decimal, Described("読取りの確からしさ", "0から1。1は疑いなし", unit="比")]
    cited: Cited | None


@dataclass(frozen=True)
class GradeRecord:
    """区分: one a KPI row: the printed grade, and beside it ours."""

    row: OfKpiRow
    scale: Annotated[str, Described("区分の体系", "区分の符号が属する体系の識別子。同じ符号でも体系が違えば別の区分")]
    printed: Annotated[str, Described("区分（公表）", "府省が公表した区分の符号。記載がなければ空", codes=GRADES)]
    printed_label: Annotated[str, Described("区分（公表）の語", "公表したときの符号の語")]
    printed_words: Annotated[str, Described("区分（公表）の記載", "区分の欄の記載のとおりの語")]
    computed: Annotated[str, Described("区分（試算）", f"{OURS}。最新の公表だけ", codes=GRADES)]
    computed_label: Annotated[str, Described("区分（試算）の語", "試算の符号の語")]
    progress: Annotated[Decimal | None, Described("進捗率（試算）", f"{OURS}。1＝目標まで", unit="比")]
    elapsed: Annotated[Decimal | None, Described("経過率（試算）", f"{OURS}。1＝期限まで", unit="比")]
    behind_by: Annotated[Decimal | None, Described("遅れの幅（試算）", f"経過率－進捗率。{OURS}", unit="比")]
    explanation: Annotated[str, Described("試算の説明", "試算の根拠、または試算できない理由")]
    cited: Cited | None


@dataclass(frozen=True)
class PromiseRecord:
    """約束（次回の把握時期）: one a dated commitment of a KPI row."""

    row: OfKpiRow
    number: Annotated[int, Described("約束の順", "行の中で1から")]
    what: Annotated[str, Described("約束した内容", "確報の公表、目標の設定など")]
    begins_on: Annotated[date | None, Described("期間の初日", "約束した期間の最初の日。記載から分からなければ空")]
    ends_on: Annotated[date | None, Described("期間の末日", "約束した期間の最後の日。記載から分からなければ空")]
    words: Annotated[str, Described("記載", "約束の記載のとおりの語")]


@dataclass(frozen=True)
class KpiItemRecord:
    """KPIの改革項目: one a KPI row and item that it stands under."""

    publication: InPublication
    listing_id: Annotated[int, Described("掲載ID", "KPIの行の番号")]
    item: UnderItem


@dataclass(frozen=True)
class KpiMinistryRecord:
    """KPIの府省庁: one a KPI row and ministry that answers for it."""

    publication: InPublication
    listing_id: Annotated[int, Described("掲載ID", "KPIの行の番号")]
    ministry: Annotated[str, Described("府省庁", "行に答える府省庁とその上部組織。最新の公表だけ", codes=MINISTRIES)]
