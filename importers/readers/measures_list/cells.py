"""A printed cell of the table: its words as the file holds them and the text they make."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from importers.document import Place
from importers.readers.measures_list.markup import blocks_of
from kpi_tracker.lib.japanese_text import is_dash


@dataclass(frozen=True)
class Cell:
    """line: 1-based; column: 0-based; words: unchanged, markup included."""

    line: int
    column: int
    words: str

    @cached_property
    def blocks(self) -> tuple[str, ...]:
        """Its paragraphs and list items; of a cell without markup the one line it is. None for a dash alone."""
        blocks = blocks_of(self.words)
        return () if len(blocks) == 1 and is_dash(blocks[0]) else blocks

    @property
    def text(self) -> str | None:
        """Its blocks, one a line; None for a blank cell or a dash."""
        return "\n".join(self.blocks) or None

    @property
    def is_blank(self) -> bool:
        """Nothing printed at all; a dash is printed."""
        return not self.words.strip()

    @property
    def is_dash(self) -> bool:
        """Dashes only: the printed way to say that there is nothing."""
        return not self.is_blank and not self.blocks

    @property
    def place(self) -> Place:
        """Where to find the words in the file."""
        return Place(lines=(self.line, self.line), words=self.words, cell=str(self.column))
