"""`manage.py load_sources`: two published years, and a second run that changes nothing."""

from io import StringIO

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import CommandError, call_command

from importers.apply import NotLoadable, load_published
from importers.document import Sheet, SourceDocument
from importers.readers.source_file import SourceFile
from kpis.models import Kpi, KpiListing, KpiMove, ProgressSnapshot
from reforms.models import ProcessProgress, Publication, ReformItem, ReformProcess, ReportingRound, SourcePlace

pytestmark = pytest.mark.django_db


def load():
    said = StringIO()
    call_command("load_sources", stdout=said)
    return said.getvalue()


def everything():
    models = [model for app in ("reforms", "kpis") for model in apps.get_app_config(app).get_models()]
    return {model.__name__: serializers.serialize("json", model.objects.order_by("pk")) for model in models}


@pytest.fixture
def loaded():
    load()


def listing(year, name):
    return KpiListing.objects.get(edition__fiscal_year=year, name=name, is_relisted=False)


def test_both_years_are_published_with_the_documents_own_dates(loaded):
    published = Publication.objects.order_by("published_on").values_list("round__fiscal_year", "published_on")
    assert [(year, day.isoformat()) for year, day in published] == [(2016, "2016-12-21"), (2017, "2017-12-21")]


def test_a_second_run_changes_nothing(loaded):
    before = everything()
    assert load().count("何も変わりません") == 2
    assert everything() == before


def test_the_grades_of_2017_are_those_of_the_document(loaded):
    codes = ProgressSnapshot.objects.filter(round__fiscal_year=2017, grade__isnull=False).values_list(
        "grade__code", flat=True
    )
    assert {code: list(codes).count(code) for code in "ABNF"} == {"A": 6, "B": 3, "N": 8, "F": 1}


def test_every_printed_grade_is_known_to_its_editions_scale(loaded):
    assert not ProgressSnapshot.objects.exclude(grade_words="").filter(grade=None).exists()


def test_a_kpi_of_both_years_is_one_kpi(loaded):
    before, after = listing(2016, "窓口業務のアウトソーシング"), listing(2017, "窓口業務のアウトソーシング")
    assert before.kpi == after.kpi
    assert KpiMove.objects.filter(listing=after).get().grounds == KpiMove.Grounds.SAME_NAME


def test_full_width_and_half_width_names_are_the_same_kpi(loaded):
    assert listing(2016, "IT化・BPRに取り組んだ自治体数").kpi == listing(2017, "ＩＴ化・ＢＰＲに取り組んだ自治体数").kpi


def test_two_rows_of_one_item_that_share_a_name_stay_two(loaded):
    name = "歳出効率化の成果（事後的に検証する指標）"
    rows = KpiListing.objects.filter(edition__fiscal_year=2017, name=name)
    assert rows.count() == 2
    assert rows.values("kpi").distinct().count() == 2


def test_a_relisted_row_with_other_content_is_not_merged(loaded):
    rows = KpiListing.objects.filter(edition__fiscal_year=2017, name__startswith="社会人口増減など")
    assert rows.filter(is_relisted=True).count() == 1
    assert rows.values("kpi").distinct().count() == 2


def test_a_relisted_row_with_the_same_content_is_the_same_kpi(loaded):
    rows = KpiListing.objects.filter(edition__fiscal_year=2017, name__contains="経済・財政効果（事後的に検証する指標）")
    assert rows.count() == 2
    assert rows.values("kpi").distinct().count() == 1


def test_a_kpi_table_that_is_printed_again_is_not_counted_again(loaded):
    assert KpiListing.objects.filter(edition__fiscal_year=2017, name="窓口業務のアウトソーシング").count() == 1


def test_heading_rows_have_no_kpi_and_hold_their_rows(loaded):
    heading = KpiListing.objects.get(edition__fiscal_year=2017, is_heading=True)
    assert heading.kpi is None
    assert heading.grouped.count() == 3


def test_items_go_on_from_the_year_before(loaded):
    item = ReformItem.objects.get(edition__fiscal_year=2017, number="⑫")
    assert (item.continues.name, item.continuation) == (item.name, "confirmed")


def test_processes_with_the_same_words_are_confirmed_and_near_ones_proposed(loaded):
    states = set(ReformProcess.objects.filter(continues__isnull=False).values_list("continuation", flat=True))
    assert states == {"confirmed", "proposed"}


def test_a_page_of_three_items_belongs_to_each(loaded):
    shared = [
        item for item in ReformItem.objects.filter(edition__fiscal_year=2016) if "パフォーマンス指標" in item.name
    ]
    assert len(shared) == 2
    assert shared[0].sheets.get() == shared[1].sheets.get()


def test_a_progress_cell_can_serve_several_processes(loaded):
    assert any(cell.processes.count() == 2 for cell in ProcessProgress.objects.prefetch_related("processes"))


def test_a_progress_cell_holds_the_parts_of_several_ministries(loaded):
    segments = [
        [ministry.short_name for segment in cell.segments.all() for ministry in segment.ministries.all()]
        for cell in ProcessProgress.objects.filter(round__fiscal_year=2017).prefetch_related("segments__ministries")
    ]
    assert ["総務省", "番号室"] in segments


def test_every_snapshot_cell_with_words_has_its_place(loaded):
    for snapshot in ProgressSnapshot.objects.all():
        for words, place in (
            (snapshot.target_words, snapshot.target_place),
            (snapshot.actual_words, snapshot.actual_place),
            (snapshot.grade_words, snapshot.grade_place),
            (snapshot.note_words, snapshot.note_place),
        ):
            assert place is not None or not words, (snapshot, words)


def test_the_words_of_every_place_stand_in_its_lines(loaded):
    for place in SourcePlace.objects.exclude(words="").select_related("document"):
        lines = "".join("".join(place.document.text.split("\n")[place.line_from - 1 : place.line_to]).split())
        for piece in place.words.split("\n"):
            assert "".join(piece.split()) in lines, place


def test_a_kpi_whose_name_was_destroyed_is_kept_without_one(loaded):
    assert Kpi.objects.filter(name="").count() == KpiListing.objects.filter(name="").count() == 2


def test_an_unknown_edition_is_refused_with_a_sentence():
    document = SourceDocument("x.txt", "progress_2017", fiscal_year=2031, front={"edition": "ない版"})
    with pytest.raises(NotLoadable, match="表紙の版「ない版」"):
        load_published(document, original=SourceFile("x.txt", b""), by=None)


def test_another_document_for_a_published_round_is_refused_and_nothing_is_written(loaded):
    round = ReportingRound.objects.get(fiscal_year=2017)
    document = SourceDocument(
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


def test_a_database_that_is_not_migrated_gets_one_sentence(monkeypatch):
    monkeypatch.setattr("kpi_tracker.migrated.MigrationExecutor.migration_plan", lambda self, targets: ["0001"])
    with pytest.raises(CommandError, match="先に python"):
        load()
