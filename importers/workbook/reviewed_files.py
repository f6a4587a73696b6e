"""A review kept as small texts that show in a diff: cover.csv, corrections.csv and definitions.csv of one document.

`python -m importers.workbook.reviewed_files SOURCE REVIEW OUT.xlsx` makes the reviewed workbook of a source document.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from importers.document import Correction, KpiDefinition, Sheet, SourceDocument
from importers.readers.registry import UnreadableSource, read_source_file
from importers.readers.source_file import SourceFile
from importers.workbook.columns import Table, find_by_heading
from importers.workbook.cover import COVER, OF_DOCUMENT
from importers.workbook.fields import TABLE_OF, from_words
from importers.workbook.review import CorrectionsDoNotFit, apply_corrections
from importers.workbook.row_ids import with_row_ids
from importers.workbook.side_tables import CORRECTIONS
from importers.workbook.tables import DEFINITIONS
from importers.workbook.writer import write_workbook
from kpi_tracker.lib.records import names_of, replace


def reviewed(source: SourceFile, review: Path) -> SourceDocument:
    """The document with its cover, corrections and definitions. Raises UnreadableSource, CorrectionsDoNotFit."""
    cover = _cover(review / "cover.csv")
    document = read_source_file(source)
    own = {name: value for name, value in cover.items() if name in OF_DOCUMENT}
    front = {name: value for name, value in cover.items() if name not in OF_DOCUMENT}
    document = with_row_ids(replace(document, **own, front={**front, "sha256": source.sha256}))
    document = apply_corrections(document, _corrections(review / "corrections.csv", document))
    return replace(document, definitions=tuple(_definitions(review / "definitions.csv")))


def _cover(path: Path) -> dict[str, Any]:
    found = {}
    for line in _lines(path):
        column = find_by_heading(COVER, line["項目"])
        if column is None:
            raise CorrectionsDoNotFit(f"{path.name}：「{line['項目']}」は表紙の項目にありません。")
        found[column.field] = column.codec.read(line["内容"])
    return found


def _corrections(path: Path, document: SourceDocument) -> Iterable[Correction]:
    tables: dict[str | None, Table] = {}
    for sheet in document.sheets:
        tables[sheet.row_id] = TABLE_OF[Sheet]
        tables |= {process.row_id: TABLE_OF[type(process)] for process in sheet.processes}
        tables |= {kpi.row_id: TABLE_OF[type(kpi)] for kpi in sheet.kpis}
    names = names_of(Correction)
    for line in _lines(path):
        values: dict[str, Any] = dict.fromkeys(names) | _values(CORRECTIONS, line)
        table = tables.get(values["row_id"])
        yield Correction(**{**values, "field": from_words(table, values["field"]) if table else values["field"]})


def _definitions(path: Path) -> Iterable[KpiDefinition]:
    return (KpiDefinition(**_values(DEFINITIONS, line)) for line in _lines(path))


def _values(table: Table, line: dict[str, str]) -> dict[str, Any]:
    columns = {heading: find_by_heading(table.columns, heading) for heading in line}
    filled = ((column, line[heading]) for heading, column in columns.items() if column and line[heading])
    return {column.field: column.codec.read(words) for column, words in filled}


def _lines(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main(source: str, review: str, target: str) -> int:
    """Write the reviewed workbook; 0, or 2 with one line for each reason on standard error."""
    try:
        document = reviewed(SourceFile(Path(source).name, Path(source).read_bytes()), Path(review))
    except (UnreadableSource, CorrectionsDoNotFit) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    write_workbook(document, target)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
