"""Tables of what a reader must know of how rows were read: 確認事項 and 訂正."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from kpis.open_data.code_lists import NOTE_KINDS
from kpis.open_data.columns import Described
from kpis.open_data.records.shared import InPublication, OfKpiRow, UnderItem


@dataclass(frozen=True)
class Note:
    """A doubt that is still open, or a correction; the names of people stay on the pages."""

    kind: Annotated[str, Described("注記の種類", "確認事項（疑い）か、訂正か", codes=NOTE_KINDS)]
    severity: Annotated[str, Described("重さ", "確認事項のとき：確かめる必要の強さ")]
    heading: Annotated[str, Described("欄", "訂正のとき：訂正した欄")]
    words: Annotated[str, Described("内容", "確認事項の内容、訂正の理由")]
    before: Annotated[str, Described("訂正前", "訂正のとき：読取りのまま")]
    after: Annotated[str, Described("訂正後", "訂正のとき：訂正したもの。空は記載のとおりと確認したもの")]
    noted_on: Annotated[date | None, Described("訂正日", "訂正のとき：訂正した日")]


@dataclass(frozen=True)
class ItemNoteRecord:
    """改革項目の注記."""

    publication: InPublication
    item: UnderItem
    note: Note


@dataclass(frozen=True)
class ProcessNoteRecord:
    """改革工程の注記: one a note on a progress cell."""

    publication: InPublication
    progress_id: Annotated[int, Described("進捗ID", "進捗の欄の番号")]
    note: Note


@dataclass(frozen=True)
class KpiNoteRecord:
    """KPIの注記: one a note on a KPI row."""

    row: OfKpiRow
    note: Note
