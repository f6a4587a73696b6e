"""The files of open data as answers; none is ever whole in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from django.urls import reverse

from kpis.open_data import licence
from kpis.open_data.files.csv_file import UTF_8, csv_lines, encoded
from kpis.open_data.files.json_file import json_parts
from kpis.open_data.files.package import package_parts
from kpis.open_data.files.workbook import write_workbook
from kpis.open_data.making.context import address
from kpis.open_data.selectors.records import Asked
from kpis.open_data.tables import Shape
from reforms.models import Publication
from reforms.selectors import publication_label, year_label

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IN_MEMORY = 2 * 1024**2
"""Bytes of a file; larger ones are written to a temporary file."""
_AT_ONCE = 64 * 1024


def csv_answer(table: Shape, records: Any, asked: Asked) -> HttpResponseBase:
    """One table as CSV."""
    parts = encoded(csv_lines(table, records), UTF_8)
    return _saved_as(StreamingHttpResponse(parts, content_type="text/csv; charset=utf-8"), f"{table.id}.csv", asked)


def json_answer(asked: Asked) -> HttpResponseBase:
    """All tables as JSON."""
    head = {"contents": "／".join(label_of(publication) for publication in asked.publications)}
    parts = (part.encode() for part in json_parts(asked.tables, head))
    return _saved_as(StreamingHttpResponse(parts, content_type="application/json"), "open-data.json", asked)


def package_answer(asked: Asked, encoding: str) -> HttpResponseBase:
    """All tables as CSV in a zip."""
    parts = package_parts(asked.tables, front_of(asked), encoding)
    answer = StreamingHttpResponse(parts, content_type="application/zip")
    return _saved_as(answer, f"open-data-{encoding}.zip", asked)


def workbook_answer(asked: Asked) -> HttpResponseBase:
    """All tables as sheets of a workbook, written once the server begins to send it."""
    return _saved_as(StreamingHttpResponse(_workbook_parts(asked), content_type=XLSX), "open-data.xlsx", asked)


def _workbook_parts(asked: Asked) -> Iterator[bytes]:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as target:
        write_workbook(asked.tables, front_of(asked), target)
        target.seek(0)
        while part := target.read(_AT_ONCE):
            yield part


def front_of(asked: Asked) -> list[tuple[str, str]]:
    """What stands before the tables: what they hold, under which terms."""
    return [
        ("題名", f"{licence.PUBLISHER} オープンデータ"),
        *(("公表", label_of(publication)) for publication in asked.publications),
        ("利用条件", licence.TERMS),
        ("利用条件のアドレス", licence.URL),
        ("出典の書き方", licence.SOURCE),
        ("注意", licence.COMPUTED),
        ("説明", address(reverse("kpis:open_data"))),
    ]


def label_of(publication: Publication) -> str:
    """「経済・財政再生計画・2017年度（平成29年度）・2017年12月21日公表」."""
    round = publication.round
    return f"{round.edition.programme.name}・{year_label(round.fiscal_year)}・{publication_label(publication)}"


def _saved_as(answer: HttpResponseBase, name: str, asked: Asked) -> HttpResponseBase:
    """The answer as a download, with the terms in its head too."""
    narrowed = [asked.filters.programme, str(asked.filters.year or ""), str(asked.filters.as_of or "")]
    named = "-".join([*(word for word in narrowed if word), name])
    answer["Content-Disposition"] = f'attachment; filename="{named}"'
    described = address(reverse("kpis:open_data_table", args=("columns",)))
    answer["Link"] = f'<{licence.URL}>; rel="license", <{described}>; rel="describedby"; type="text/csv"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
