"""A measure as a sheet: its KPIs, its offices and what else its row says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from importers.document import KpiRow, Place, Sheet
from importers.readers.measures_list.headings import Field
from importers.readers.measures_list.kpi_items import items_of
from importers.readers.measures_list.kpi_rows import kpi_rows
from importers.readers.measures_list.looks import ITEM_NO
from importers.readers.measures_list.measures import Measure
from importers.readers.measures_list.sheet_issues import issues_of
from kpi_tracker.lib.japanese_text import DASHES, normalise


def sheet_of(measure: Measure) -> Sheet:
    """The sheet of one measure, with its places by field and its issues."""
    item = measure.text("item")
    return Sheet(
        lines=(measure.line, measure.line),
        items=("".join(item.split("\n")),) if item else (),
        item_no=_item_no(measure),
        kpis=tuple(_kpis(measure)),
        ministries=measure.offices.names,
        lead_ministries=measure.offices.leads,
        attributes=_attributes(measure),
        places=_places(measure),
        issues=tuple(issues_of(measure)),
    )


def _item_no(measure: Measure) -> str | None:
    """The number as the form prints it: 01-05."""
    text = "".join(normalise(measure.text("item_no") or "").text.split())
    for dash in DASHES:
        text = text.replace(dash, "-")
    return text if ITEM_NO.fullmatch(text) else None


def _kpis(measure: Measure) -> Iterator[KpiRow]:
    if "kpi_progress" in measure.cells:
        yield from kpi_rows(measure.cells["kpi_progress"], 1)
    if "kpi_effect" in measure.cells:
        yield from kpi_rows(measure.cells["kpi_effect"], 2)


def _attributes(measure: Measure) -> dict[str, Any]:
    no = normalise(measure.text("no") or "").text.rstrip(".")
    return {
        "no": int(no) if no.isdecimal() else None,
        "table": measure.table.number,
        "kpi_progress": _printed_kpis(measure, "kpi_progress"),
        "kpi_effect": _printed_kpis(measure, "kpi_effect"),
        "summary": measure.text("summary"),
        "pillar": measure.text("pillar"),
        "timing": measure.text("timing"),
        "effects": measure.effects.marks,
        "effects_confidence": measure.effects.confidence,
        "effect_mark_cells": list(measure.effects.columns),
        "support": measure.text("support"),
        "support_in_budget_cell": "\n".join(measure.budget.prose) or None,
        "budget_projects": list(measure.budget.projects),
        "urls": [link.address for link in measure.links],
        "lead_marks_lost": measure.table.leads_lost,
        "national_only": measure.national_only,
    }


def _printed_kpis(measure: Measure, field: Field) -> list[str]:
    """The KPIs of a cell in full, with the brackets that the rows part from the names."""
    return [item.text for item in items_of(measure.cells[field].blocks)] if field in measure.cells else []


def _places(measure: Measure) -> dict[str, Place]:
    return {field: cell.place for field, cell in measure.cells.items() if not cell.is_blank}
