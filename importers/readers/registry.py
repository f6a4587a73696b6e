"""Which reader reads a file: the one whose layout its content is of."""

from __future__ import annotations

from importers.document import SourceDocument
from importers.normalise import with_readings, with_repeats
from importers.readers.base import Reader
from importers.readers.evaluation_sheet import EvaluationSheetReader
from importers.readers.flat_table import FlatTableReader, why_no_table
from importers.readers.measures_list import MeasuresListReader
from importers.readers.official_form import OfficialFormReader
from importers.readers.progress_2016 import Progress2016Reader
from importers.readers.progress_2017 import Progress2017Reader
from importers.readers.source_file import NOTHING_STATED, SourceFile, Stated
from importers.readers.workbook import WorkbookReader
from kpi_tracker.lib.decoding import NotText, decoded

READERS: tuple[Reader, ...] = (
    WorkbookReader(),
    OfficialFormReader(),
    Progress2016Reader(),
    Progress2017Reader(),
    EvaluationSheetReader(),
    MeasuresListReader(),
    FlatTableReader(),
)


class UnreadableSource(Exception):
    """A file that no reader can open. The message is one Japanese line for the person who gave the file."""


class UnknownLayout(UnreadableSource):
    """A legible file whose layout no reader, or more than one, recognises."""


def read_source_file(source: SourceFile, stated: Stated = NOTHING_STATED) -> SourceDocument:
    """What the file says, its values read. Raises UnreadableSource, UnknownLayout.

    stated: what its giver says of a file that does not say it itself.
    """
    return with_readings(stated.filled_into(read_words(source)))


def read_words(source: SourceFile) -> SourceDocument:
    """What the file says, in words only; pages printed again are marked. Raises UnreadableSource, UnknownLayout."""
    document = with_repeats(_reader_of(source).read(source))
    refusal = next((issue for issue in document.issues if issue.code == "refused"), None)
    if refusal:
        raise UnreadableSource(f"{source.name}: {refusal.message}")
    return document


def layout_of(source: SourceFile) -> str:
    """The layout of the file itself: a document read from a standard workbook names the one that it was made from.

    Raises UnreadableSource, UnknownLayout.
    """
    return _reader_of(source).layout


def _reader_of(source: SourceFile) -> Reader:
    if not source.data.strip():
        raise UnreadableSource(f"{source.name}: ファイルが空です。中身のあるファイルを指定してください。")
    found = [reader for reader in READERS if reader.recognises(source)]
    if len(found) == 1:
        return found[0]
    if found:
        layouts = "、".join(reader.layout for reader in found)
        raise UnknownLayout(
            f"{source.name}: 様式を一つに決められません（{layouts}）。資料ごとにファイルを分けてください。"
        )
    if source.text is None:
        raise UnreadableSource(f"{source.name}: {_why_no_text(source.data)}")
    if missing := why_no_table(source):
        raise UnknownLayout(f"{source.name}: {missing}")
    raise UnknownLayout(
        f"{source.name}: 知っている様式のどれでもありません。公式様式、標準ワークブック、"
        "行IDのある表、公表資料から取り出した文字のどれかにしてください。"
    )


def _why_no_text(data: bytes) -> str:
    try:
        decoded(data)
    except NotText as reason:
        return str(reason)
    return "文字として読めません。UTF-8 のテキストか標準ワークブックを指定してください。"
