"""What goes out as a workbook comes back as the same document."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from importers.document import KpiRow, Sheet, SourceDocument
from importers.readers.source_file import SourceFile
from importers.readers.workbook import WorkbookReader
from importers.workbook import UnwritableText, with_row_ids, write_workbook
from kpi_tracker.lib.readings import TargetReading
from kpi_tracker.lib.records import replace
from tests.importers.as_documents import wherever_it_stands
from tests.importers.workbook.strategies import AWKWARD, EXACT, documents


def written(document: SourceDocument) -> bytes:
    stream = io.BytesIO()
    write_workbook(document, stream)
    return stream.getvalue()


def read_back(data: bytes) -> SourceDocument:
    return wherever_it_stands(WorkbookReader().read(SourceFile("standard.xlsx", data)))


# Without shrinking: one example writes and reads a whole workbook, and a failing one is shown as it is.
@settings(
    max_examples=30, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(documents())
def test_a_document_comes_back_equal(document: SourceDocument) -> None:
    assert read_back(written(document)) == document


@pytest.mark.parametrize("words", AWKWARD, ids=[ascii(words)[:24] for words in AWKWARD])
def test_awkward_words_come_back_in_every_printed_cell(words: str) -> None:
    row = KpiRow(1, words, words, (1, 2), target_raw=words, actual_raw=words, status=words, note_raw=words)
    document = with_row_ids(SourceDocument("a.txt", "progress_2017", sheets=(Sheet((1, 2), (words,), kpis=(row,)),)))
    assert read_back(written(document)) == document


@pytest.mark.parametrize(
    "value", [Decimal("0.1"), EXACT, Decimal(10) ** 17, Decimal("-1.50"), Decimal("1E+3")], ids=str
)
def test_a_decimal_comes_back_exactly(value: str) -> None:
    row = KpiRow(1, None, "件数", (1, 1), targets=(TargetReading("numeric", Decimal(value)),))
    document = with_row_ids(SourceDocument("a.txt", "progress_2017", sheets=(Sheet((1, 1), kpis=(row,)),)))
    assert read_back(written(document)).sheets[0].kpis[0].targets[0].value == Decimal(value)


def test_the_same_document_gives_the_same_bytes() -> None:
    document = SourceDocument("a.txt", "progress_2017", sheets=(Sheet((1, 1), ("見える化",)),))
    assert written(document) == written(document)


def test_words_too_long_for_a_cell_are_refused_with_their_place() -> None:
    row = KpiRow(1, None, "長" * 40_000, (1, 1))
    document = SourceDocument("a.txt", "progress_2017", sheets=(Sheet((1, 1), kpis=(row,)),))
    with pytest.raises(UnwritableText, match="シート「KPI」2行目「KPI名」が長すぎます"):
        written(document)


def test_the_cover_takes_what_the_caller_knows() -> None:
    stream = io.BytesIO()
    write_workbook(SourceDocument("a.txt", "progress_2017"), stream, edition="2017改定版", published="2017-12-21")
    assert read_back(stream.getvalue()).front == {"edition": "2017改定版", "published": "2017-12-21"}


def test_row_ids_once_given_are_kept() -> None:
    rows = tuple(KpiRow(1, None, name, (1, 1)) for name in ("甲", "乙"))
    document = with_row_ids(SourceDocument("a.txt", "x", fiscal_year=2017, sheets=(Sheet((1, 1), kpis=rows),)))
    added = KpiRow(1, None, "丙", (1, 1))
    sheet = replace(document.sheets[0], kpis=(added, *document.sheets[0].kpis))
    again = with_row_ids(replace(document, sheets=(sheet,)))
    ids = {row.name: row.row_id for row in again.sheets[0].kpis}
    assert ids == {"甲": "2017-s01-k01", "乙": "2017-s01-k02", "丙": "2017-s01-k03"}
