"""What an import would do, row by row and cell by cell, and what a person decided about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from importers.issues import Issue
from kpi_tracker.lib.records import Record, field

TableName = Literal["item", "process", "kpi", "document"]
RowKind = Literal["new", "changed", "unchanged", "retired", "undecided"]
ChangeKind = Literal["", "moved", "finalised", "renamed"]

ROW_KINDS: tuple[RowKind, ...] = ("new", "changed", "unchanged", "retired", "undecided")


class CellChange(Record, frozen=True):
    """One cell before and after, as words. heading: as the standard workbook calls the cell.

    kind: "moved" (its place among the rows of its page), "finalised" (速報 became 確報 and nothing else), "renamed".
    """

    field: str
    heading: str
    before: str
    after: str
    kind: ChangeKind = ""


class Candidate(Record, frozen=True):
    """A standing row that a row of the file may be. nearness: of the names in percent; reason: a Japanese sentence."""

    row_id: str
    title: str
    nearness: int
    reason: str


class PlannedRow(Record, frozen=True):
    """What becomes of one row as people see it: a KPI with its figures and definition, a process with its progress.

    key: stands for the row in decisions, the same each time the same file is prepared; row_id: the standing or the
    new id, empty while undecided; place: where the file has it, in words, empty for a row that is not in the file.
    """

    key: str
    table: TableName
    row_id: str
    item: str
    title: str
    kind: RowKind
    changes: tuple[CellChange, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    place: str = ""
    issues: tuple[Issue, ...] = ()

    @property
    def has_error(self) -> bool:
        """Whether the row cannot be applied: it must be mended in the file or left out."""
        return any(issue.severity == "error" for issue in self.issues)


class Decisions(Record, frozen=True):
    """What a person decided of a plan.

    same: by the key of a row of the file, the row id it is of, or "" for a row of its own; left_out: keys of rows that
    are not applied; retired: ids of standing rows that are retired.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    retired: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Plan:
    """Everything an import would do. issues: of the document as a whole; fingerprint: of what was compared, and how."""

    rows: Sequence[PlannedRow]
    issues: tuple[Issue, ...]
    fingerprint: str

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows of each kind, and how many errors and warnings."""
        kinds: Counter[RowKind] = Counter()
        severities = Counter(issue.severity for issue in self.issues)
        for row in self.rows:
            kinds[row.kind] += 1
            severities.update(issue.severity for issue in row.issues)
        return {kind: kinds[kind] for kind in ROW_KINDS} | {
            "errors": severities["error"],
            "warnings": severities["warning"],
        }

    @property
    def all_issues(self) -> tuple[Issue, ...]:
        """The issues of the document, then those of its rows."""
        return (*self.issues, *(issue for row in self.rows for issue in row.issues))
