"""A document as read → the rows to be written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from importers.document import KpiRow, Place, ProcessRow, Segment, Sheet, SourceDocument
from importers.drafting import draft_rows
from importers.issues import Issue
from importers.workbook import with_row_ids
from reforms.drafts import ProgressDraft
from tests.importers.published import SOURCES, read_published

PROGRESS = Place((45, 46), "研\n究会を開催。", cell="1")
OUTLOOK = Place((45, 46), "引き続き\n実施。", cell="2")


def process(order: int, progress: Place | None = None, outlook: Place | None = None, **more: object) -> ProcessRow:
    places = {name: place for name, place in (("progress", progress), ("outlook", outlook)) if place}
    words = {name: place.words.replace("\n", "") for name, place in places.items()}
    return ProcessRow(order, f"工程{order}", (order, order), places=places, **words, **more)  # type: ignore[arg-type]


def progress_of(*rows: ProcessRow) -> list[tuple[str, ...]]:
    """Which processes each progress cell serves, by the ends of their row ids."""
    return [tuple(row_id[-3:] for row_id in cell.process_row_ids) for cell in drafted(*rows)]


def drafted(*rows: ProcessRow) -> list[ProgressDraft]:
    sheet = Sheet((1, 60), ("見える化",), processes=rows)
    return draft_rows(with_row_ids(SourceDocument("a.txt", "x", fiscal_year=2016, sheets=(sheet,)))).progress


def source(name: str) -> SourceDocument:
    (path,) = (path for path in SOURCES if path.name.startswith(f"{name}_"))
    return with_row_ids(read_published(path))


def test_processes_given_the_words_of_one_merged_cell_share_it() -> None:
    assert progress_of(process(1), process(2, PROGRESS, OUTLOOK), process(3, PROGRESS, OUTLOOK)) == [
        ("p01",),
        ("p02", "p03"),
    ]


def test_a_shared_cell_is_written_once() -> None:
    (cell,) = drafted(process(1, PROGRESS, OUTLOOK), process(2, PROGRESS, OUTLOOK))
    assert [(segment.progress, segment.outlook) for segment in cell.segments] == [("研究会を開催。", "引き続き実施。")]


def test_equal_words_at_two_places_are_two_cells() -> None:
    below = Place((47, 48), PROGRESS.words, cell="1")
    assert progress_of(process(1, PROGRESS), process(2, below)) == [("p01",), ("p02",)]


def test_an_outlook_of_its_own_is_not_lost_in_a_shared_cell() -> None:
    other = Place((46, 46), "見直す。", cell="2")
    cells = drafted(process(1, PROGRESS, OUTLOOK), process(2, PROGRESS, other))
    assert [cell.segments[0].outlook for cell in cells] == ["引き続き実施。", "見直す。"]


def test_a_process_that_names_the_row_it_shares_with_joins_that_cell() -> None:
    rows = (process(1, shares_with=2), process(2, PROGRESS, OUTLOOK), process(3, PROGRESS, OUTLOOK))
    assert progress_of(*rows) == [("p01", "p02", "p03")]


def test_a_process_that_shares_with_a_row_that_is_gone_keeps_a_cell_of_its_own() -> None:
    assert progress_of(process(1, shares_with=9)) == [("p01",)]


@pytest.mark.parametrize("name", ["000", "001"])
def test_every_process_of_a_year_has_one_progress_cell_and_no_place_stands_twice(name: str) -> None:
    drafts = draft_rows(source(name))
    served = [row_id for cell in drafts.progress for row_id in cell.process_row_ids]
    assert sorted(served) == sorted(row.row_id for row in drafts.processes)
    assert any(len(cell.process_row_ids) == 2 for cell in drafts.progress)
    places = [(place, cell.places.get("outlook")) for cell in drafts.progress if (place := cell.places.get("progress"))]
    assert len(places) == len(set(places))


def test_an_evaluation_gives_its_judgement_once_with_its_reason_and_place() -> None:
    (given,) = draft_rows(source("003")).assessments
    assert given.words == "相当程度進展あり"
    assert given.reason.endswith("と判断した。")
    assert given.place is not None


def test_an_evaluation_gives_its_money_by_year() -> None:
    lines = {line.fiscal_year: line for line in draft_rows(source("003")).budget}
    assert list(lines) == [2016, 2017, 2018, 2019]
    assert (lines[2018].unit, lines[2018].total, lines[2018].executed) == ("百万円", Decimal(65336), Decimal(59666))
    assert all(line.place is not None for line in lines.values())


def test_an_evaluation_gives_baseline_words_and_a_place_for_each_year() -> None:
    drafts = draft_rows(source("003"))
    assert sum(bool(listing.baseline_words) for listing in drafts.listings) > 6
    fields = {field for snapshot in drafts.snapshots for field in snapshot.places}
    assert {"actual.2016", "target.2018", "target.final", "grade"} <= fields


def test_a_list_of_measures_gives_each_measure_with_its_ministries_and_further_cells() -> None:
    items = draft_rows(source("004")).items
    assert len(items) == 82
    assert all(item.ministries for item in items)
    assert any(item.lead_ministries and set(item.lead_ministries) <= set(item.ministries) for item in items)
    assert any(item.attributes.get("pillar") for item in items)


def test_a_process_with_segments_keeps_each_label() -> None:
    row = process(
        1, segments=(Segment("【甲省】", ("甲省",), "配布。", None, "順調"), Segment(None, (), "完了。", None, None))
    )
    (cell,) = drafted(row)
    assert [(segment.label, segment.mark) for segment in cell.segments] == [("【甲省】", "順調"), ("", "")]


def test_a_row_that_names_only_its_lines_has_them_for_each_cell() -> None:
    kpi = KpiRow(1, None, "受診率", (7, 8), target_raw="50%", note_raw="翌年度に公表")
    drafts = draft_rows(with_row_ids(SourceDocument("a.txt", "x", sheets=(Sheet((1, 9), ("健診",), kpis=(kpi,)),))))
    places = drafts.snapshots[0].places
    assert {cell: (place.line_from, place.line_to) for cell, place in places.items()} == {
        "target": (7, 8),
        "note": (7, 8),
    }


def test_a_page_without_rows_stands_on_no_line() -> None:
    (sheet,) = draft_rows(with_row_ids(SourceDocument("a.xlsx", "workbook", sheets=(Sheet((0, 0), ("健診",)),)))).sheets
    assert sheet.place is None


def test_an_issue_of_a_page_names_the_page() -> None:
    doubt = Issue("lead_lost", "warning", "lead_ministries", "主担当が分かりません。")
    document = with_row_ids(SourceDocument("a.txt", "x", sheets=(Sheet((1, 9), ("健診",), issues=(doubt,)),)))
    assert [issue.row_id for issue in draft_rows(document).issues] == ["0000-s01"]


HEADING, SECOND, ISSUE = (
    Place((3, 4), "改革項目：①見える\n化"),
    Place((5, 5), "集約化"),
    Place((2, 2), "重要課題：地方"),
)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param({"items.1": HEADING, "items.2": SECOND}, [{"item": (3, 4)}, {"item": (5, 5)}], id="each its own"),
        pytest.param({"item": HEADING}, [{"item": (3, 4)}, {"item": (3, 4)}], id="one heading"),
        pytest.param({}, [{"item": (1, 60)}, {"item": (1, 60)}], id="none told: the page"),
        pytest.param(
            {"items.1": HEADING, "important_issue": ISSUE},
            [{"item": (3, 4), "important_issue": (2, 2)}, {"item": (1, 60), "important_issue": (2, 2)}],
            id="with the important issue",
        ),
    ],
)
def test_an_item_keeps_the_places_of_its_heading_and_of_its_other_cells(
    places: dict[str, Place], expected: list[dict[str, tuple[int, int]]]
) -> None:
    sheet = Sheet((1, 60), ("見える化", "集約化"), places=places)
    drafts = draft_rows(with_row_ids(SourceDocument("a.txt", "x", fiscal_year=2016, sheets=(sheet,))))
    assert [
        {field: (place.line_from, place.line_to) for field, place in item.places.items()} for item in drafts.items
    ] == expected
