"""The reader of the 2017 layout on the published document and on an invented one of another policy area."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from importers.document import KpiRow, Place, ProcessRow, Sheet, SourceDocument
from importers.readers.progress_2017 import Progress2017Reader
from importers.readers.source_file import SourceFile
from tests.importers.readers.variants_2017 import MARKS, KpiWords, PageWords, ProcessWords, load

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "tests" / "samples"
PUBLISHED = next((ROOT / "fixtures" / "sources").glob("001_*.txt"))
INVENTED = SAMPLES / "progress_2017_invented.txt"


@cache
def read(path: Path) -> SourceDocument:
    return Progress2017Reader().read(SourceFile(path.name, path.read_bytes()))


@pytest.fixture(scope="module")
def published() -> SourceDocument:
    return read(PUBLISHED)


@pytest.fixture(scope="module")
def invented() -> SourceDocument:
    return read(INVENTED)


def plain(text: str | None) -> str | None:
    return None if text is None else "".join(text.split())


def same_kpi(row: KpiRow, words: KpiWords) -> bool:
    texts = ((row.name, words.name), (row.target_raw, words.target), (row.actual_raw, words.actual))
    others = (row.tier, row.status, row.is_heading, row.relisted, plain(row.note_raw), plain(row.label))
    expected = (words.tier, words.status, words.is_heading, words.relisted, plain(words.note), plain(words.label))
    return others == expected and all(plain(got) == plain(wanted) for got, wanted in texts)


def same_process(row: ProcessRow, words: ProcessWords) -> bool:
    texts = ((row.process, words.process), (row.progress, words.progress), (row.outlook, words.outlook))
    return all(plain(got) == plain(wanted) for got, wanted in texts)


def pages_with_item(document: SourceDocument) -> list[Sheet]:
    return [sheet for sheet in document.sheets if sheet.items]


def rows(document: SourceDocument) -> Iterator[KpiRow | ProcessRow]:
    for sheet in document.sheets:
        yield from sheet.kpis
        yield from sheet.processes


def flagged(row: KpiRow | ProcessRow) -> set[str]:
    return {issue.field for issue in row.issues if issue.severity != "note"}


def published_pages() -> list[tuple[Sheet, PageWords]]:
    return list(zip(pages_with_item(read(PUBLISHED)), load(SAMPLES / "progress_2017_words.json"), strict=True))


def invented_pages() -> list[tuple[Sheet, PageWords]]:
    pages = load(SAMPLES / "progress_2017_invented_words.json")
    return list(zip(pages_with_item(read(INVENTED)), pages, strict=True))


@pytest.mark.parametrize("pages", [published_pages, invented_pages], ids=["published", "invented"])
def test_every_page_has_its_own_item_whatever_the_order_of_its_tables(pages) -> None:
    assert [(sheet.item_no, sheet.item, sheet.important_issue) for sheet, _ in pages()] == [
        (words.item_no, words.item, words.issue) for _, words in pages()
    ]


@pytest.mark.parametrize("pages", [published_pages, invented_pages], ids=["published", "invented"])
def test_every_kpi_is_read_as_printed(pages) -> None:
    for sheet, words in pages():
        repeated = not words.kpis
        assert repeated or len(sheet.kpis) == len(words.kpis)
        assert [row.name for row, one in zip(sheet.kpis, words.kpis, strict=False) if not same_kpi(row, one)] == []


@pytest.mark.parametrize("pages", [published_pages, invented_pages], ids=["published", "invented"])
def test_every_process_is_read_as_printed(pages) -> None:
    for sheet, words in pages():
        assert len(sheet.processes) == len(words.processes)
        both = zip(sheet.processes, words.processes, strict=True)
        assert [row.process for row, one in both if not same_process(row, one)] == []


def test_a_page_that_prints_a_kpi_table_again_gives_the_same_rows(published: SourceDocument) -> None:
    first, again = pages_with_item(published)[:2]

    def told(sheet: Sheet) -> list[tuple[str | None, ...]]:
        return [(row.name, row.target_raw, row.actual_raw, row.status, row.note_raw) for row in sheet.kpis]

    assert told(first) == told(again)


def test_a_page_of_captions_only_is_a_sheet_without_item(published: SourceDocument) -> None:
    captions = [sheet for sheet in published.sheets if not sheet.items]
    assert [len(sheet.plan_editions) for sheet in captions] == [2, 2, 1, 2]
    assert not any(sheet.kpis or sheet.processes for sheet in captions)


def test_the_programme_is_the_one_printed_and_the_year_that_of_the_latest_actual(published: SourceDocument) -> None:
    assert (published.programme, published.fiscal_year) == ("経済・財政再生計画", 2017)
    assert [issue.code for issue in published.issues] == ["fiscal_year_inferred"]


def test_at_most_a_tenth_of_the_rows_is_flagged(published: SourceDocument) -> None:
    of_all = list(rows(published))
    assert 0 < len([row for row in of_all if flagged(row)]) <= len(of_all) / 10


@pytest.mark.parametrize("path", [PUBLISHED, INVENTED], ids=["published", "invented"])
def test_every_place_holds_the_words_of_the_file(path: Path) -> None:
    printed = path.read_text(encoding="utf-8").split("\n")
    places = [place for row in rows(read(path)) for place in row.places.values()]
    assert len(places) > 100
    assert [place for place in places if not stands_at(place, printed)] == []


def stands_at(place: Place, printed: list[str]) -> bool:
    first, last = place.lines
    words = place.words.split("\n")
    return len(words) == last - first + 1 and all(
        word in line for word, line in zip(words, printed[first - 1 : last], strict=True)
    )


def test_rows_under_a_heading_row_belong_to_its_group(invented: SourceDocument) -> None:
    heading, *others = pages_with_item(invented)[0].kpis
    assert heading.is_heading
    assert [row.group == heading.name for row in others] == [True, True, True, False, False, False, False]


def test_a_process_without_progress_shares_the_one_printed_next(invented: SourceDocument) -> None:
    first, second = pages_with_item(invented)[0].processes[:2]
    assert (first.shares_with, second.shares_with) == (2, None)
    assert {"process", "progress", "outlook", "marks"} <= flagged(first)


def test_a_line_that_holds_two_cells_is_parted_and_flagged(published: SourceDocument) -> None:
    row = next(row for row in rows(published) if any(issue.code == "line_holds_two_cells" for issue in row.issues))
    assert isinstance(row, ProcessRow)
    assert (row.progress, row.shares_with) == (None, 1)


def test_segments_pair_progress_and_outlook_by_label(invented: SourceDocument) -> None:
    row = pages_with_item(invented)[0].processes[1]
    assert [(part.label_raw, part.ministries, part.mark) for part in row.segments] == [
        ("【厚生労働省】", ("厚生労働省",), "順調"),
        ("【経済産業省】", ("経済産業省",), "概ね順調"),
    ]
    assert row.segments[1].outlook == "認定法人の拡大に向け、引き続き周知を図る。"


def test_a_label_can_name_several_ministries_or_none(invented: SourceDocument) -> None:
    shared, _, labelled = pages_with_item(invented)[1].processes
    assert shared.ministries == ("総務省", "国土交通省")
    assert labelled.ministries == ("国土交通省",)
    assert [part.label_raw for part in labelled.segments] == ["（国土交通省）", "（各市町村）"]


def test_marks_are_given_in_printed_order(invented: SourceDocument) -> None:
    marks = [row.marks for sheet in pages_with_item(invented) for row in sheet.processes]
    assert marks[1:4] == [("順調", "概ね順調"), ("順調",), ("やや遅れ",)]
    assert {mark for row in marks for mark in row} <= set(MARKS)


def test_one_dash_for_target_and_actual_leaves_both_empty(invented: SourceDocument) -> None:
    row = next(row for row in rows(invented) if any(issue.code == "one_dash_for_two_cells" for issue in row.issues))
    assert isinstance(row, KpiRow)
    assert (row.target_raw, row.actual_raw, row.status, flagged(row)) == (None, None, "N", set())
