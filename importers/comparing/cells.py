"""The cells of a row as a person compares them, and what changed in them, headed as in the standard workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from importers.document_json import plain
from importers.plan import CellChange, ChangeKind
from importers.workbook.cells import as_text
from importers.workbook.columns import Column, Table
from importers.workbook.nested import flattened
from importers.workbook.tables import DEFINITIONS, KPIS, PAGES, PROCESSES
from kpi_tracker.lib.japanese_text import name_key
from kpi_tracker.lib.readings import Baseline
from kpis.drafts import DefinitionDraft, ListingDraft, SnapshotDraft
from reforms.drafts import ItemDraft

Cells = tuple[Any, ...]
Ministries = Mapping[str, str]
_PRELIMINARY = re.compile(r"[（(]\s*速報値?\s*[)）]|速報値?")
_FINAL = re.compile(r"[（(]\s*(?:確報|確定)値?\s*[)）]|(?:確報|確定)値?")
_DIRECTIONS = {"up": "increase", "down": "decrease", "": None}


def _columns(table: Table, *fields: str) -> tuple[Column, ...]:
    columns = {column.field: column for column in table.columns}
    return tuple(columns[field] for field in fields)


KPI_COLUMNS = _columns(
    KPIS,
    *("tier", "label", "group", "is_heading", "relisted", "is_main", "name", "target_raw", "actual_raw", "status"),
    *("note_raw", "baseline_value"),
)
PROCESS_COLUMNS = _columns(PROCESSES, "process", "progress", "outlook")
DEFINITION_COLUMNS = _columns(
    DEFINITIONS,
    *("definition", "unit", "direction", "initial_value", "initial_as_of", "frequency", "timing", "means"),
    "ministries",
)
ITEM_COLUMNS = (
    *_columns(PAGES, "item_no"),
    Column("name", "改革項目", "Name of the item"),
    *_columns(PAGES, "important_issue"),
    Column("ministries", "府省庁", "Ministries printed beside it"),
    Column("lead_ministries", "主担当府省庁", "Those marked as leading"),
)
ORDER_HEADING = KPIS.heading_of("order")
PAGE_HEADING = PAGES.heading_of("page")
REPEATS_HEADING = PAGES.heading_of("duplicate_of")
SHARED_HEADING = PROCESSES.heading_of("shares_with")


def kpi_cells(listing: ListingDraft, snapshot: SnapshotDraft | None, heading: str) -> Cells:
    """The values of KPI_COLUMNS. heading: the name of the row it stands under."""
    words = (snapshot.target, snapshot.actual, snapshot.grade, snapshot.note) if snapshot else ("", "", "", "")
    return (
        listing.tier,
        listing.label,
        heading,
        listing.is_heading,
        listing.is_relisted,
        listing.is_main,
        listing.name,
        *words,
        listing.baseline,
    )


def definition_cells(draft: DefinitionDraft | None, ministries: Ministries) -> Cells:
    """The values of DEFINITION_COLUMNS; the same ministry by whatever name is the same."""
    one = draft or DefinitionDraft()
    return (
        one.definition,
        one.unit,
        _DIRECTIONS[one.direction],
        Decimal(one.baseline_value) if one.baseline_value else None,
        one.baseline_as_of,
        one.frequency,
        one.collected_at,
        one.means,
        ministries.get(name_key(one.lead_ministry), ""),
    )


def item_cells(item: ItemDraft, ministries: Ministries) -> Cells:
    """The values of ITEM_COLUMNS. Of the lead ministries those that are known: the edition keeps no other mark."""
    printed = dict.fromkeys((*item.ministries, *item.lead_ministries))
    leads = {ministries[key] for name in item.lead_ministries if (key := name_key(name)) in ministries}
    return (
        item.number,
        item.name,
        item.important_issue,
        "、".join(dict.fromkeys(ministries.get(name_key(name), name) for name in printed)),
        "、".join(sorted(leads)),
    )


def attribute_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[CellChange]:
    """What changed in the further cells of an item, by their paths."""
    ours, theirs = _lines(after), _lines(before)
    for path in dict.fromkeys((*theirs, *ours)):
        if theirs.get(path, "") != ours.get(path, ""):
            yield CellChange(f"attributes.{path}", path, theirs.get(path, ""), ours.get(path, ""))


def _lines(attributes: Mapping[str, Any]) -> dict[str, str]:
    return {path: text or "" for path, _, text in flattened(plain(dict(attributes)))}


def changed_cells(columns: Iterable[Column], before: Cells, after: Cells) -> Iterator[CellChange]:
    """The cells that differ, as words. A mark that a new row does not bear is none."""
    for column, old, new in zip(columns, before, after, strict=True):
        if (
            old != new
            and not (old is None and new is False)
            and (words := (_words(column, old), _words(column, new)))[0] != words[1]
        ):
            yield CellChange(column.field, column.heading, *words, _kind(column.field, *words))


def _kind(field: str, before: str, after: str) -> ChangeKind:
    if field in ("name", "process") and before:
        return "renamed"
    return "finalised" if field == "actual_raw" and is_finalised(before, after) else ""


def is_finalised(before: str, after: str) -> bool:
    """Whether all that changed is that 速報 became 確報, or is no longer said.

    >>> is_finalised("301団体（2017年４月速報値）", "301団体（2017年４月）"), is_finalised("5%（速報）", "5%（確報）")
    (True, True)
    >>> is_finalised("301団体（2017年４月速報値）", "302団体（2017年４月確報値）")
    False
    """
    was, is_now = _PRELIMINARY.search(before), _PRELIMINARY.search(after)
    return bool(was) and not is_now and _bare(_PRELIMINARY, before) == _bare(_FINAL, after)


def _bare(mark: re.Pattern[str], words: str) -> str:
    return name_key(mark.sub("", words))


def _words(column: Column, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, Baseline):
        year = f"（{value.fy}年度）" if value.fy else ""
        return f"{as_text(column.codec.write(value.value))}{value.unit}{year}"
    return value if isinstance(value, str) else as_text(column.codec.write(value))
