"""The name of a file that the import screens make. Pure."""

from __future__ import annotations

from kpi_tracker.lib.file_names import download_name


def marked_name(name: str) -> str:
    """The name of the file with its errors marked: always a workbook.

    >>> marked_name("様式.csv")
    '様式_確認結果.xlsx'
    """
    stem = download_name(name).rpartition(".")[0] or download_name(name)
    return f"{stem}_確認結果.xlsx"
