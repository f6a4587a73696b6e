"""A file as it came in: its name and its bytes, decoded once; and what the person who gave it says of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from importers.document import SourceDocument
from kpi_tracker.lib.decoding import NotText, decoded
from kpi_tracker.lib.records import replace


@dataclass(frozen=True)
class SourceFile:
    """name: the file's own name without folders; data: its bytes, unchanged."""

    name: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the bytes: the identity of a source document."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def text(self) -> str | None:
        """The text in UTF-8 (with or without BOM) or CP932 with line ends as \\n, None where it is neither."""
        if b"\x00" in self.data:
            return None
        try:
            return decoded(self.data)
        except NotText:
            return None

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text without their ends; empty where there is no text. Line n is lines[n - 1]."""
        return (self.text or "").split("\n")

    def top(self, count: int) -> list[str]:
        """The first lines, without making a list of all."""
        return (self.text or "").split("\n", count)[:count]


@dataclass(frozen=True)
class Stated:
    """What is known of a file that has no cover, from the person who gave it or from the round it is for."""

    programme: str | None = None
    edition: str | None = None
    fiscal_year: int | None = None

    def filled_into(self, document: SourceDocument) -> SourceDocument:
        """The document with what it does not say itself; what it says stays."""
        edition = {"edition": self.edition} if self.edition else {}
        return replace(
            document,
            programme=document.programme or self.programme,
            fiscal_year=self.fiscal_year if document.fiscal_year is None else document.fiscal_year,
            front={**edition, **document.front},
        )


NOTHING_STATED = Stated()
