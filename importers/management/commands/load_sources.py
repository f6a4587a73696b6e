"""`manage.py load_sources [FILE …]`: reference data, the reviewed workbooks of fixtures/ and further documents."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from importers.apply import NotLoadable
from importers.document import SourceDocument
from importers.loading import load_published
from importers.readers.registry import UnreadableSource, read_source_file
from importers.readers.source_file import SourceFile
from importers.readers.source_path import source_file_at
from importers.reviewed_links import apply_links, read_links
from kpi_tracker.migrated import require_migrated
from reforms.services.reference import add_missing_reference

FIXTURES = settings.BASE_DIR / "fixtures"


@dataclass(frozen=True)
class Wanted:
    """A document to load, and the file it was published as."""

    document: SourceDocument
    original: SourceFile
    name: str


class Command(BaseCommand):
    """Loads every workbook of fixtures/, then the given ones, oldest year first. Run again it changes nothing."""

    help = "参照データ、確認済みの標準ワークブック（fixtures/*.xlsx）、指定した資料を取り込みます。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Further documents, and where the original of one of them is."""
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="ほかに取り込む標準ワークブックか資料")
        parser.add_argument("--original", type=Path, help="FILE の元文書。指定がなければ FILE と同じフォルダーから探す")

    def handle(self, *args: Any, **options: Any) -> None:
        """Loads and tells what came of each document. Raises CommandError, one Japanese line, on the first refusal."""
        require_migrated()
        files, original = options["files"], options["original"]
        if original and len(files) != 1:
            raise CommandError("--original を使うときは、取り込む資料を一つだけ指定してください。")
        add_missing_reference(sorted((FIXTURES / "reference").glob("*.json")))
        own = [_wanted(path, FIXTURES / "sources") for path in sorted(FIXTURES.glob("*.xlsx"))]
        self._load_all(own)
        self._load_all([_wanted(path, original or path.parent) for path in files])
        apply_links(read_links(FIXTURES / "reviews" / "links.csv"))

    def _load_all(self, wanted: Iterable[Wanted]) -> None:
        for one in sorted(wanted, key=lambda one: one.document.fiscal_year or 0):
            self._load(one)

    def _load(self, wanted: Wanted) -> None:
        try:
            loaded = load_published(wanted.document, original=wanted.original, by=None)
        except NotLoadable as refusal:
            raise CommandError(f"{wanted.name}: {refusal}") from refusal
        if loaded.already:
            self.stdout.write(f"{wanted.name}: 取込み済みです。何も変わりません。")
        else:
            words = loaded.round.edition.vocabulary
            self.stdout.write(
                f"{wanted.name}: {loaded.round} "
                f"{words.item}{loaded.items}・{words.process}{loaded.processes}・{words.kpi}の行{loaded.kpis}"
            )


def _wanted(path: Path, original: Path) -> Wanted:
    """The document of a file. original: the file it was published as, or the folder where that one is."""
    try:
        source = source_file_at(path)
        document = read_source_file(source)
        if document.file == source.name:
            return Wanted(document, source, path.name)
        # The name comes from a cell of the workbook: it must not lead out of the folder.
        place = original / Path(document.file).name if original.is_dir() else original
        return Wanted(document, source_file_at(place), path.name)
    except UnreadableSource as refusal:
        raise CommandError(str(refusal)) from refusal
