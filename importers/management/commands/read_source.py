"""`manage.py read_source FILE`: what one source document says, as JSON. Touches no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from importers.document import SourceDocument
from importers.document_json import as_json
from importers.readers.registry import UnreadableSource, read_source_file
from importers.readers.source_path import source_file_at
from importers.workbook import UnwritableText, write_workbook

REFUSED = 2
"""Exit status of a file that cannot be read, and of a workbook that cannot be written."""


class Command(BaseCommand):
    """Prints the JSON alone on standard output; what there is to say goes to standard error."""

    help = "資料を一つ読み、内容を JSON で標準出力に書きます。--workbook を付けると標準ワークブックも作ります。"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and where to write its workbook."""
        parser.add_argument("file", type=Path, help="読む資料（テキストまたは標準ワークブック）")
        parser.add_argument("--workbook", type=Path, metavar="OUT.xlsx", help="標準ワークブックの書き出し先")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reads, writes the workbook where one is wanted, prints."""
        try:
            document = read_source_file(source_file_at(options["file"]))
        except UnreadableSource as refusal:
            self._refuse(str(refusal))
        if options["workbook"]:
            self._write_workbook(document, options["workbook"])
        self.stdout.write(json.dumps(as_json(document), ensure_ascii=False, indent=2))
        self.stderr.write(_summary(document))

    def _write_workbook(self, document: SourceDocument, path: Path) -> None:
        try:
            write_workbook(document, path)
        except UnwritableText as refusal:
            self._refuse(str(refusal))
        except OSError as reason:
            self._refuse(f"{path}: 書き出せません（{type(reason).__name__}）。フォルダーと権限を確かめてください。")

    def _refuse(self, line: str) -> NoReturn:
        self.stderr.write(line)
        raise SystemExit(REFUSED)


def _summary(document: SourceDocument) -> str:
    sheets = len(document.sheets)
    processes = [row.issues for sheet in document.sheets for row in sheet.processes]
    kpis = [row.issues for sheet in document.sheets for row in sheet.kpis]
    unsure = sum(any(issue.severity != "note" for issue in issues) for issues in (*processes, *kpis))
    return (
        f"{document.file}: 様式 {sheets} 枚、改革工程 {len(processes)} 行、ＫＰＩ {len(kpis)} 行を読みました。"
        f"確かめる行は {unsure} 行です。"
    )
