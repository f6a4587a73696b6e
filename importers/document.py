"""What a document says, as its reader hands it on: frozen, each printed cell with its place.

`docs/import-formats.md` describes the JSON form (`as_json`), which `manage.py read_source` prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from importers.issues import Issue
from importers.spool import spooled
from kpi_tracker.lib.readings import ActualReading, Baseline, PromiseReading, TargetReading
from kpi_tracker.lib.records import Record, field


class Place(Record, frozen=True):
    """Where a cell is printed, and its words exactly as the file holds them.

    lines: 1-based first and last line (of a workbook: rows of `sheet`); cell: of a workbook "D7", of a tab-separated
    file the 0-based column as text; words: the source text before joining and cleaning.
    """

    lines: tuple[int, int]
    words: str
    sheet: str | None = None
    cell: str | None = None


class RowCells(Mapping[str, str]):
    """The cells of one row of a table by field, "D7". columns: by field "D", the same for every row of the table."""

    __slots__ = ("columns", "row")

    def __init__(self, columns: Mapping[str, str], row: int) -> None:
        self.columns = columns
        self.row = row

    def __getitem__(self, field: str) -> str:
        return f"{self.columns[field]}{self.row}"

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)


class WorkbookRow(Record, frozen=True):
    """The row of a workbook that holds a record. cells: by field, "D7"."""

    sheet: str
    row: int
    cells: Mapping[str, str] = field(default_factory=dict)


class Segment(Record, frozen=True):
    """The part of a progress cell that one label speaks for: 【総務省】…（順調）."""

    label_raw: str | None
    ministries: tuple[str, ...]
    progress: str | None
    outlook: str | None
    mark: str | None


class ProcessRow(Record, frozen=True):
    """One 改革工程 with the progress cell printed beside it.

    shares_with: order of the process that holds the merged progress cell this one shares (then progress is None);
    places: by field ("process", "progress", "outlook"); at: its row of a workbook, whatever source that was made from.
    """

    order: int
    process: str | None
    lines: tuple[int, int]
    segments: tuple[Segment, ...] = ()
    progress: str | None = None
    outlook: str | None = None
    marks: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()
    shares_with: int | None = None
    places: dict[str, Place] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    row_id: str | None = None
    at: WorkbookRow | None = None


class KpiRow(Record, frozen=True):
    """One row of ＫＰＩの状況, as printed and, once `normalise.with_readings` has gone over it, as read.

    places: by field ("name", "target_raw", "actual_raw", "status", "note_raw"); where a form prints a cell for each
    year, by field and fiscal year ("actual_raw.2016", "target_raw.2016", "target_raw.final"); at: as of ProcessRow.
    """

    tier: Literal[1, 2] | None
    label: str | None
    name: str | None
    lines: tuple[int, int]
    group: str | None = None
    is_heading: bool = False
    relisted: bool = False
    is_main: bool | None = None
    target_raw: str | None = None
    actual_raw: str | None = None
    status: str | None = None
    note_raw: str | None = None
    baseline: Baseline | None = None
    targets: tuple[TargetReading, ...] = ()
    actuals: tuple[ActualReading, ...] = ()
    promises: tuple[PromiseReading, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    row_id: str | None = None
    at: WorkbookRow | None = None

    @property
    def has_cells_by_year(self) -> bool:
        """Whether the form prints a cell for each year, so that the reader has read each by itself."""
        return any(field.startswith(("target_raw.", "actual_raw.")) for field in self.places)


class Sheet(Record, frozen=True):
    """One printed page 様式: usually one 改革項目, its processes and its KPIs.

    lines: 1-based first and last line; duplicate_of: index of the sheet whose KPI table this one prints again; places:
    by field, the headings of the items as "items.1", "items.2" …, or "item" where a layout prints one only.
    """

    lines: tuple[int, int]
    items: tuple[str, ...] = ()
    important_issue: str | None = None
    item_no: str | None = None
    plan_editions: tuple[str, ...] = ()
    duplicate_of: int | None = None
    processes: tuple[ProcessRow, ...] = ()
    kpis: tuple[KpiRow, ...] = ()
    ministries: tuple[str, ...] = ()
    lead_ministries: tuple[str, ...] = ()
    attributes: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    row_id: str | None = None

    @property
    def item(self) -> str | None:
        """The items joined as one text, None on a page without any."""
        return " ／ ".join(self.items) or None


def spooled_pages(pages: Iterable[Sheet]) -> Sequence[Sheet]:
    """The pages, to be gone through as often as wished; those of a large document in a temporary file."""
    return spooled(pages, rows_of=lambda page: 1 + len(page.processes) + len(page.kpis))


class KpiDefinition(Record, frozen=True):
    """One line of the KPI整理表: what a KPI is, apart from any year's figures.

    row_id: of the KPI row it defines (None: the KPI of that name); initial_as_of: as ActualReading.as_of.
    """

    name: str
    row_id: str | None = None
    definition: str | None = None
    viewpoint: str | None = None
    unit: str | None = None
    direction: Literal["increase", "decrease"] | None = None
    initial_raw: str | None = None
    initial_value: Decimal | None = None
    initial_unit: str | None = None
    initial_as_of: str | None = None
    frequency: str | None = None
    timing: str | None = None
    promptness: str | None = None
    ministries: tuple[str, ...] = ()
    means: str | None = None


class Correction(Record, frozen=True):
    """What a reviewer changed in the machine's reading of one cell. before equal to after: confirmed as read.

    field: "target_raw", or of a reading or segment its list, place from 1 and field: "targets.1.value".
    """

    row_id: str
    field: str
    before: str | None
    after: str | None
    reason: str
    by: str
    on: date


class SourceDocument(Record, frozen=True):
    """A whole document. layout: the name of the reader; fiscal_year: of the report, 2016 for 2016年末時点.

    front: what a workbook's cover says beyond the fields here, by the names in `importers.workbook.tables.COVER`;
    covers: of a flat table the fields it has columns for, by table; what it does not cover stays as it stands.
    """

    file: str
    layout: str
    programme: str | None = None
    title: str | None = None
    as_of: str | None = None
    fiscal_year: int | None = None
    sheets: Sequence[Sheet] = ()
    budget: tuple[dict[str, Any], ...] = ()
    issues: tuple[Issue, ...] = ()
    corrections: tuple[Correction, ...] = ()
    definitions: tuple[KpiDefinition, ...] = ()
    front: dict[str, str] = field(default_factory=dict)
    covers: dict[str, frozenset[str]] = field(default_factory=dict)
