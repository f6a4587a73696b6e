"""A table as CSV: one datum a cell, headings on the first line, as 行政データにおける機械可読性に関するルール asks."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from kpis.open_data import licence
from kpis.open_data.columns import Column
from kpis.open_data.files.cells import as_csv
from kpis.open_data.tables import Shape

UTF_8, CP932 = "utf-8", "cp932"
_CODECS = {UTF_8: "utf-8-sig", CP932: "cp932"}
"""A file in UTF-8 begins with the byte order mark by which spreadsheet programs know it."""
LICENCE = Column("license", "利用条件", str, f"すべての行で {licence.SHORT}：{licence.TERMS}", lambda _: licence.SHORT)
"""The last column of each CSV, which has no other place to say it."""
_LINES_AT_ONCE = 200


class _Line:
    """What the writer writes a line to: it hands the line back."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def csv_lines(table: Shape, records: Iterable[Any]) -> Iterator[str]:
    """The lines of the file, the headings first, made one by one."""
    writer = csv.writer(_Line())
    columns = csv_columns(table)
    yield writer.writerow([column.heading for column in columns])
    for record in records:
        yield writer.writerow([as_csv(column.of(record)) for column in columns])


def csv_columns(table: Shape) -> tuple[Column, ...]:
    """The columns of a table, and the terms."""
    return (*table.columns, LICENCE)


def encoded(lines: Iterable[str], encoding: str) -> Iterator[bytes]:
    """The bytes of a file, some hundred lines at once. encoding: UTF_8 or CP932."""
    encoder = codecs.getincrementalencoder(_CODECS[encoding])()
    rest = iter(lines)
    while some := list(islice(rest, _LINES_AT_ONCE)):
        yield encoder.encode("".join(some))
