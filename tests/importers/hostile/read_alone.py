"""Reads hostile files in a process of its own and prints what is said of each, and the most memory they took."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from importers.document import SourceDocument
from importers.readers.registry import UnreadableSource, read_source_file
from importers.readers.source_file import SourceFile
from tests.importers.hostile import files

KILOBYTES_IN_A_MEGABYTE = 1024


def told(document: SourceDocument) -> str:
    """The first thing that is told of a file that was read as far as it goes."""
    rows = [row for sheet in document.sheets for row in sheet.kpis]
    issues = [*document.issues, *(issue for row in rows for issue in row.issues)]
    return next((issue.message for issue in issues), "")


def read(name: str) -> str:
    """What is said of the file that the function of this name builds."""
    try:
        return told(read_source_file(SourceFile("持ち込み", getattr(files, name)())))
    except UnreadableSource as refusal:
        return str(refusal)


def peak() -> int:
    """The most kilobytes this process held at once; getrusage would count what its parent held at the fork."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1])


if __name__ == "__main__":
    answers = [read(name) for name in sys.argv[1:]]
    json.dump({"answers": answers, "peak": peak() // KILOBYTES_IN_A_MEGABYTE}, sys.stdout)
