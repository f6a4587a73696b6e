"""A file of the disk as a source file, refused before it is read where it cannot be a document."""

from __future__ import annotations

from pathlib import Path

from importers.readers.registry import UnreadableSource
from importers.readers.source_file import SourceFile

LARGEST = 20 * 1024 * 1024
"""Bytes. The documents of a year are below 1 MB; more is no document, and memory stays bounded."""


def source_file_at(path: Path) -> SourceFile:
    """The file with its bytes. Raises UnreadableSource where there is none, or one too large to be a document."""
    try:
        if path.is_dir():
            raise UnreadableSource(f"{path}: フォルダーです。ファイルを指定してください。")
        if not path.is_file():
            raise UnreadableSource(f"{path}: ファイルがありません。パスを確かめてください。")
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableSource(
                f"{path}: {size / 1024 / 1024:.0f} MB あり、上限の {LARGEST // 1024 // 1024} MB を超えています。"
                "資料ごとに分けてください。"
            )
        return SourceFile(path.name, path.read_bytes())
    except (OSError, ValueError) as reason:
        raise UnreadableSource(
            f"{path}: ファイルを開けません（{type(reason).__name__}）。権限とパスを確かめてください。"
        ) from reason
