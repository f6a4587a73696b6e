"""What the page of open data shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from kpis.open_data.api.described import DescribedTable, described_table
from kpis.open_data.columns import Column
from kpis.open_data.downloads import label_of
from kpis.open_data.files.csv_file import CP932, UTF_8, csv_columns
from kpis.open_data.selectors.records import Asked
from kpis.open_data.tables import REFERENCE, TABLES, Shape
from reforms.models import Publication


@dataclass(frozen=True)
class Download:
    """A file of all tables. format: the short word on its link."""

    format: str
    meaning: str
    url: str


@dataclass(frozen=True)
class ShownTable:
    """A table; csv_url: the table alone; columns_url: what its columns mean."""

    id: str
    title: str
    meaning: str
    csv_url: str
    columns_url: str


@dataclass(frozen=True)
class ShownPublication:
    """What the files hold. form_round: whose 公式様式 can be had, None where the edition has no such form."""

    label: str
    form_round: int | None


@dataclass(frozen=True)
class OpenDataPage:
    """is_narrowed: less than everything is asked for; clear_url: everything."""

    publications: list[ShownPublication]
    is_narrowed: bool
    clear_url: str
    downloads: list[Download]
    tables: list[ShownTable]


@dataclass(frozen=True)
class TablePage:
    """One table: every column of its CSV."""

    table: ShownTable
    api: DescribedTable
    columns: tuple[Column, ...]


def open_data_page(asked: Asked) -> OpenDataPage:
    """The files of what is asked for."""
    query = asked.filters.query
    return OpenDataPage(
        publications=[ShownPublication(label_of(one), _form_round(one)) for one in asked.publications],
        is_narrowed=bool(query),
        clear_url=reverse("kpis:open_data"),
        downloads=_downloads(query),
        tables=[_table(table, query) for table in (*TABLES, *REFERENCE)],
    )


def table_page(table_id: str) -> TablePage | None:
    """What a table holds, None where there is none of that name."""
    table = next((one for one in (*TABLES, *REFERENCE) if one.id == table_id), None)
    if table is None:
        return None
    return TablePage(_table(table, ""), described_table(table), csv_columns(table))


def _form_round(publication: Publication) -> int | None:
    round = publication.round
    return round.pk if publication.is_current and round.edition.vocabulary.is_of_a_roadmap else None


def _downloads(query: str) -> list[Download]:
    package = _with(reverse("kpis:open_data_package"), query)
    encoded = f"{package}{'&' if query else '?'}encoding="
    workbook, everything = (_with(reverse(f"kpis:open_data_{name}"), query) for name in ("workbook", "json"))
    return [
        Download("Excel（xlsx）", "表ごとに一つのシート。列の説明とコード表のシート付き", workbook),
        Download("CSV一式（UTF-8、zip）", "表ごとに一つのCSV（BOM付き）。文字は公表のとおり", f"{encoded}{UTF_8}"),
        Download("CSV一式（CP932、zip）", "UTF-8を読めないソフト用。置き換えた文字の一覧付き", f"{encoded}{CP932}"),
        Download("JSON", "すべての表を一つのJSONに", everything),
    ]


def _table(table: Shape, query: str) -> ShownTable:
    url = _with(reverse("kpis:open_data_table", args=(table.id,)), "" if table in REFERENCE else query)
    return ShownTable(table.id, table.title, table.meaning, url, reverse("kpis:open_data_columns", args=(table.id,)))


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
