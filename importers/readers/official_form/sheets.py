"""A page of the form as a Sheet, and what a person should know of its lines and columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from importers.document import KpiRow, ProcessRow, Sheet
from importers.issues import Issue
from importers.readers.official_form.form_cells import FormCell, place_of
from importers.readers.official_form.front_lines import ITEM_NUMBER, FrontLine
from importers.readers.official_form.headings import Kind, is_caption, is_title
from importers.readers.official_form.kpi_rows import kpi_rows
from importers.readers.official_form.pages import Page
from importers.readers.official_form.process_rows import process_rows
from importers.readers.official_form.records import cell_issue
from importers.readers.official_form.tables import FormTable
from kpi_tracker.lib.readings import Severity

_TABLES: dict[Kind, str] = {"process": "processes", "kpi": "kpis"}
_OF_EVERY_ROW: dict[Kind, tuple[str, ...]] = {
    "process": ("item", "order", "shares_with"),
    "kpi": ("item", "order", "tier", "label", "relisted", "is_heading", "group"),
}
"""What the form says of a row without a column of its own."""
_SEPARATORS = re.compile(r"[、，,・／/\s]+")


def sheet_of(page: Page) -> Sheet:
    """The page; rows of two tables of one kind follow each other."""
    processes: list[ProcessRow] = []
    kpis: list[KpiRow] = []
    for table, records in page.tables:
        if table.lacks("process") and table.lacks("name"):
            continue
        if table.kind == "process":
            processes += process_rows(page.cells, table, records, len(processes))
        else:
            kpis += kpi_rows(page.cells, table, records)
    items = {_item(line): line for line in page.named("item")}
    issues_printed = page.named("important_issue")
    places = {f"items.{order}": place_of([line.cell]) for order, line in enumerate(items.values(), 1)}
    return Sheet(
        lines=page.rows,
        items=tuple(items),
        important_issue=" ／ ".join(dict.fromkeys(line.words for line in issues_printed)) or None,
        item_no=_numbers(page),
        plan_editions=tuple(cell.words.strip() for cell in (*page.above, *page.loose) if is_caption(cell.words)),
        processes=tuple(processes),
        kpis=tuple(kpis),
        ministries=_ministries(page, "ministries"),
        lead_ministries=_ministries(page, "lead_ministries"),
        places=places | ({"important_issue": place_of([issues_printed[0].cell])} if issues_printed else {}),
        issues=tuple(_issues(page)),
        row_id=page.row_id,
    )


def covered_fields(pages: Iterable[Page]) -> dict[str, frozenset[str]]:
    """What the form speaks for, by table, as SourceDocument.covers: the columns and lines that a page of it has."""
    above = {field for page in pages for field in ("item_no", "important_issue") if page.named(field)}
    above |= {"item_no"} if any(_numbers(page) for page in pages) else set()
    found: dict[str, set[str]] = {}
    for page in pages:
        for table, _ in page.tables:
            found.setdefault(_TABLES[table.kind], set(_OF_EVERY_ROW[table.kind]) | above).update(table.columns)
    found["pages"] = {field for page in pages for field in ("ministries", "lead_ministries") if page.named(field)}
    return {name: frozenset(fields) for name, fields in found.items()}


def _item(line: FrontLine) -> str:
    """The item without its number."""
    return ITEM_NUMBER.sub("", line.words, count=1).strip() if ITEM_NUMBER.match(line.words) else line.words.strip()


def _numbers(page: Page) -> str | None:
    stated = [line.words for line in page.named("item_no")]
    for line in page.named("item"):
        leading = ITEM_NUMBER.match(line.words)
        stated += [line.number] if line.number else [leading.group()] if leading else []
    return " ／ ".join(dict.fromkeys(stated)) or None


def _ministries(page: Page, field: str) -> tuple[str, ...]:
    words = [part for line in page.named(field) for part in _SEPARATORS.split(line.words)]
    return tuple(dict.fromkeys(word for word in words if word))


def _issues(page: Page) -> Iterator[Issue]:
    if not page.named("item"):
        message = (
            f"シート「{page.cells.title}」{page.rows[0]}～{page.rows[1]}行目に「改革項目：」の行がありません。"
            "表の上に改革項目を記入してください。"
        )
        yield Issue("item_unknown", "error", "item", message)
    for table, records in page.tables:
        yield from _of_columns(page, table)
        if not any(record.cells.keys() - {"tier"} for record in records):
            message = f"{table.top}行目からの表に行がありません。見出しの下の欄と、セルの結合を確かめてください。"
            yield cell_issue("table_empty", "warning", table.kind, page.cells.at(table.top, 1), message)
    yield from _of_cells("title_passed_over", "note", "を表題として読み飛ばしました", page.above)
    message = "は、どの行の欄にも入らない文のため読んでいません。表の中の文なら正しい欄に移してください"
    yield from _of_cells("words_outside_tables", "warning", message, page.loose)


def _of_columns(page: Page, table: FormTable) -> Iterator[Issue]:
    corner = page.cells.at(table.top, 1)
    if missing := table.missing:
        listed = "、".join(f"「{heading}」" for heading in missing)
        message = f"{table.top}行目からの表に列{listed}がありません。見出しの言葉を確かめてください。"
        yield cell_issue("missing_column", "error", table.kind, corner, message)
    for cell in table.unknown:
        message = f"列「{cell.words}」は公式様式にない列です。読み飛ばしました。"
        yield cell_issue("unknown_column", "note", cell.words, cell, message)


def _of_cells(code: str, severity: Severity, what: str, cells: list[FormCell]) -> Iterator[Issue]:
    """One issue for all cells that are neither the title of a table nor a caption."""
    told = [cell for cell in cells if not is_title(cell.words) and not is_caption(cell.words)]
    if told:
        more = f"ほか{len(told) - 1}か所" if len(told) > 1 else ""
        message = f"「{told[0].words.strip()}」{more}{what}。"
        yield cell_issue(code, severity, "sheet", told[0], message)
