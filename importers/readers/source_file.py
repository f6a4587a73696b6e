"""A file as it came in: its name and its bytes, decoded once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property


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
        for encoding in ("utf-8-sig", "cp932"):
            try:
                return self.data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
            except UnicodeDecodeError:
                continue
        return None

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text without their ends; empty where there is no text. Line n is lines[n - 1]."""
        return (self.text or "").split("\n")
