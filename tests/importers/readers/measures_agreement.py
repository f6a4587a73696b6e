"""Counts how far a read list of measures agrees with an answer, row by row in printed order.

An answer has one dict a measure, in the shape of `tests/samples/measures_list_expected.json`: each KPI in full as
printed (`kpi_progress`, `kpi_effect`), its targets apart (`kpi_targets`). A silent error is a cell that differs and
that no issue of severity error or warning on its row names.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
TIERS = {1: "progress", 2: "effect"}


def plain(value: Any) -> Any:
    """Texts without white space and width, dashes as nothing; lists and dicts likewise."""
    if isinstance(value, str):
        return "".join(unicodedata.normalize("NFKC", value).split()) or None
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def targets_of(kpis: list[Json]) -> list[tuple[Any, ...]]:
    """Tier, value, unit, fiscal year, whether a calendar year is printed, and 約 of each target with a number."""
    return [
        (
            TIERS[kpi["tier"]],
            target["value"],
            target["unit"] or None,
            target["deadline_fy"],
            _period(target),
            target["approx"],
        )
        for kpi in kpis
        for target in kpi["targets"]
        if target["value"] is not None
    ]


def _period(target: Json) -> str:
    return "fiscal" if "年度" in (target["deadline_raw"] or "") else "calendar"


def wanted_targets(targets: list[Json]) -> list[tuple[Any, ...]]:
    """The same of an answer. A reduction is a negative change, 3倍 a change of 200 %, as SOURCE_JSON writes them."""
    return [(one["from"], *_changed(one), one["fy"], one["period"], one["approx"]) for one in targets]


def _changed(target: Json) -> tuple[Any, str | None]:
    if target["unit"] == "倍":
        return (target["value"] - 1) * 100, "%"
    sign = -1 if target["comparator"] == "reduction" else 1
    return sign * target["value"], target["unit"]


def _kpis(tier: int) -> Callable[[Json], list[str]]:
    """The KPIs of a tier in full: the name with the words that the reader has parted from it."""
    return lambda sheet: [kpi["places"]["name"]["words"] for kpi in sheet["kpis"] if kpi["tier"] == tier]


def _attribute(name: str) -> Callable[[Json], Any]:
    return lambda sheet: sheet["attributes"][name]


def _undetermined(tier: int) -> Callable[[Json], bool]:
    return lambda sheet: any(
        target["kind"] == "undetermined" for kpi in sheet["kpis"] if kpi["tier"] == tier for target in kpi["targets"]
    )


CELLS: dict[str, tuple[Callable[[Json], Any], Callable[[Json], Any], tuple[str, ...]]] = {
    "no": (_attribute("no"), lambda row: row["no"], ("no",)),
    "name": (lambda sheet: sheet["item"], lambda row: row["name"], ("item",)),
    "kpi_progress": (_kpis(1), lambda row: row["kpi_progress"], ("kpi_progress", "name")),
    "kpi_effect": (_kpis(2), lambda row: row["kpi_effect"], ("kpi_effect", "name")),
    "targets": (
        lambda sheet: targets_of(sheet["kpis"]),
        lambda row: wanted_targets(row.get("kpi_targets", [])),
        ("target_raw", "kpi_progress", "kpi_effect"),
    ),
    "undetermined": (
        lambda sheet: [_undetermined(1)(sheet), _undetermined(2)(sheet)],
        lambda row: [row["undetermined_progress"], row["undetermined_effect"]],
        ("target_raw", "kpi_progress", "kpi_effect"),
    ),
    "pillar": (_attribute("pillar"), lambda row: row["pillar"], ("pillar",)),
    "timing": (_attribute("timing"), lambda row: row["timing"], ("timing",)),
    "policy_no": (lambda sheet: sheet["item_no"], lambda row: row["policy_no"], ("item_no",)),
    "ministries": (lambda sheet: sheet["ministries"], lambda row: row["ministries"], ("ministries",)),
    "lead": (lambda sheet: sheet["lead_ministries"], lambda row: row["lead_ministries"], ("lead_ministries",)),
    "support": (_attribute("support"), lambda row: row["support"], ("support",)),
    "budget": (_attribute("budget_projects"), lambda row: row["budget_projects"], ("budget_projects",)),
    "urls": (_attribute("urls"), lambda row: row["urls"], ("urls",)),
    "effects": (_attribute("effects"), lambda row: row["effects"], ("effects",)),
}
"""By cell: how to take it from a read sheet and from an answer, and the fields that an issue about it names."""


@dataclass
class MeasuresAgreement:
    """right, all: by cell; silent: a line for each silent error; rows: how many were compared; flagged: with a flag."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)
    rows: int = 0
    flagged: int = 0

    @property
    def share(self) -> float:
        """Right cells of all cells, 1.0 where every one is."""
        return self.right.total() / self.all.total()

    def add(self, sheet: Json, row: Json) -> None:
        """Compares one sheet with its answer."""
        flags = flags_of(sheet)
        self.rows += 1
        self.flagged += bool(flags)
        for cell, (take, want, names) in CELLS.items():
            got, wanted = plain(take(sheet)), plain(want(row))
            self.all[cell] += 1
            self.right[cell] += got == wanted
            if got != wanted and not flags & set(names):
                self.silent.append(f"No {row['no']} line {sheet['lines'][0]} {cell}: {got!r} != {wanted!r}")


def flags_of(sheet: Json) -> set[str]:
    """The fields that issues of a row or of its KPIs name."""
    issues = [*sheet["issues"], *(issue for kpi in sheet["kpis"] for issue in kpi["issues"])]
    return {issue["field"] for issue in issues if issue["severity"] != "note"}
