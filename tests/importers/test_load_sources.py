"""`manage.py load_sources`: four published documents, further ones, and a second run that changes nothing."""

from collections import defaultdict
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from importers.apply import NotLoadable
from importers.document import Sheet
from importers.document import SourceDocument as ReadDocument
from importers.exporting import standard_workbook
from importers.loading import load_published
from importers.management.commands.load_sources import FIXTURES
from importers.plan import Decisions
from importers.planning import plan_import
from importers.readers.registry import read_words
from importers.readers.source_file import SourceFile
from kpis.frozen import FrozenKpi
from kpis.history import judgement_of, place_of_input
from kpis.models import Kpi, KpiListing, KpiMove, ProgressSnapshot, PublishedKpi
from kpis.published_rows import kpi_ratings, published_rows
from reforms.models import (
    Assessment,
    BudgetLine,
    ItemPlace,
    MinistryAlias,
    ProcessProgress,
    Publication,
    Rating,
    ReformItem,
    ReformProcess,
    ReportingRound,
    SourceDocument,
    SourceIssue,
    SourcePlace,
)
from reforms.services.reference import add_missing_reference
from tests.builders import make_round
from tests.importers.workbook.books import book

pytestmark = pytest.mark.django_db


def load(*arguments):
    said = StringIO()
    call_command("load_sources", *map(str, arguments), stdout=said)
    return said.getvalue()


def everything():
    """Every column of every table of ours, those that tie rows to rows among them."""
    configs = [apps.get_app_config(app) for app in ("reforms", "kpis")]
    models = [model for config in configs for model in config.get_models(include_auto_created=True)]
    return {model.__name__: list(model._default_manager.order_by("pk").values_list()) for model in models}


def add_reference():
    add_missing_reference(sorted((FIXTURES / "reference").glob("*.json")))


def listing(year, name):
    return KpiListing.objects.get(edition__fiscal_year=year, name=name, is_relisted=False)


def test_each_document_is_published_with_its_own_date_oldest_first(published_years):
    published = Publication.objects.order_by("pk").values_list("round__fiscal_year", "published_on")
    assert [(year, day.isoformat()) for year, day in published] == [
        (2016, "2016-12-21"),
        (2017, "2017-12-21"),
        (2018, "2019-08-31"),
        (2019, "2020-03-31"),
    ]


def test_a_second_run_changes_nothing(published_years):
    before = everything()
    assert load().count("何も変わりません") == 4
    assert everything() == before


@pytest.mark.parametrize("year", [2016, 2017, 2018, 2019])
def test_a_round_that_is_exported_and_imported_again_has_no_change(published_years, year):
    round = ReportingRound.objects.get(fiscal_year=year)
    document = read_words(SourceFile("取り出したもの.xlsx", standard_workbook(round)))
    assert document.front["scope"] == "全体"
    plan = plan_import(document, round, Decisions()).plan
    assert plan.counts["unchanged"] == len(plan.rows) > 0


def test_the_grades_of_2017_are_those_of_the_document(published_years):
    codes = ProgressSnapshot.objects.filter(round__fiscal_year=2017, grade__isnull=False).values_list(
        "grade__code", flat=True
    )
    assert {code: list(codes).count(code) for code in "ABNF"} == {"A": 6, "B": 3, "N": 8, "F": 1}


def test_every_printed_grade_is_known_to_its_editions_scale(published_years):
    assert not ProgressSnapshot.objects.exclude(grade_words="").filter(grade=None).exists()


def test_a_kpi_of_both_years_is_one_kpi(published_years):
    before, after = listing(2016, "窓口業務のアウトソーシング"), listing(2017, "窓口業務のアウトソーシング")
    assert before.kpi == after.kpi
    assert KpiMove.objects.filter(listing=after).get().grounds == KpiMove.Grounds.SAME_NAME


def test_full_width_and_half_width_names_are_the_same_kpi(published_years):
    assert listing(2016, "IT化・BPRに取り組んだ自治体数").kpi == listing(2017, "ＩＴ化・ＢＰＲに取り組んだ自治体数").kpi


def test_two_rows_of_one_item_that_share_a_name_stay_two(published_years):
    name = "歳出効率化の成果（事後的に検証する指標）"
    rows = KpiListing.objects.filter(edition__fiscal_year=2017, name=name)
    assert rows.count() == 2
    assert rows.values("kpi").distinct().count() == 2


def test_a_relisted_row_with_other_content_is_not_merged(published_years):
    rows = KpiListing.objects.filter(edition__fiscal_year=2017, name__startswith="社会人口増減など")
    assert rows.filter(is_relisted=True).count() == 1
    assert rows.values("kpi").distinct().count() == 2


def test_a_relisted_row_with_the_same_content_is_the_same_kpi(published_years):
    rows = KpiListing.objects.filter(edition__fiscal_year=2017, name__contains="経済・財政効果（事後的に検証する指標）")
    assert rows.count() == 2
    assert rows.values("kpi").distinct().count() == 1


def test_a_kpi_table_that_is_printed_again_is_not_counted_again(published_years):
    assert KpiListing.objects.filter(edition__fiscal_year=2017, name="窓口業務のアウトソーシング").count() == 1


def test_heading_rows_have_no_kpi_and_hold_their_rows(published_years):
    heading = KpiListing.objects.get(edition__fiscal_year=2017, is_heading=True)
    assert heading.kpi is None
    assert heading.grouped.count() == 3


def test_items_go_on_from_the_year_before(published_years):
    item = ReformItem.objects.get(edition__fiscal_year=2017, number="⑫")
    assert (item.continues.name, item.continuation) == (item.name, "confirmed")


def test_processes_with_the_same_words_are_confirmed_and_near_ones_proposed(published_years):
    states = set(ReformProcess.objects.filter(continues__isnull=False).values_list("continuation", flat=True))
    assert states == {"confirmed", "proposed"}


def test_a_page_of_three_items_belongs_to_each(published_years):
    shared = [
        item for item in ReformItem.objects.filter(edition__fiscal_year=2016) if "パフォーマンス指標" in item.name
    ]
    assert len(shared) == 2
    assert shared[0].sheets.get() == shared[1].sheets.get()


def test_a_progress_cell_can_serve_several_processes(published_years):
    assert any(cell.processes.count() == 2 for cell in ProcessProgress.objects.prefetch_related("processes"))


def test_a_progress_cell_holds_the_parts_of_several_ministries(published_years):
    segments = [
        [ministry.short_name for segment in cell.segments.all() for ministry in segment.ministries.all()]
        for cell in ProcessProgress.objects.filter(round__fiscal_year=2017).prefetch_related("segments__ministries")
    ]
    assert ["総務省", "番号室"] in segments


def test_every_snapshot_cell_with_words_has_its_place(published_years):
    for snapshot in ProgressSnapshot.objects.all():
        for words, place in (
            (snapshot.target_words, snapshot.target_place),
            (snapshot.actual_words, snapshot.actual_place),
            (snapshot.grade_words, snapshot.grade_place),
            (snapshot.note_words, snapshot.note_place),
        ):
            assert place is not None or not words, (snapshot, words)


def test_the_words_of_every_place_stand_in_its_lines(published_years):
    lines_of = {document.pk: document.text.split("\n") for document in SourceDocument.objects.all()}
    for place in SourcePlace.objects.exclude(words=""):
        lines = "".join("".join(lines_of[place.document_id][place.line_from - 1 : place.line_to]).split())
        for piece in place.words.split("\n"):
            assert "".join(piece.split()) in lines, place


def test_a_kpi_whose_name_was_destroyed_is_kept_without_one(published_years):
    rows = KpiListing.objects.filter(edition__fiscal_year=2016, name="")
    assert [row.kpi.name for row in rows] == ["", ""]


def test_an_unknown_edition_is_refused_with_a_sentence():
    document = ReadDocument("x.txt", "progress_2017", fiscal_year=2031, front={"edition": "ない版"})
    with pytest.raises(NotLoadable, match="表紙の版「ない版」"):
        load_published(document, original=SourceFile("x.txt", b""), by=None)


def test_another_document_for_a_published_round_is_refused_and_nothing_is_written(published_years):
    round = ReportingRound.objects.get(fiscal_year=2017)
    document = ReadDocument(
        "x.txt",
        "progress_2017",
        fiscal_year=2017,
        sheets=(Sheet((1, 1), ("見える化",)),),
        front={"edition": round.edition.name, "published": "2017-12-21"},
    )
    before = everything()
    with pytest.raises(NotLoadable, match="別の文書"):
        load_published(document, original=SourceFile("x.txt", b"other"), by=None)
    assert everything() == before


def test_an_evaluation_is_loaded_with_its_judgement_and_its_money(published_years):
    given = Assessment.objects.get(round__fiscal_year=2018)
    assert (given.words, given.rating.label, given.place.line_from) == ("相当程度進展あり", "相当程度進展あり", 54)
    assert [line.fiscal_year for line in BudgetLine.objects.order_by("fiscal_year")] == [2016, 2017, 2018, 2019]


def test_each_year_of_an_indicator_leads_to_its_own_cell(published_years):
    row = KpiListing.objects.get(edition__fiscal_year=2018, label="5")
    assert row.baseline_value == 550
    assert [(one.as_of, one.place.cell) for one in row.measurements.order_by("order")] == [
        ("2016-04-01", "4"),
        ("2017-04-01", "5"),
        ("2018-04-01", "6"),
    ]


def test_a_measure_keeps_ministries_that_nobody_knows_and_tells_them(published_years):
    item = ReformItem.objects.filter(edition__fiscal_year=2019, attributes__has_key="府省庁（記載のとおり）").first()
    told = SourceIssue.objects.filter(code="ministry_unknown", row_id=item.row_id)
    assert {issue.words for issue in told} <= set(item.attributes["府省庁（記載のとおり）"])
    assert told.exists()


@pytest.mark.parametrize("year", [2016, 2017, 2018, 2019])
def test_the_pages_of_an_item_and_of_a_kpi_open_for_every_document(published_years, client, year):
    for item in ReformItem.objects.filter(edition__fiscal_year=year)[:2]:
        assert client.get(item.get_absolute_url()).status_code == 200
    assert client.get(Kpi.objects.filter(listings__edition__fiscal_year=year)[0].get_absolute_url()).status_code == 200


def test_a_rating_that_was_edited_is_not_overwritten(published_years):
    Rating.objects.filter(scale__slug="abnf-2017", code="A").update(label="目安を超える")
    add_reference()
    assert Rating.objects.get(scale__slug="abnf-2017", code="A").label == "目安を超える"


def test_reference_data_that_is_missing_is_added_again(published_years):
    MinistryAlias.objects.all().delete()
    add_reference()
    assert MinistryAlias.objects.exists()


@pytest.fixture
def alone(monkeypatch, tmp_path, db):
    """Only what a test gives is loaded, into an empty database."""
    reviews = tmp_path / "fixtures" / "reviews"
    reviews.mkdir(parents=True)
    (reviews / "links.csv").write_text("版,行ID\n", encoding="utf-8")
    monkeypatch.setattr("importers.management.commands.load_sources.FIXTURES", tmp_path / "fixtures")


def workbook(folder, *, sheets=None, **cover):
    """A standard workbook that is its own source, for a round of its own."""
    round = make_round(2031)
    lines = {"計画": "試験計画", "年度": 2031, "版": round.edition.name, "公表日": "2031-12-21"} | cover
    path = folder / "2031.xlsx"
    path.write_bytes(book(表紙=(("項目", "内容"), *lines.items()), **(sheets or {})))
    return path


def test_a_further_workbook_is_loaded_and_a_second_time_changes_nothing(alone, tmp_path):
    path = workbook(tmp_path)
    assert "2031.xlsx: 2031年の版（2031年度） 改革項目1・改革工程0・ＫＰＩの行1" in load(path)
    before = everything()
    assert "2031.xlsx: 取込み済みです" in load(path)
    assert everything() == before


def test_the_original_is_found_beside_the_workbook_or_where_it_is_said_to_be(alone, tmp_path):
    (tmp_path / "far").mkdir()
    original = tmp_path / "far" / "原本.txt"
    original.write_text("1行目", encoding="utf-8")
    rows = (("改革項目", "KPI名", "開始行"), ("健診の推進", "受診率", 1))
    path = workbook(tmp_path, sheets={"KPI": rows}, 元文書="原本.txt", 元文書の様式="progress_2017")
    with pytest.raises(CommandError, match="ファイルがありません"):
        load(path)
    assert "ＫＰＩの行1" in load(path, "--original", original)
    assert SourceDocument.objects.get(file_name="原本.txt").text == "1行目"


def test_the_name_of_the_original_cannot_lead_out_of_the_folder(alone, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "秘密.txt").write_text("秘密", encoding="utf-8")
    with pytest.raises(CommandError, match="ファイルがありません"):
        load(workbook(tmp_path / "in", 元文書="../秘密.txt", 元文書の様式="progress_2017"))


@pytest.mark.parametrize(
    ("cover", "sheets", "sentence"),
    [
        ({"版": "ない版"}, {}, "2031.xlsx: 表紙の版「ない版」"),
        ({"公表日": "12月"}, {}, "2031.xlsx: 表紙の公表日「12月」が日付として読めません"),
        ({}, {"KPI": (("改革項目", "KPI名"), ("健診", "長" * 600))}, "2031.xlsx: データベースに入らない値があります"),
        (
            {},
            {"KPI": (("改革項目", "KPI名", "開始行"), ("健診", "甲", 0))},
            "2031.xlsx: データベースの制約に合わない行",
        ),
    ],
    ids=["edition", "date", "too long", "no such line"],
)
def test_a_workbook_that_cannot_be_loaded_is_one_line_and_writes_nothing(alone, tmp_path, cover, sheets, sentence):
    path = workbook(tmp_path, sheets=sheets, **cover)
    before = everything()
    with pytest.raises(CommandError) as refused:
        load(path)
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)
    assert everything() == before


def test_a_file_that_is_no_document_and_a_lone_original_are_refused(alone, tmp_path):
    (tmp_path / "a.txt").write_text("議事録", encoding="utf-8")
    with pytest.raises(CommandError, match="知っている様式のどれでもありません"):
        load(tmp_path / "a.txt")
    with pytest.raises(CommandError, match="一つだけ指定"):
        load("--original", tmp_path / "a.txt")


def test_a_published_text_without_a_cover_is_refused_with_what_to_do(alone):
    with pytest.raises(CommandError, match="表紙に「版」がありません"):
        load(FIXTURES / "sources" / "001_730e3ce914eb0239.txt")


def test_a_database_that_is_not_migrated_gets_one_sentence(monkeypatch):
    monkeypatch.setattr("kpi_tracker.migrated.MigrationExecutor.migration_plan", lambda self, targets: ["0001"])
    with pytest.raises(CommandError, match="先に python"):
        load()


def test_every_item_leads_to_the_words_of_its_heading(published_years):
    assert not ReformItem.objects.exclude(item_places__field="item").exists()
    headings = ItemPlace.objects.filter(field="item").select_related("item", "place")
    assert {tie.item.pk for tie in headings if not tie.place.words} == set()


@pytest.mark.parametrize("fiscal_year", [2017, 2018])
def test_every_important_issue_leads_to_the_words_that_print_it(published_years, fiscal_year):
    items = ReformItem.objects.filter(edition__fiscal_year=fiscal_year).exclude(important_issue="")
    assert items.exists()
    for item in items:
        words = item.item_places.get(field="important_issue").place.words
        assert "".join(item.important_issue.split()) in "".join(words.split())


def test_every_printed_figure_that_a_computed_grade_rests_on_leads_to_its_line(published_years):
    rows = published_rows(PublishedKpi.objects.all())
    ratings = kpi_ratings(row.edition for row in rows)
    same = defaultdict(list)
    for row in rows:
        same[row.kpi].append(row)
    rested_on = [
        (given, place_of_input(given, row, same[row.kpi]))
        for row in rows
        for given in judgement_of(row, same[row.kpi], ratings).inputs
        if given.reading
    ]
    assert {given.name for given, _ in rested_on} >= {"現在値", "初期値", "実績値", "基準値", "目標値"}
    assert [given for given, place in rested_on if place is None] == []


def test_a_baseline_leads_to_its_own_cell(published_years):
    row = PublishedKpi.objects.exclude(content__baseline=None).first()
    places = FrozenKpi.from_json(row.content).places
    assert places["baseline"].words == row.content["baseline_words"]
    assert places["baseline"].cell != places["name"].cell
