"""Workbooks as people make them: bare sheets with the headings and rows a test shows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

from importers.document import SourceDocument
from importers.readers.source_file import SourceFile
from importers.readers.workbook import WorkbookReader
from importers.workbook import with_row_ids

Rows = Sequence[Sequence[Any]]
COVER = (("項目", "内容"), ("計画", "社会保障改革計画"), ("年度", 2017))
PROCESSES = (("改革工程",),)
KPIS = (("改革項目", "KPI名", "実績値"), ("健診の推進", "受診率", "41.5%（2016年度）"))


def book(*, change: Callable[[Workbook], None] | None = None, **sheets: Rows) -> bytes:
    """An .xlsx file with a cover, processes and KPIs, some sheets replaced or added by name."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in ({"表紙": COVER, "改革工程": PROCESSES, "KPI": KPIS} | sheets).items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if change:
        change(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def read(data: bytes) -> SourceDocument:
    """What the reader makes of it, every row named."""
    return with_row_ids(WorkbookReader().read(SourceFile("持ち込み.xlsx", data)))


def repacked(data: bytes, change: Callable[[str, bytes], bytes], **added: bytes) -> bytes:
    """The package with its parts changed and others added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in added.items():
            new.writestr(name, content)
    return stream.getvalue()
