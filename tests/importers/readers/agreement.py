"""Counts how far a read document agrees with an answer; both have the shape of `importers.document_json.as_json`.

A silent error is a cell that differs and that no issue of severity error or warning on its row names.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any

PROCESS_CELLS = ("process", "progress", "outlook")
KPI_CELLS = ("name", "tier", "relisted", "is_heading", "target_raw", "actual_raw", "note_raw")
READINGS = {
    "targets": ("value", "deadline_fy"),
    "actuals": ("value", "unit", "as_of", "preliminary"),
}
ALSO_NAMED = {"targets": "target_raw", "actuals": "actual_raw"}
"""A flag on the printed words covers what was read out of them."""


@dataclass
class Agreement:
    """cells: how many were compared; silent: a line for each silent error; missing and extra: lines of rows."""

    cells: int = 0
    right: int = 0
    rows: int = 0
    needless: int = 0
    silent: list[str] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    extra: list[int] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Right cells of all cells, 1.0 where every one is."""
        return self.right / self.cells

    def add(self, other: Agreement) -> None:
        """Counts another document too."""
        for name in ("cells", "right", "rows", "needless"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("silent", "missing", "extra"):
            getattr(self, name).extend(getattr(other, name))


def agreement_on(kind: str, got: dict[str, Any], answer: dict[str, Any]) -> Agreement:
    """How the rows of a kind ("processes" or "kpis") agree, matched by the first line they stand on."""
    found = {row["lines"][0]: row for row in _rows(kind, got)}
    wanted = {row["lines"][0]: row for row in _rows(kind, answer)}
    result = Agreement(rows=len(wanted), extra=sorted(found.keys() - wanted.keys()))
    for line, row in wanted.items():
        if line in found:
            _compare(found[line], row, PROCESS_CELLS if kind == "processes" else KPI_CELLS, result)
        else:
            result.missing.append(line)
    return result


def _rows(kind: str, document: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for sheet in document["sheets"] for row in sheet[kind]]


def _compare(found: dict[str, Any], wanted: dict[str, Any], cells: tuple[str, ...], result: Agreement) -> None:
    flags = {issue["field"] for issue in found["issues"] if issue["severity"] != "note"}
    right_before = result.right
    compared = [*cells, *(name for name in READINGS if name in wanted)]
    for cell in compared:
        result.cells += 1
        if _comparable(cell, found[cell]) == _comparable(cell, wanted[cell]):
            result.right += 1
        elif not flags & {cell, ALSO_NAMED.get(cell)}:
            result.silent.append(f"{wanted['lines']} {cell}: {found[cell]!r} != {wanted[cell]!r}")
    result.needless += bool(flags) and result.right - right_before == len(compared)


def _comparable(cell: str, value: Any) -> Any:
    if cell in READINGS:
        figures = (tuple(one.get(key) for key in READINGS[cell]) for one in value if one.get("value") is not None)
        return sorted(figures, key=str)
    return "".join(unicodedata.normalize("NFKC", value).split()) if isinstance(value, str) else value
