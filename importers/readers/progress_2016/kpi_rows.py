"""The rows of the KPI table: which lines are KPIs, their tier, their heading row and their printed words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from importers.document import KpiRow
from importers.issues import Issue
from importers.readers.progress_2016.grid import (
    GridRow,
    character_notes,
    cut_between,
    grid_rows,
    joined,
    may_be_one,
    sharing_cells,
    with_doubtful_cuts,
)
from importers.readers.progress_2016.kpi_issues import VALUES, legible, name_issues, value_issues
from importers.readers.progress_2016.kpi_names import KpiName, read_name
from importers.readers.progress_2016.pages import Table
from importers.readers.progress_2016.tiers import TierReading, is_tier_label, tiers_of
from importers.readers.progress_2016.wording import Wording, breaks_off, picks_up

BRACKET = re.compile(r"[(（][^()（）]*[)）]")


@dataclass(frozen=True)
class KpiTable:
    """rows: the KPIs; issues: notes on the printed rows that are none."""

    rows: tuple[KpiRow, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class _Heading:
    """The heading row that later rows stand under: its name, and whether a row below has had a label yet."""

    name: str
    tier: int
    is_labelled: bool = False


def kpi_table(table: Table, wording: Wording) -> KpiTable:
    """The KPIs of one table, and a note for each row of dashes, which says that the item has none."""
    printed = grid_rows(table)
    tiers = tiers_of([row.cells["tier"].words for row in printed])
    kept, notes = [], []
    for row, tier in zip(printed, tiers, strict=True):
        if _is_placeholder(row):
            notes.append(_placeholder_note(row))
        elif any(not row.cells[field].is_blank for field in ("name", *VALUES)):
            kept.append((row, tier))
    rows, tiers = _with_cut_rows_joined(kept, wording)
    for field in VALUES:
        cuts = [cut_between(upper, lower, field, wording) for upper, lower in pairwise(rows)]
        rows = sharing_cells(rows, field, cuts)
    rows = with_doubtful_cuts(rows, ("note_raw",))
    return KpiTable(tuple(_kpis(rows, tiers)), tuple(notes))


def _is_placeholder(row: GridRow) -> bool:
    """A row that says there is no KPI: dashes alone, of which OCR may have read some as lone marks."""
    cells = [row.cells[field] for field in ("name", *VALUES)]
    dashes = sum(cell.is_dash for cell in cells)
    others = [cell for cell in cells if not (cell.is_dash or cell.is_blank)]
    is_nameless = row.cells["name"].is_dash or row.cells["name"].is_blank
    return is_nameless and dashes >= max(len(others), 2) and all(cell.is_stray_mark for cell in others)


def _placeholder_note(row: GridRow) -> Issue:
    words = "\t".join(cell.words for cell in row.cells.values())
    message = f"{row.lines[0]}行は横線だけの行です。この階層にＫＰＩはないとみて、行を作りませんでした。"
    return Issue("no_kpi_set", "note", "kpis", message, raw=words, lines=row.lines)


def _with_cut_rows_joined(
    kept: Sequence[tuple[GridRow, TierReading]], wording: Wording
) -> tuple[list[GridRow], list[TierReading]]:
    rows: list[GridRow] = []
    tiers: list[TierReading] = []
    for row, tier in kept:
        if rows and may_be_one(rows[-1], row) and _is_lower_half(rows[-1], row, wording):
            fields = [field for field in ("name", *VALUES) if not row.cells[field].is_blank]
            message = f"{row.lines[0]}行は上の行の続きとみて、一つの行につなぎました。原本で確かめてください。"
            rows[-1] = joined(rows[-1], row, fields, message)
        else:
            rows.append(row)
            tiers.append(tier)
    return rows, tiers


def _is_lower_half(upper: GridRow, lower: GridRow, wording: Wording) -> bool:
    """Whether a row only holds the rest of cells of the row above it.

    Each value printed on it must go on from above. A name beside them is its lower half too where the target or the
    actual is cut, since no KPI has half a value; otherwise it must go on itself: notes are shared by several KPIs.
    """
    values = [field for field in VALUES if not lower.cells[field].is_blank]
    if not all(_value_goes_on(upper, lower, field, wording) for field in values):
        return False
    return lower.cells["name"].is_blank or bool({*values} - {"note_raw"}) or _name_goes_on(upper, lower)


def _value_goes_on(upper: GridRow, lower: GridRow, field: str, wording: Wording) -> bool:
    """Whether a value is cut between the rows; a bracket alone is the time of the value above it."""
    above, below = upper.text(field), lower.text(field)
    is_time_of_it = above and below and field != "note_raw" and BRACKET.fullmatch(below) and not BRACKET.search(above)
    return bool(is_time_of_it) or cut_between(upper, lower, field, wording)


def _name_goes_on(upper: GridRow, lower: GridRow) -> bool:
    above, below = upper.text("name"), lower.text("name")
    if not above or not below:
        return False
    return picks_up(below) or breaks_off(above)


def _kpis(rows: Sequence[GridRow], tiers: Sequence[TierReading]) -> list[KpiRow]:
    names = [read_name(row.text("name")) for row in rows]
    heading: _Heading | None = None
    kpis = []
    for index, (row, tier, name) in enumerate(zip(rows, tiers, names, strict=True)):
        if heading and heading.tier != tier.tier:
            heading = None
        is_heading = _is_heading(rows, tiers, names, index)
        group = None if is_heading or heading is None else heading
        kpis.append(_kpi(row, tier, name, is_heading, group))
        if is_heading and name.name:
            heading = _Heading(name.name, tier.tier)
        elif heading and name.has_label_remnant:
            heading = _Heading(heading.name, heading.tier, is_labelled=True)
    return kpis


def _is_heading(rows: Sequence[GridRow], tiers: Sequence[TierReading], names: Sequence[KpiName], index: int) -> bool:
    """Whether a row only heads those below it: a name without values, over a row of its tier that has some.

    The cells beside it are blank; where they hold dashes, only a sub-row's label tells it from a KPI without figures.
    """
    if names[index].name is None or _has_values(rows[index]):
        return False
    same_tier = takewhile(lambda below: tiers[below].tier == tiers[index].tier, range(index + 1, len(rows)))
    under = list(takewhile(lambda below: names[below].name is None or _has_values(rows[below]), same_tier))
    if not under or not _has_values(rows[under[0]]):
        return False
    is_blank = all(rows[index].cells[field].is_blank for field in VALUES)
    return is_blank or any(names[below].has_label_remnant for below in under)


def _has_values(row: GridRow) -> bool:
    return any(row.text(field) for field in VALUES)


def _kpi(row: GridRow, tier: TierReading, name: KpiName, is_heading: bool, group: _Heading | None) -> KpiRow:
    issues = [*row.issues, *name_issues(row, name), *character_notes(row)]
    if tier.doubt:
        issues.append(row.issue("tier_unsure", "warning", "tier", f"{tier.doubt}。原本で確かめてください。"))
    if not is_heading:
        issues += value_issues(row)
    if group and group.is_labelled and not name.has_label_remnant:
        message = f"番号のない行ですが、見出し行「{group.name}」の内訳とみました。原本で確かめてください。"
        issues.append(Issue("group_unsure", "warning", "group", message, raw=row.cells["name"].words, lines=row.lines))
    places = {field: place for field, place in row.places().items() if field != "tier" or is_tier_label(place.words)}
    return KpiRow(
        tier=tier.tier,
        label=name.label,
        name=name.name,
        lines=row.lines,
        group=group.name if group else None,
        is_heading=is_heading,
        relisted=name.relisted,
        target_raw=legible(row, "target_raw"),
        actual_raw=legible(row, "actual_raw"),
        note_raw=legible(row, "note_raw"),
        places=places,
        issues=tuple(issues),
    )
