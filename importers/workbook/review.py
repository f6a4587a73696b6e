"""A person's corrections put upon the machine's reading."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import NODEFAULT, structs

from importers.document import Correction, SourceDocument
from importers.issues import Issue
from importers.normalise import with_readings
from importers.workbook.cells import CellError, Codec, as_text
from importers.workbook.columns import Table
from importers.workbook.fields import PARTS, TABLE_OF, in_words
from importers.workbook.row_ids import with_row_ids
from kpi_tracker.lib.records import replace

READ_FROM = {"target_raw": "targets", "actual_raw": "actuals", "note_raw": "promises"}
"""Readings that are made anew where their words were corrected."""


class CorrectionsDoNotFit(Exception):
    """Corrections that do not fit the reading they are made for. The message is a Japanese line for each."""


def apply_corrections(document: SourceDocument, corrections: Iterable[Correction]) -> SourceDocument:
    """The document with the corrected words, the readings made from them, and the corrections themselves.

    Corrections of words come before those of readings. The doubt about a field that was corrected, or confirmed as
    read, stays as a note. Raises CorrectionsDoNotFit.
    """
    corrections = tuple(corrections)
    words = [one for one in corrections if not _is_of_a_part(one)]
    parts = [one for one in corrections if _is_of_a_part(one)]
    document = with_row_ids(document)
    _check_rows(document, corrections)
    if words:
        document = with_readings(_corrected(document, words))
    document = _corrected(document, parts)
    return replace(document, corrections=(*document.corrections, *corrections))


def as_cell_text(codec: Codec, value: Any) -> str | None:
    """A value as the words of its cell: how a correction writes down what stood there."""
    written = None if value is None else codec.write(value)
    return None if written is None else as_text(written)


def _is_of_a_part(correction: Correction) -> bool:
    return correction.field.partition(".")[0] in PARTS


def _check_rows(document: SourceDocument, corrections: Iterable[Correction]) -> None:
    ids = {sheet.row_id or "" for sheet in document.sheets}
    ids |= {row.row_id or "" for sheet in document.sheets for row in sheet.processes}
    ids |= {row.row_id or "" for sheet in document.sheets for row in sheet.kpis}
    missing = [f"行ID「{one.row_id}」の行がありません。" for one in corrections if one.row_id not in ids]
    if missing:
        raise CorrectionsDoNotFit("\n".join(missing))


def _corrected(document: SourceDocument, corrections: Iterable[Correction]) -> SourceDocument:
    of_row: dict[str | None, list[Correction]] = {}
    for correction in corrections:
        of_row.setdefault(correction.row_id, []).append(correction)
    faults: list[str] = []
    sheets = []
    for sheet in document.sheets:
        sheet = replace(
            sheet,
            processes=tuple(_with_fields(row, of_row.get(row.row_id, ()), faults) for row in sheet.processes),
            kpis=tuple(_with_fields(row, of_row.get(row.row_id, ()), faults) for row in sheet.kpis),
        )
        sheets.append(_with_fields(sheet, of_row.get(sheet.row_id, ()), faults))
    if faults:
        raise CorrectionsDoNotFit("\n".join(faults))
    return replace(document, sheets=tuple(sheets))


def _with_fields(row: Any, corrections: Iterable[Correction], faults: list[str]) -> Any:
    for correction in corrections:
        try:
            row = _with_field(row, correction)
        except (CellError, CorrectionsDoNotFit) as fault:
            words = in_words(TABLE_OF[type(row)], correction.field)
            faults.append(f"行ID「{correction.row_id}」の「{words}」：{fault}")
    return row


def _with_field(row: Any, correction: Correction) -> Any:
    table = TABLE_OF[type(row)]
    name, _, rest = correction.field.partition(".")
    if name in PARTS:
        changes = {name: _with_part(PARTS[name], getattr(row, name, ()), rest, correction)}
        if name == "segments":
            # A segment repeats the cells of its row under the same names: only the doubt about that cell is settled.
            name = rest.partition(".")[2] or name
    else:
        changes = {name: _after(table, name, row, correction)}
        if name in READ_FROM and correction.before != correction.after:
            changes[READ_FROM[name]] = ()
    return replace(row, **changes, issues=tuple(_settled(issue, table, name) for issue in row.issues))


def _with_part(table: Table, parts: tuple[Any, ...], rest: str, correction: Correction) -> tuple[Any, ...]:
    """The readings or segments with one field of one changed; a correction of "targets.2" as a whole leaves it out."""
    place, _, inner = rest.partition(".")
    index = int(place) - 1 if place.isdecimal() else -1
    if not 0 <= index < len(parts):
        raise CorrectionsDoNotFit(f"{place or 0}番目の読取りがありません。")
    if not inner:
        return parts[:index] + parts[index + 1 :]
    changes = {inner: _after(table, inner, parts[index], correction)}
    if table.column("confidence") is not None:
        changes["confidence"] = 1.0
    return (*parts[:index], replace(parts[index], **changes), *parts[index + 1 :])


def _after(table: Table, name: str, holder: Any, correction: Correction) -> Any:
    """The corrected value, if what stands in the row is what the correction was made for."""
    column = table.column(name)
    field = next((one for one in structs.fields(holder) if one.name == name), None)
    if column is None or field is None:
        raise CorrectionsDoNotFit("この項目は訂正できません。")
    stands = as_cell_text(column.codec, getattr(holder, name))
    if stands != (correction.before or None):
        raise CorrectionsDoNotFit(f"読取りが「{correction.before or ''}」ではなく「{stands or ''}」です。")
    if correction.after:
        return column.codec.read(correction.after)
    return None if field.default is NODEFAULT else field.default


def _settled(issue: Issue, table: Table, name: str) -> Issue:
    about = issue.field.partition(".")[0]
    same = table.synonyms.get(about, about) == table.synonyms.get(name, name)
    return replace(issue, severity="note") if same else issue
