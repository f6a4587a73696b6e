"""Reads hostile files in a process of its own and prints what is said of each, and the most memory they took."""

from __future__ import annotations

import json
import resource
import sys

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


if __name__ == "__main__":
    answers = [read(name) for name in sys.argv[1:]]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KILOBYTES_IN_A_MEGABYTE
    json.dump({"answers": answers, "peak": peak}, sys.stdout)
