"""列の説明: the columns of every table as records of their own."""

from __future__ import annotations

from collections.abc import Iterator

from kpis.open_data.files.csv_file import csv_columns
from kpis.open_data.records.reference import ColumnRecord
from kpis.open_data.tables import REFERENCE, TABLES


def column_records() -> Iterator[ColumnRecord]:
    """Every column of the CSV of every table, the two that explain included; the last of each says the terms."""
    for table in (*TABLES, *REFERENCE):
        for number, column in enumerate(csv_columns(table), start=1):
            yield ColumnRecord(
                table=table.id,
                table_name=table.title,
                number=number,
                column=column.id,
                heading=column.heading,
                type=column.type_name,
                unit=column.unit,
                codes=column.codes.id if column.codes else "",
                meaning=column.meaning,
            )
