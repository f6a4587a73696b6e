"""A progress cell that is named by a process that has ended stands at the next one it serves, out and in again."""

from __future__ import annotations

import io
from copy import deepcopy

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from importers import pipeline
from importers.exporting import exported_document
from importers.imports.workbooks import EXPORT, LAYOUTS, STANDARD, made_workbook
from importers.published_forms.selectors import form_of_round
from importers.services import State, ask_to_apply, ask_to_undo, receive_file
from reforms.drafts import ProcessDraft, ProgressDraft, SegmentDraft
from reforms.models import ProcessProgress, ReasonCode, ReformProcess, User
from reforms.services.frame import record_processes
from reforms.services.progress import record_progress
from reforms.services.sources import PlaceRegister
from tests.builders import BY_NOBODY, ItemSpec, build_round, make_ministry, make_round, make_user, publish
from tests.importers.comparing.editing import Sheet
from tests.importers.imports.batches import make_importer
from tests.tables import all_rows

pytestmark = pytest.mark.django_db

ENDED, NEXT, LAST = "s1-p1", "s1-p2", "s1-p3"
PARTS = (
    SegmentDraft("【総務省】", ("総務省",), "【総務省】調査した。（順調）", "【総務省】続ける。", "順調"),
    SegmentDraft("【文科省】", ("文部科学省",), "【文科省】協議した。", "【文科省】結論を得る。"),
)
PROGRESS = "【総務省】調査した。（順調）\n【文科省】協議した。"
OUTLOOK = "【総務省】続ける。\n【文科省】結論を得る。"
REWORDED = PROGRESS.replace("調査した", "調べ直した")


def build_shared_cell():
    """A round with one progress cell beside three processes, named by the first of them."""
    make_ministry("総務省"), make_ministry("文部科学省")
    built = build_round(make_round(2017), [ItemSpec("窓口業務の改革", "①", processes=("調査",))])
    nowhere = PlaceRegister(None)
    others = [ProcessDraft(NEXT, "s1", 2, "協議"), ProcessDraft(LAST, "s1", 3, "実施")]
    record_processes(built.round.edition, others, places=nowhere, change=BY_NOBODY)
    cell = ProgressDraft(ENDED, "s1", 1, (ENDED, NEXT, LAST), PARTS, PROGRESS, OUTLOOK)
    record_progress(built.round, [cell], places=nowhere, change=BY_NOBODY)
    return built


@pytest.fixture(scope="module")
def built_once(rows_of_module):
    return rows_of_module(build_shared_cell)


@pytest.fixture
def built(built_once):
    return deepcopy(built_once)


@pytest.fixture
def round(built, client):
    """The round after the secretariat ended the process that names the cell."""
    end_naming_process(client)
    return built.round


@pytest.fixture
def importer():
    return make_importer()


def end_naming_process(client):
    client.force_login(make_user(User.Role.REVIEWER))
    process = ReformProcess.objects.get(row_id=ENDED)
    sent = {"version": process.version, "code": ReasonCode.DEFINITION, "reason": "終了した"}
    client.post(reverse("kpis:frame_act", args=("processes", process.pk, "end")), sent)
    assert ReformProcess.objects.get(row_id=ENDED).retired_in is not None


def exported(round, layout=STANDARD):
    return made_workbook(round, layout=layout, purpose=EXPORT, ministry=None)


def prepared(data, by):
    batch = receive_file("進捗.xlsx", data, by=by)
    pipeline.prepare(batch)
    batch.refresh_from_db()
    assert (batch.state, batch.message) == (State.PREVIEW, "")
    return batch


def applied(batch, by):
    ask_to_apply(batch, by=by, reason="各府省の報告を受けたため")
    pipeline.apply(batch)
    batch.refresh_from_db()
    assert (batch.state, batch.message) == (State.APPLIED, "")


def told(batch):
    """What the preview shows of each row that does not stay as it is: its kind, and the headings of its changes."""
    return {
        row.content["row_id"]: (row.kind, [change["heading"] for change in row.content["changes"]])
        for row in batch.rows.exclude(kind="unchanged")
    }


def bearing(document):
    """Of each process that is printed the words it bears, its labels, and whose cell it shares."""
    return [
        (row.row_id, row.progress, [part.label_raw for part in row.segments], row.shares_with)
        for page in document.sheets
        for row in page.processes
    ]


BORNE_BY_THE_NEXT = [(NEXT, PROGRESS, ["【総務省】", "【文科省】"], None), (LAST, None, [], 2)]


def test_the_words_go_out_beside_the_next_process(round):
    assert bearing(exported_document(round)) == BORNE_BY_THE_NEXT


def test_the_words_are_published_beside_the_next_process(built, round):
    publish(built)
    assert bearing(form_of_round(round.pk).document) == BORNE_BY_THE_NEXT


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_goes_out_comes_back_as_nothing_new(round, importer, layout):
    assert told(prepared(exported(round, layout), importer)) == {}


def test_a_changed_word_changes_the_one_cell_and_can_be_taken_back(round, importer):
    before = all_rows()
    cell = ProcessProgress.objects.get()
    book = load_workbook(io.BytesIO(exported(round)))
    Sheet(book["改革工程"]).put(NEXT, "計画期間中の進捗", REWORDED)
    stream = io.BytesIO()
    book.save(stream)

    batch = prepared(stream.getvalue(), importer)
    preview = told(batch)
    applied(batch, importer)

    written = ProcessProgress.objects.get()
    assert preview == {NEXT: ("changed", ["計画期間中の進捗"])}
    assert (written.pk, written.row_id, written.progress_words) == (cell.pk, ENDED, REWORDED)
    assert [part.label for part in written.segments.all()] == ["【総務省】", "【文科省】"]
    assert set(written.processes.values_list("row_id", flat=True)) == {ENDED, NEXT, LAST}
    assert (written.progress_place.sheet, written.progress_place.words) == ("改革工程", REWORDED)
    assert told(prepared(exported(round), importer)) == {}

    ask_to_undo(batch, by=importer, reason="ファイルを取り違えた")
    pipeline.undo(batch)
    assert all_rows() == before


def test_a_file_from_before_brings_the_process_back_with_its_cell(built, client, importer):
    data = exported(built.round)
    end_naming_process(client)

    batch = prepared(data, importer)
    preview = told(batch)
    applied(batch, importer)

    cell = ProcessProgress.objects.get()
    assert [(row_id, kind) for row_id, (kind, _) in preview.items()] == [(ENDED, "new")]
    assert (cell.row_id, cell.progress_words) == (ENDED, PROGRESS)
    assert set(cell.processes.values_list("row_id", flat=True)) == {ENDED, NEXT, LAST}
    assert not ReformProcess.objects.exclude(retired_in=None)
