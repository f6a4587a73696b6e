"""The words of each cell of the form, whatever draws it: a workbook or paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from importers.document import KpiRow, Sheet, SourceDocument
from importers.official_form.fitting import written_pages
from importers.readers.official_form.front_lines import ITEM_NUMBER
from importers.shared_cells import SharedCell, shared_cells, words_or_dash
from importers.workbook.cells import LIST_SEPARATOR
from reforms.vocabulary import Vocabulary

MINISTRIES = "担当府省庁"
_DASH = "－"
_RELISTED = "【再掲】"
_VALUES = ("target_raw", "actual_raw", "status", "note_raw")
_BETWEEN_NUMBERS = " ／ "


@dataclass(frozen=True)
class FormColumns:
    """What an edition calls the columns of its form, and whether 区分 is one of them."""

    words: Vocabulary = field(default_factory=Vocabulary)
    has_grades: bool = True


@dataclass(frozen=True)
class FilledKpi:
    """A row of ＫＰＩの状況. name: label, name and 【再掲】 in one cell; heading_id: of the row it stands under; row:
    what is printed in it."""

    name: str
    target: str | None
    actual: str | None
    status: str | None
    note: str | None
    heading_id: str | None
    row: KpiRow


@dataclass(frozen=True)
class FilledTier:
    """Rows beside one cell 第一階層; label: None where none is printed."""

    label: str | None
    rows: tuple[FilledKpi, ...]


@dataclass(frozen=True)
class FilledPage:
    """One sheet of the form. number: of the page in its document, from 1; edition: 計画, 年度 and 時点 with their
    labels; issue, items: the lines 重要課題 and 改革項目; ministries: label and words of the lines that name any."""

    number: int
    columns: FormColumns
    title: str | None
    edition: tuple[str, ...]
    issue: str | None
    items: tuple[str, ...]
    ministries: tuple[tuple[str, str], ...]
    processes: tuple[SharedCell, ...]
    tiers: tuple[FilledTier, ...]
    captions: tuple[str, ...]
    row_id: str | None

    @property
    def is_empty(self) -> bool:
        """Whether it has a row of neither table."""
        return not self.processes and not self.tiers


def filled_pages(document: SourceDocument, columns: FormColumns = FormColumns()) -> Iterator[FilledPage]:
    """The pages of a document whose rows have ids. Raises UnwritableForm as `written_pages`."""
    edition = tuple(_edition(document))
    for number, page in written_pages(document):
        yield FilledPage(
            number=number,
            columns=columns,
            title=document.title,
            edition=edition,
            issue=f"重要課題：{page.important_issue}" if page.important_issue else None,
            items=tuple(_items(page)),
            ministries=tuple(_ministries(page)),
            processes=tuple(shared_cells(page.processes)),
            tiers=tuple(_tiers(page.kpis, columns.words)),
            captions=page.plan_editions,
            row_id=page.row_id,
        )


def _edition(document: SourceDocument) -> Iterator[str]:
    year = None if document.fiscal_year is None else f"{document.fiscal_year}年度"
    for label, words in (("計画", document.programme), ("年度", year), ("時点", document.as_of)):
        if words:
            yield f"{label}：{words}"


def _items(page: Sheet) -> Iterator[str]:
    """The line of each item with its number; numbers that are not the items' own, ⑪, on a line before them."""
    numbers = page.item_no.split(_BETWEEN_NUMBERS) if page.item_no else []
    are_own = len(numbers) == len(page.items) and all(ITEM_NUMBER.fullmatch(number) for number in numbers)
    if numbers and not are_own:
        yield f"改革項目番号：{page.item_no}"
    for place, item in enumerate(page.items):
        yield f"改革項目：{numbers[place] if are_own else ''}{item}"


def _ministries(page: Sheet) -> Iterator[tuple[str, str]]:
    for label, names in ((MINISTRIES, page.ministries), ("主担当府省庁", page.lead_ministries)):
        if names:
            yield label, LIST_SEPARATOR.join(names)


def _tiers(rows: Sequence[KpiRow], words: Vocabulary) -> Iterator[FilledTier]:
    heading_ids = {row.name: row.row_id for row in rows if row.is_heading}
    for tier, of_tier in groupby(rows, key=lambda row: row.tier):
        filled = (_kpi(row, heading_ids.get(row.group) if row.group else None) for row in of_tier)
        yield FilledTier(words.tier_label(tier) or None, tuple(filled))


def _kpi(row: KpiRow, heading_id: str | None) -> FilledKpi:
    name = f"{row.label or ''}{row.name or ''}{_RELISTED if row.relisted else ''}"
    target, actual, status, note = (_printed(row, field) for field in _VALUES)
    return FilledKpi(name, target, actual, status, note, heading_id, row)


def _printed(row: KpiRow, field: str) -> str | None:
    """The words of a cell; the dash where the row says nothing in it. A row that says nothing at all stays empty, to
    be filled in, unless it only heads others."""
    words = words_or_dash(row, field)
    if words is not None:
        return words
    says_something = any(getattr(row, other) for other in _VALUES)
    return _DASH if row.is_heading or (says_something and field != "note_raw") else None
