"""What the checks look at: published rows as plain records, and what a check says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from kpi_tracker.lib.readings import ActualReading, Baseline, PromiseReading, TargetReading
from kpis.grading import Judgement

RowField = Literal[
    "name", "target", "actual", "grade", "note", "progress", "outlook", "process", "budget", "assessment"
]


@dataclass(frozen=True)
class KpiFacts:
    """One published KPI row. key: stable through reloads, "edition slug/row id"; kpi: what all rows of one KPI share.

    grade: the code as printed; scale: slug of the rating scale it belongs to, None where the edition prints no grades;
    judgement: what the official rule gives for the row; words: by field, as printed.
    """

    key: str
    kpi: int
    programme: str
    edition: str
    edition_name: str
    fiscal_year: int
    published_on: date
    name: str
    item: str
    item_key: str
    words: Mapping[RowField, str]
    item_no: str = ""
    tier: int | None = None
    label: str = ""
    is_relisted: bool = False
    is_main: bool | None = None
    unit: str = ""
    grade: str | None = None
    scale: str | None = None
    baseline: Baseline | None = None
    targets: tuple[TargetReading, ...] = ()
    actuals: tuple[ActualReading, ...] = ()
    promises: tuple[PromiseReading, ...] = ()
    judgement: Judgement | None = None
    ministries: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProgressFacts:
    """One published progress cell. marks: codes of the marks printed in it; words: by field, as printed."""

    key: str
    edition: str
    edition_name: str
    fiscal_year: int
    published_on: date
    item: str
    item_key: str
    words: Mapping[RowField, str]
    marks: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()
    item_no: str = ""


@dataclass(frozen=True)
class BudgetFacts:
    """One fiscal year's money of a round, in `unit`; None where the cell is blank."""

    key: str
    edition: str
    edition_name: str
    fiscal_year: int
    unit: str
    initial: Decimal | None
    supplementary: Decimal | None
    carried_over: Decimal | None
    total: Decimal | None
    executed: Decimal | None


@dataclass(frozen=True)
class AssessmentFacts:
    """The overall judgement of an edition with its written reason."""

    key: str
    edition: str
    edition_name: str
    words: str
    reason: str


@dataclass(frozen=True)
class Facts:
    """Everything published. today: the day that decides what is overdue."""

    today: date
    kpis: tuple[KpiFacts, ...] = ()
    progress: tuple[ProgressFacts, ...] = ()
    budgets: tuple[BudgetFacts, ...] = ()
    assessments: tuple[AssessmentFacts, ...] = ()

    @cached_property
    def by_kpi(self) -> dict[int, list[KpiFacts]]:
        """The rows of each KPI, the oldest first, in printed order."""
        rows: dict[int, list[KpiFacts]] = {}
        for row in sorted(self.kpis, key=lambda row: (row.published_on, row.fiscal_year)):
            rows.setdefault(row.kpi, []).append(row)
        return rows


@dataclass(frozen=True)
class Cell:
    """A printed cell that a finding speaks of."""

    row: str
    field: RowField


@dataclass(frozen=True)
class Finding:
    """What a check found. cells: the places to compare, the one in question first; message: what disagrees, figures as
    printed; about: what tells two findings of one check in the same cells apart, else ""."""

    check: str
    cells: tuple[Cell, ...]
    message: str
    about: str = ""
    kpi: int | None = None

    @property
    def fingerprint(self) -> str:
        """The same for the same finding in every run: check, rows, fields and `about`, never the message."""
        parts = [self.check, self.about, *(f"{cell.row}#{cell.field}" for cell in self.cells)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Check:
    """A registered check. id: snake_case, stable; title: its kind in Japanese, a few words; why: one sentence on why it
    matters; settle: one sentence on how to settle it."""

    id: str
    title: str
    why: str
    settle: str
    find: Callable[[Facts], list[Finding]] = field(compare=False)
