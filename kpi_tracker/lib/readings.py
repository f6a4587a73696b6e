"""What is read out of a printed cell: targets, actuals and promises, each beside the words it came from.

A reading never replaces the words. It keeps the span it was read from and says how sure it is; what cannot be
read is None and told as a Doubt, which the importer turns into an issue that a person can act on.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from kpi_tracker.lib.records import Record

TargetKind = Literal["numeric", "percent", "ratio_change", "qualitative", "undetermined", "reference", "none"]
Comparator = Literal[">=", "<=", "="]
MeasurementKind = Literal["final", "preliminary", "forecast", "reference"]
Severity = Literal["error", "warning", "note"]
Span = tuple[int, int]
"""Half-open character positions [from, to) in the words as printed."""


class Baseline(Record, frozen=True):
    """初期値 as a target cell prints it: 「（2012年度：1450）」 → value 1450, unit "", fy 2012."""

    value: Decimal
    unit: str
    fy: int | None


class TargetReading(Record, frozen=True):
    """One target 目標値 of a cell.

    value: of a ratio_change the signed percent change (半減 → -50, ３割圧縮 → -30, 倍増 → 100), unit "%".
    value_max: the upper end where the cell prints a range, else None.
    deadline_fy: fiscal year, 2017 = 平成29年度 (April 2017 to March 2018); of a target still to be set it is None.
    fiscal_year: the year a yearly target is for; None for the final one.
    """

    kind: TargetKind
    value: Decimal | None = None
    unit: str | None = None
    comparator: Comparator | None = None
    value_max: Decimal | None = None
    deadline_fy: int | None = None
    deadline_raw: str | None = None
    fiscal_year: int | None = None
    final: bool = True
    baseline: Baseline | None = None
    approx: bool = False
    component: str | None = None
    raw: str = ""
    span: Span = (0, 0)
    confidence: float = 1.0


class ActualReading(Record, frozen=True):
    """One measured value 実績値 of a cell.

    as_of: ISO day "2017-10-01", ISO month "2017-04", calendar year "2017" or fiscal year "FY2016".
    kind: 速報 is preliminary, 見込み forecast; 参考 is reference, never the KPI's own value.
    """

    value: Decimal
    unit: str = ""
    as_of_raw: str | None = None
    as_of: str | None = None
    fiscal_year: int | None = None
    kind: MeasurementKind = "final"
    approx: bool = False
    cumulative: bool = False
    component: str | None = None
    raw: str = ""
    span: Span = (0, 0)
    confidence: float = 1.0

    @property
    def preliminary(self) -> bool:
        """True for 速報値 and 見込み printed in the actual's own cell."""
        return self.kind in ("preliminary", "forecast")


class PromiseReading(Record, frozen=True):
    """A dated commitment 次回の把握時期: 「2018年３月頃に公表」 → what "公表", window 2018-03-01 to 2018-03-31."""

    what: str
    begins: date | None
    ends: date | None
    raw: str
    span: Span


class Doubt(Record, frozen=True):
    """Why a reading is not sure. The message is Japanese and says what a person should do."""

    code: str
    severity: Severity
    message: str


class TargetCell(Record, frozen=True):
    """All that one target cell says: its targets in printed order (never empty: a dash gives one of kind none)."""

    targets: tuple[TargetReading, ...]
    doubts: tuple[Doubt, ...] = ()


class ActualCell(Record, frozen=True):
    """All that one actual cell says: empty where the cell holds a dash, a plan or prose without a figure."""

    actuals: tuple[ActualReading, ...]
    doubts: tuple[Doubt, ...] = ()
