"""What every reader of a layout offers."""

from __future__ import annotations

from typing import Protocol

from importers.document import SourceDocument
from importers.readers.source_file import SourceFile


class Reader(Protocol):
    """One layout. A reader hands on the printed words with their places; `normalise` reads the values out of them."""

    layout: str

    def recognises(self, source: SourceFile) -> bool:
        """Whether the content, never the name, is of this layout. Cheap and safe on any bytes."""

    def read(self, source: SourceFile) -> SourceDocument:
        """What the document says. Raises nothing on a recognised file: what cannot be read is an issue."""
