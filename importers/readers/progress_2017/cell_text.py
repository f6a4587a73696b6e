"""The words of a cell as one text."""

from __future__ import annotations

from collections.abc import Sequence

from importers.readers.progress_2017.pieces import Piece
from kpi_tracker.lib.japanese_text import join_lines


def joined(pieces: Sequence[Piece]) -> str:
    """The words of the pieces: lines that the page broke inside a sentence joined, real breaks as a line end."""
    lines: list[str] = []
    for piece in pieces:
        if lines and piece.gap in ("space", "none"):
            lines[-1] += (" " if piece.gap == "space" else "") + piece.text
        else:
            lines.append(piece.text)
    return join_lines(lines)
