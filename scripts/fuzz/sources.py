"""The files that are damaged: published texts, invented ones, and the workbooks that are made of them."""

from __future__ import annotations

import io
from pathlib import Path

from importers.readers.registry import read_source_file
from importers.readers.source_file import SourceFile
from importers.workbook.writer import write_workbook

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "samples"
NO_SOURCE = "asvs_"
TEXTS = [
    SourceFile(path.name, path.read_bytes())
    for path in sorted(SAMPLES.glob("*.txt"))
    if not path.name.startswith(NO_SOURCE)
]
FORM = SAMPLES / "official_form_libreoffice.xlsx"


def _as_workbook(source: SourceFile) -> SourceFile:
    target = io.BytesIO()
    write_workbook(read_source_file(source), target)
    return SourceFile(f"{Path(source.name).stem}.xlsx", target.getvalue())


SOURCES = [*TEXTS, *map(_as_workbook, TEXTS), SourceFile(FORM.name, FORM.read_bytes())]
