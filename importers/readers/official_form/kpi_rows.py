"""The table ＫＰＩの状況: its rows with tier, label, 【再掲】 and the heading row each stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from importers.document import KpiRow
from importers.issues import Issue
from importers.readers.official_form.form_cells import FormCells
from importers.readers.official_form.kpi_columns import RowTier, tier_alone, tiers_of
from importers.readers.official_form.records import OVER_SEVERAL, FormRecord, blank_issues, cell_issue
from importers.readers.official_form.tables import FormTable
from importers.readers.progress_2017.kpi_words import LABEL
from importers.readers.progress_2017.pieces import plain
from kpi_tracker.lib.records import replace

_VALUES = ("target_raw", "actual_raw", "status", "note_raw")
_EXPECTED = ("target_raw", "actual_raw", "status")
_RELISTED = re.compile(r"[【［\[〔（(]\s*再\s*掲\s*[】］\]〕）)]")


def kpi_rows(cells: FormCells, table: FormTable, records: Sequence[FormRecord]) -> list[KpiRow]:
    """The rows. One that holds nothing but dashes says that there is no KPI, and is none."""
    tiers = tiers_of(cells, table)
    kept = [record for record in records if _is_kpi(record)]
    rows = _grouped([_row(record, tiers[record.rows[0]], cells, table) for record in kept], cells.title)
    return rows if table.lacks("group_id") else _under_named_headings(rows, kept)


def split_name(words: str) -> tuple[str | None, str | None, bool]:
    """(label, name, whether 【再掲】) of what the cell of a name holds.

    >>> split_name("①－１窓口業務【再掲】"), split_name("窓口業務")
    (('①－１', '窓口業務', True), (None, '窓口業務', False))
    """
    name = _RELISTED.sub("", words).strip()
    label = LABEL.match(name)
    rest = name[label.end() :] if label else name
    return (label.group().strip() if label else None), rest.strip() or None, _RELISTED.search(words) is not None


def _is_kpi(record: FormRecord) -> bool:
    name = record.text("name")
    if name is not None and tier_alone(name) and not any(record.text(field) for field in _VALUES):
        return False
    return bool(record.issues or name or "row_id" in record.cells or any(record.text(field) for field in _VALUES))


def _row(record: FormRecord, tier: RowTier, cells: FormCells, table: FormTable) -> KpiRow:
    label, name, relisted = split_name(record.text("name") or "")
    apart, _, relisted_apart = split_name(record.text("label") or "")
    status = record.text("status")
    return KpiRow(
        tier=tier.tier,
        label=apart or record.text("label") or label,
        name=name,
        lines=record.rows,
        is_heading=_is_heading(record),
        relisted=relisted or relisted_apart,
        target_raw=record.text("target_raw"),
        actual_raw=record.text("actual_raw"),
        status=plain(status) if status else None,
        note_raw=record.text("note_raw"),
        places={field: place for field, place in record.places().items() if field in ("name", *_VALUES)},
        issues=(*_kept_issues(record), *_issues(record, name, tier, cells, table)),
        row_id=record.named("row_id"),
        at=record.at(),
    )


def _is_heading(record: FormRecord) -> bool:
    """Whether nothing but a name is printed, and the other cells hold dashes or are merged with it."""
    if record.text("name") is None or any(record.text(field) for field in _VALUES):
        return False
    dashed = all(record.printed(field) for field in _EXPECTED if field != "status")
    return dashed or any(issue.code == OVER_SEVERAL for issue in record.issues)


def _kept_issues(record: FormRecord) -> Iterator[Issue]:
    """The issues of the cells; that a heading is merged over the cells beside it is as it should be."""
    is_heading = _is_heading(record)
    return (issue for issue in record.issues if not (is_heading and issue.code == OVER_SEVERAL))


def _issues(record: FormRecord, name: str | None, tier: RowTier, cells: FormCells, table: FormTable) -> Iterator[Issue]:
    at_name = cells.at(record.rows[0], table.columns["name"][-1])
    at_tier = cells.at(record.rows[0], table.columns["tier"][0]) if "tier" in table.columns else at_name
    if name is None and not record.is_unreadable("name"):
        message = "「ＫＰＩ」の欄に名称がありません。名称を記入するか、上のＫＰＩの続きなら欄を結合してください。"
        # A row that was handed out without a name comes back as it was: that alone must not hold it up.
        yield cell_issue("cell_missing", "warning" if record.named("row_id") else "error", "name", at_name, message)
    if tier.tier is None:
        message = "第一階層か第二階層か分かりません。階層の欄に「第一階層」か「第二階層」と記入してください。"
        yield cell_issue("tier_unknown", "error", "tier", at_tier, message)
    elif tier.is_assumed:
        mark = "第一階層" if tier.tier == 1 else "第二階層"
        message = f"階層の欄が空です。上の行と同じ{mark}と読みました。違うなら階層を記入してください。"
        yield cell_issue("tier_assumed", "warning", "tier", at_tier, message)
    if not _is_heading(record):
        yield from blank_issues(record, _EXPECTED, cells, table)


def _grouped(rows: Sequence[KpiRow], sheet: str) -> list[KpiRow]:
    """The rows with the heading row each stands under: of its tier, as long as they carry a label.

    A row without words that no row of its tier follows measures nothing and heads nothing: that is told.
    """
    grouped: list[KpiRow] = []
    heading: KpiRow | None = None
    for row, after in zip_longest(rows, rows[1:]):
        if row.is_heading and not (after and after.tier == row.tier):
            row = _childless(row, sheet)
        if row.is_heading:
            heading = row
        elif heading and (heading.tier != row.tier or row.label is None):
            heading = None
        grouped.append(row if row.is_heading or not heading else replace(row, group=heading.name))
    return grouped


def _under_named_headings(rows: Sequence[KpiRow], records: Sequence[FormRecord]) -> list[KpiRow]:
    """The rows under the headings that their hidden column names; one without an id was added by hand."""
    names = {row.row_id: row.name for row in rows if row.is_heading and row.row_id}
    return [
        replace(row, group=names.get(record.named("group_id") or "")) if row.row_id else row
        for row, record in zip(rows, records, strict=True)
    ]


def _childless(row: KpiRow, sheet: str) -> KpiRow:
    cell = row.places["name"].cell
    message = (
        f"シート「{sheet}」{cell}：どの欄も横線か空欄ですが、下に続くＫＰＩがありません。"
        "見出しの行でないか確かめてください。"
    )
    issue = Issue("heading_without_rows", "warning", "is_heading", message, raw=row.name, cell=cell)
    return replace(row, is_heading=False, issues=(*row.issues, issue))
