"""Reading the files of open data back as another program would: every cell as text, by the id of its column."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import datetime
from decimal import Decimal
from http import HTTPStatus
from itertools import zip_longest

from openpyxl import load_workbook

from kpi_tracker.lib.csv_cells import without_apostrophe
from kpis.open_data.files.csv_file import LICENCE
from kpis.open_data.tables import REFERENCE, TABLES

SHAPES = {table.id: table for table in (*TABLES, *REFERENCE)}
EVERYTHING = 500


def body(answer):
    """The bytes of an answer that went well."""
    assert answer.status_code == HTTPStatus.OK, answer.content
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def csv_rows(content, table, encoding="utf-8-sig"):
    """The rows of a CSV; its last column is the terms."""
    headings, *lines = csv.reader(io.StringIO(content.decode(encoding), newline=""))
    columns = SHAPES[table].columns
    assert headings == [*(column.heading for column in columns), LICENCE.heading]
    assert {line[-1] for line in lines} <= {"PDL1.0"}
    return [
        {column.id: without_apostrophe(cell) for column, cell in zip(columns, line[:-1], strict=True)} for line in lines
    ]


def json_tables(content):
    """The rows of each table of a JSON file."""
    return {name: [as_text(row) for row in rows] for name, rows in json.loads(content)["tables"].items()}


def api_rows(client, table, **asked):
    """The rows that the API gives, page after page."""
    rows, address, given = [], f"/api/v1/{table}", {"limit": EVERYTHING, **asked}
    while address:
        page = client.get(address, given).json()
        rows += [as_text(row) for row in page["results"]]
        address, given = page["next"], {}
    return rows


def workbook_tables(content):
    """The rows of each sheet of a workbook but the first."""
    _, *sheets = load_workbook(io.BytesIO(content), read_only=True).worksheets
    by_title = {shape.title: shape for shape in SHAPES.values()}
    found = {}
    for sheet in sheets:
        table = by_title[sheet.title]
        headings, *lines = sheet.iter_rows(values_only=True)
        assert list(headings) == [column.heading for column in table.columns]
        ids = [column.id for column in table.columns]
        found[table.id] = [as_text(dict(zip_longest(ids, line))) for line in lines]  # an empty end is left out
    return found


def packed(content):
    """The files of a package by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def as_text(row):
    """The row with every value as CSV writes it."""
    return {name: _text(value) for name, value in row.items()}


def _text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, int | float):
        return f"{Decimal(str(value)).normalize():f}"
    return value
