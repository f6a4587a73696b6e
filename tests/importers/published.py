"""The four published documents as read from their texts, each read once for all tests: what comes out is frozen."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from importers.document import SourceDocument
from importers.readers.registry import read_source_file
from importers.readers.source_file import SourceFile

SOURCES = sorted((Path(__file__).parents[2] / "fixtures" / "sources").glob("*.txt"))


@cache
def read_published(path: Path) -> SourceDocument:
    """The document at a path of SOURCES."""
    return read_source_file(SourceFile(path.name, path.read_bytes()))
