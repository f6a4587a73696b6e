"""The published tables: which there are, what each is, and what makes its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kpis.open_data.columns import Column, columns_of
from kpis.open_data.making import items, kpis, notes, rounds
from kpis.open_data.making.context import Context
from kpis.open_data.making.values import values
from kpis.open_data.records import items as item_records
from kpis.open_data.records import kpis as kpi_records
from kpis.open_data.records import notes as note_records
from kpis.open_data.records import rounds as round_records
from kpis.open_data.records.reference import CodeRecord, ColumnRecord

Make = Callable[[Any, Context], Iterator[Any]]


@dataclass(frozen=True)
class Shape:
    """What a table looks like. id: its file and its address; record: the class of its rows."""

    id: str
    title: str
    meaning: str
    record: type

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """In order."""
        return columns_of(self.record)


@dataclass(frozen=True)
class Table(Shape):
    """A table of published rows. source: which published rows make it; make: one of them → its records."""

    source: str
    make: Make


PUBLICATIONS = Table(
    "publications",
    "公表",
    "計画・年度ごとの公表と正誤。ほかの表の「公表ID」はこの表を指す",
    round_records.PublicationRecord,
    "publications",
    rounds.publications,
)
TABLES = (
    PUBLICATIONS,
    Table("items", "改革項目", "公表された改革項目", item_records.ItemRecord, "items", items.items),
    Table(
        "item-ministries",
        "改革項目の府省庁",
        "改革項目と府省庁の組ごとに一行",
        item_records.ItemMinistryRecord,
        "items",
        items.item_ministries,
    ),
    Table(
        "item-attributes",
        "改革項目のその他の記載",
        "版によってある欄（概要、分野など）の値ごとに一行",
        item_records.ItemAttributeRecord,
        "items",
        items.item_attributes,
    ),
    Table(
        "processes",
        "改革工程の進捗",
        "改革工程・進捗の区切り・府省庁の組ごとに一行。進捗を共有する改革工程には同じ進捗が並ぶ",
        item_records.ProcessRecord,
        "progress",
        items.processes,
    ),
    Table(
        "process-items",
        "改革工程の改革項目",
        "進捗の欄と改革項目の組ごとに一行",
        item_records.ProcessItemRecord,
        "progress",
        items.process_items,
    ),
    Table("kpis", "KPI", "ＫＰＩの状況の行ごとに一行。記載のとおりの語", kpi_records.KpiRecord, "kpis", kpis.kpis),
    Table(
        "values",
        "値",
        "目標値と実績値の縦持ち。KPIの行・値の種類・年度や時点の組ごとに一行",
        kpi_records.ValueRecord,
        "kpis",
        values,
    ),
    Table(
        "grades",
        "区分",
        "KPIの行ごとに一行。公表された区分と当サイトの試算を別の列に置く",
        kpi_records.GradeRecord,
        "graded-kpis",
        kpis.grades,
    ),
    Table(
        "promises",
        "約束",
        "次回の把握時期など、時期を書いた約束ごとに一行",
        kpi_records.PromiseRecord,
        "kpis",
        kpis.promises,
    ),
    Table(
        "kpi-items",
        "KPIの改革項目",
        "KPIの行と改革項目の組ごとに一行",
        kpi_records.KpiItemRecord,
        "kpi-ties",
        kpis.kpi_items,
    ),
    Table(
        "kpi-ministries",
        "KPIの府省庁",
        "KPIの行と、それに答える府省庁の組ごとに一行",
        kpi_records.KpiMinistryRecord,
        "kpi-ties",
        kpis.kpi_ministries,
    ),
    Table(
        "item-notes",
        "改革項目の注記",
        "改革項目の訂正ごとに一行",
        note_records.ItemNoteRecord,
        "items",
        notes.item_notes,
    ),
    Table(
        "process-notes",
        "改革工程の注記",
        "進捗の欄の確認事項（読取りの疑い）と訂正ごとに一行",
        note_records.ProcessNoteRecord,
        "progress",
        notes.process_notes,
    ),
    Table(
        "kpi-notes",
        "KPIの注記",
        "KPIの行の確認事項（読取りの疑い）と訂正ごとに一行",
        note_records.KpiNoteRecord,
        "kpis",
        notes.kpi_notes,
    ),
    Table(
        "budget",
        "予算・執行額",
        "年度と金額の種類の組ごとに一行。記載のある版だけ",
        round_records.BudgetRecord,
        "publications",
        rounds.budget,
    ),
    Table(
        "assessments",
        "全体の評価",
        "全体についての評価。記載のある版だけ",
        round_records.AssessmentRecord,
        "publications",
        rounds.assessments,
    ),
)
COLUMNS = Shape("columns", "列の説明", "すべての表の列の説明", ColumnRecord)
CODES = Shape("codes", "コード表", "符号とその意味。区分は版ごとに、府省庁は有効な期間とともに", CodeRecord)
REFERENCE = (COLUMNS, CODES)
"""What explains the tables; the same for every programme and year."""
BY_ID = {table.id: table for table in TABLES}
