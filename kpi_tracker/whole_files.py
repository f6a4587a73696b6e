"""Where uploaded files are kept: whole or not at all."""

from __future__ import annotations

from typing import IO, Any
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class Written(File[bytes]):
    """A file that lies in the storage already, under a name of the moment."""

    def temporary_file_path(self) -> str:
        """Its path: a storage moves such a file to its name instead of copying it."""
        return str(self.name)


class WholeFiles(FileSystemStorage):
    """A file gets its name once all of it is written; what a full disk cut off is taken away."""

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        """The name under which the file is kept."""
        part = f"{uuid4().hex}.part"
        try:
            super().save(part, content)
        except OSError:
            self.delete(part)
            raise
        return super().save(name, Written(None, self.path(part)), max_length)
