"""`load_published`: what it refuses, each with a sentence and nothing written, and what it keeps and tells."""

from __future__ import annotations

from typing import Any

import pytest

from importers.apply import NotLoadable
from importers.document import KpiDefinition, KpiRow, ProcessRow, Segment, Sheet, SourceDocument
from importers.loading import Loaded, load_published
from importers.readers.source_file import SourceFile
from importers.workbook import with_row_ids
from kpi_tracker.lib.records import replace
from reforms import models
from tests.builders import make_ministry, make_round
from tests.importers.workbook.books import COVER, book, read

pytestmark = pytest.mark.django_db
ORIGINAL = SourceFile("原本.txt", "1行目\n2行目".encode())
KPI = KpiRow(1, None, "受診率", (2, 2), target_raw="50%", actual_raw="41.5%")
SHEET = Sheet((1, 2), ("健診の推進",), kpis=(KPI,))


def document(*sheets: Sheet, **changes: Any) -> SourceDocument:
    round = models.ReportingRound.objects.first() or make_round(2017)
    front = {"edition": round.edition.name, "published": "2017-12-21", "sha256": ORIGINAL.sha256}
    made = SourceDocument("原本.txt", "progress_2017", fiscal_year=2017, sheets=sheets or (SHEET,), front=front)
    return with_row_ids(replace(made, **changes))


def load(made: SourceDocument, original: SourceFile = ORIGINAL) -> Loaded:
    return load_published(made, original=original, by=None)


def refusal(made: SourceDocument, original: SourceFile = ORIGINAL) -> str:
    """The sentence, after making sure that nothing was written."""
    counts = [model.objects.count() for model in (models.SourceDocument, models.ReformItem, models.Publication)]
    with pytest.raises(NotLoadable) as refused:
        load(made, original)
    assert [model.objects.count() for model in (models.SourceDocument, models.ReformItem, models.Publication)] == counts
    return str(refused.value)


def by_hand(**sheets: Any) -> SourceDocument:
    """A workbook that is its own source, as it is read."""
    round = make_round(2017)
    cover = (*COVER, ("版", round.edition.name), ("公表日", "2017-12-21"))
    return read(book(表紙=cover, **sheets))


OWN = SourceFile("持ち込み.xlsx", book())


def test_the_same_original_with_the_same_content_writes_nothing() -> None:
    assert load(document()).kpis == 1
    assert load(document()).already


def test_the_same_original_with_another_review_is_refused() -> None:
    load(document())
    other = document(replace(SHEET, kpis=(replace(KPI, actual_raw="42.5%"),)))
    assert "「原本.txt」が別の確認結果で取り込まれています" in refusal(other)


def test_another_date_of_publication_is_another_review() -> None:
    load(document())
    made = document()
    assert "別の確認結果" in refusal(replace(made, front={**made.front, "published": "2018-01-05"}))


def test_an_original_that_is_not_the_one_of_the_cover_is_refused() -> None:
    assert "「別の原本.txt」のSHA-256が表紙の" in refusal(document(), SourceFile("別の原本.txt", b"other"))


def test_a_page_with_rows_and_without_an_item_is_refused() -> None:
    assert "様式2に改革項目がありません" in refusal(document(SHEET, replace(SHEET, items=())))


def test_a_page_without_an_item_that_another_prints_again_is_refused() -> None:
    again = replace(SHEET, duplicate_of=0)
    assert "様式1に改革項目がありません" in refusal(document(Sheet((1, 1)), again))


def test_a_document_without_any_item_is_refused() -> None:
    assert "改革項目が一つもありません" in refusal(document(Sheet((1, 1))))


def remove_processes(made: Any) -> None:
    made.remove(made["改革工程"])


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [
        ({"change": remove_processes}, "シート「改革工程」がないため"),
        ({"KPI": (("改革項目", "実績値"), ("健診", "5%"))}, "シート「KPI」に列「KPI名」がありません"),
        (
            {"KPI": (("行ID", "改革項目", "KPI名"), ("k1", "健診", "甲"), ("k1", "健診", "乙"))},
            "シート「KPI」3行目の行ID「k1」は、シート「KPI」2行目の行IDと同じです",
        ),
        ({"KPI": (("改革項目", "順", "KPI名"), ("健診", "初め", "甲"))}, "シート「KPI」B2「順」：「初め」は読めません"),
        (
            {
                "KPI": (("行ID", "改革項目", "KPI名"), ("k1", "健診", "甲")),
                "実績値の読取り": (("行ID", "値"), ("k1", "約5件")),
            },
            "シート「実績値の読取り」B2「値」：「約5件」は読めません",
        ),
        (
            {"様式": (("様式番号", "開始行", "終了行"), (1, "初め", 2)), "KPI": (("様式番号", "KPI名"), (1, "甲"))},
            "シート「様式」B2「開始行」：「初め」は読めません",
        ),
    ],
    ids=["no sheet", "no column", "doubled id", "cell of a row", "cell of a reading", "cell of a page"],
)
def test_a_workbook_that_would_lose_words_is_refused(sheets: dict[str, Any], sentence: str) -> None:
    assert sentence in refusal(by_hand(**sheets), OWN)


def test_many_reasons_stay_one_line() -> None:
    said = refusal(document(*(replace(SHEET, items=()) for _ in range(9)), SHEET))
    assert "ほかに6件あります。" in said
    assert "\n" not in said


def test_a_ministry_that_nobody_knows_is_kept_as_printed_and_told() -> None:
    make_ministry("総務省")
    load(document(replace(SHEET, ministries=("総務省", "関係府省"), lead_ministries=("総務省",))))
    item = models.ReformItem.objects.get()
    assert item.attributes == {"府省庁（記載のとおり）": ["総務省", "関係府省"]}
    assert [(tie.ministry.name, tie.is_lead) for tie in item.item_ministries.all()] == [("総務省", True)]
    issue = models.SourceIssue.objects.get()
    assert (issue.row_id, issue.field, issue.severity, issue.words) == (
        item.row_id,
        "ministries",
        "warning",
        "関係府省",
    )


def test_known_ministries_leave_the_attributes_alone() -> None:
    make_ministry("総務省")
    load(document(replace(SHEET, ministries=("総務省",), attributes={"pillar": "標準化"})))
    assert models.ReformItem.objects.get().attributes == {"pillar": "標準化"}
    assert not models.SourceIssue.objects.exists()


def test_a_lead_ministry_that_is_not_among_the_others_is_kept() -> None:
    make_ministry("総務省")
    load(document(replace(SHEET, lead_ministries=("総務省",))))
    assert models.ItemMinistry.objects.get().is_lead


def test_unknown_ministries_of_a_segment_and_of_a_definition_are_told() -> None:
    process = ProcessRow(1, "配布", (1, 1), segments=(Segment("【甲庁】", ("甲庁",), "配布した。", None, None),))
    definition = KpiDefinition("受診率", definition="割合", ministries=("乙庁",))
    load(document(replace(SHEET, processes=(process,)), definitions=(definition,)))
    told = models.SourceIssue.objects.order_by("row_id").values_list("row_id", "words")
    assert list(told) == [("2017-s01-k01", "乙庁"), ("2017-s01-p01", "甲庁")]


def test_a_row_added_by_hand_must_name_its_line_of_the_original() -> None:
    round = make_round(2017)
    cover = (*COVER, ("版", round.edition.name), ("公表日", "2017-12-21"), ("元文書", "原本.txt"))
    assert "シート「KPI」2行目が元文書「原本.txt」の何行目か分かりません" in refusal(read(book(表紙=cover)))


def test_the_places_of_a_workbook_that_is_its_own_source_open_in_its_text() -> None:
    round = make_round(2017)
    data = book(表紙=(*COVER, ("版", round.edition.name), ("公表日", "2017-12-21")))
    load(read(data), SourceFile("持ち込み.xlsx", data))
    cited = [place for place in models.SourcePlace.objects.select_related("document") if place.words]
    assert {place.cell for place in cited} == {"B2", "C2"}
    assert all(place.words in place.document.lines[place.line_from - 1] for place in cited)
