"""A file's whole way: prepared, decided, applied, undone; and what stands in its way."""

import errno
import io
from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from openpyxl import load_workbook

from importers import pipeline, spool, tasks
from importers.exporting import standard_workbook
from importers.models import ImportBatch
from importers.services import NotNow, State, ask_to_apply, ask_to_undo, decide, drop, receive_file, resume, set_round
from kpis.models import KpiListing, Measurement, ProgressSnapshot
from reforms.drafts import SegmentDraft
from reforms.models import ProgressSegment, ReasonCode, ReformProcess, SegmentComment, SegmentResponsibility
from reforms.services.recording import Change, update_rows
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_round, publish
from tests.importers.comparing.editing import Sheet
from tests.importers.imports.batches import make_importer
from tests.tables import all_rows, number_of_states

pytestmark = pytest.mark.django_db

OF_THE_FILES = {"reforms.SourceDocument", "reforms.SourcePlace", "reforms.SourceIssue"}
FIRST, SECOND = "s1-k1", "s1-k2"
RATE = KpiSpec("がん検診の受診率", "2020年度までに50％", "38.2％（2016年度）", "A", targets=(), actuals=())


@pytest.fixture
def importer():
    return make_importer()


def publish_one_item():
    make_ministry("総務省")
    built = build_round(make_round(2017), [ItemSpec("窓口業務の改革", "①", kpis=(KpiSpec(), RATE))])
    publish(built)
    return built.round


@pytest.fixture(scope="module")
def round_once(rows_of_module):
    return rows_of_module(publish_one_item)


@pytest.fixture
def round(round_once):
    return deepcopy(round_once)


def edited(round, change):
    """The exported workbook of the round after a person edited its sheet KPI."""
    book = load_workbook(io.BytesIO(standard_workbook(round)))
    change(Sheet(book["KPI"]))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def prepared(data, by, name="進捗.xlsx"):
    batch = receive_file(name, data, by=by)
    pipeline.prepare(batch)
    batch.refresh_from_db()
    return batch


def applied(batch, by, reason="各府省の報告を受けたため"):
    ask_to_apply(batch, by=by, reason=reason)
    pipeline.apply(batch)
    batch.refresh_from_db()
    return batch


def other_actual(words):
    return lambda sheet: sheet.put(FIRST, "実績値（時点）", words)


def actual_words(row_id=FIRST):
    return ProgressSnapshot.objects.get(listing__row_id=row_id).actual_words


def test_what_goes_out_comes_back_as_nothing_new(round, importer):
    batch = prepared(standard_workbook(round), importer)

    assert (batch.message, batch.state, batch.round) == ("", State.PREVIEW, round)
    assert batch.counts == {
        "new": 0,
        "changed": 0,
        "unchanged": 4,
        "retired": 0,
        "undecided": 0,
        "errors": 0,
        "warnings": 0,
    }


def test_a_changed_cell_is_shown_before_it_is_written_and_read_anew_after(round, importer):
    batch = prepared(edited(round, other_actual("350団体（2018年３月確報値）")), importer)
    (row,) = batch.rows.all()
    unwritten = actual_words()

    applied(batch, importer)

    assert row.content["changes"][0]["after"] == "350団体（2018年３月確報値）"
    assert unwritten == "301団体（2017年４月速報値）"
    assert actual_words() == "350団体（2018年３月確報値）"
    assert Measurement.objects.get(listing__row_id=FIRST).value == 350
    assert (batch.state, batch.applied_by, batch.reason) == (State.APPLIED, importer, "各府省の報告を受けたため")


def test_what_was_written_is_cited_from_the_cell_of_the_file(round, importer):
    batch = applied(prepared(edited(round, other_actual("350団体（2018年３月）")), importer), importer)

    place = ProgressSnapshot.objects.get(listing__row_id=FIRST).actual_place

    assert place.document == batch.document
    assert (place.sheet, place.words) == ("KPI", "350団体（2018年３月）")
    assert batch.document.lines[place.line_from - 1].count("350団体（2018年３月）") == 1


@pytest.mark.usefixtures("few_held")
def test_a_file_of_more_rows_than_are_held_comes_in_and_goes_out_the_same(importer):
    make_ministry("総務省")
    items = [ItemSpec(f"改革項目{number}", kpis=(KpiSpec(), RATE)) for number in range(4)]
    round = build_round(make_round(2017), items).round

    batch = applied(prepared(edited(round, other_actual("350団体（2018年３月）")), importer), importer)

    assert (batch.message, batch.state, batch.counts["changed"], batch.counts["unchanged"]) == (
        "",
        State.APPLIED,
        1,
        15,
    )
    assert Measurement.objects.get(listing__row_id=FIRST).value == 350
    again = prepared(standard_workbook(round), importer)
    assert (again.counts["unchanged"], again.rows.count()) == (16, 0)


def test_a_full_disk_puts_the_batch_back_and_says_so(round, importer, few_held, monkeypatch):
    def full():
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(spool, "TemporaryFile", full)
        batch = prepared(standard_workbook(round), importer)
    assert (batch.state, "ディスクの空き" in batch.message) == (State.WAITING, True)

    pipeline.prepare(batch)
    batch.refresh_from_db()
    assert (batch.state, batch.message) == (State.PREVIEW, "")


def test_a_workbook_without_its_processes_changes_its_kpis_and_leaves_the_processes(round, importer):
    book = load_workbook(io.BytesIO(edited(round, other_actual("350団体（2018年３月）"))))
    book.remove(book["改革工程"])
    stream = io.BytesIO()
    book.save(stream)

    batch = applied(prepared(stream.getvalue(), importer), importer)

    assert (batch.state, batch.counts["changed"], batch.counts["retired"]) == (State.APPLIED, 1, 0)
    told = [issue["message"] for issue in batch.rows.get(key="document/file").content["issues"]]
    assert any("「KPI」だけを取り込みます。改革工程は登録済みのまま残します" in message for message in told)
    assert ReformProcess.objects.filter(edition=round.edition, retired_in=None).count() == 1


@pytest.mark.parametrize("work", ["担当", "質疑"])
def test_a_part_that_people_work_on_does_not_go_and_the_row_is_named(importer, work):
    ministry = make_ministry("総務省")
    parts = (
        SegmentDraft("【総務省】", ("総務省",), "【総務省】調査した。（順調）", "続ける。"),
        SegmentDraft("【厚労省】", (), "【厚労省】協議した。", "続ける。"),
    )
    round = build_round(make_round(2017), [ItemSpec("窓口業務の改革", segments=parts)]).round
    part = ProgressSegment.objects.get(process_progress__round=round, order=2)
    if work == "担当":
        SegmentResponsibility.objects.create(segment=part, ministry=ministry)
    else:
        SegmentComment.objects.create(entry=part, words="根拠は何ですか。", by=importer, at=timezone.now())
    book = load_workbook(io.BytesIO(standard_workbook(round)))
    Sheet(book["改革工程"]).put("s1-p1", "計画期間中の進捗", "調査した。（順調）")
    Sheet(book["改革工程"]).put("s1-p1", "今後の進展について", "続ける。")
    stream = io.BytesIO()
    book.save(stream)

    batch = applied(prepared(stream.getvalue(), importer), importer)

    assert batch.state == State.PREVIEW
    assert "行ID「s1-p1」の進捗の区切りが減り、" in batch.message
    assert f"2番目の区切り「【厚労省】」がなくなりますが、{work}が付いています" in batch.message
    assert ProgressSegment.objects.filter(process_progress__round=round).count() == 2


def test_every_state_that_was_written_bears_the_batch(round, importer):
    batch = applied(prepared(edited(round, other_actual("350団体（2018年３月）")), importer), importer)

    (state,) = ProgressSnapshot.history.filter(batch=batch.pk)

    assert (state.history_user, state.history_change_reason) == (importer, "各府省の報告を受けたため")


def test_undoing_puts_every_table_back_and_keeps_the_history(round, importer):
    def change(sheet):
        sheet.put(FIRST, "実績値（時点）", "350団体（2018年３月確報値）")
        sheet.remove(SECOND)
        sheet.append(**{"様式番号": 1, "KPI名": "新しい指標", "実績値（時点）": "12件（2017年度）", "階層": "第二階層"})

    before = all_rows()
    batch = prepared(edited(round, change), importer)
    retired = batch.rows.get(kind="retired")
    tasks.settle(batch, {retired.pk: "retire"})
    applied(batch, importer)
    written, states = all_rows(), number_of_states()

    ask_to_undo(batch, by=importer, reason="ファイルを取り違えた")
    pipeline.undo(batch)

    batch.refresh_from_db()
    assert batch.state == State.UNDONE
    assert written != before
    assert KpiListing.objects.get(row_id=SECOND).retired_in is None
    assert all_rows() == before
    assert number_of_states() > states


def test_the_same_file_again_changes_nothing(round, importer):
    data = edited(round, other_actual("350団体（2018年３月）"))
    applied(prepared(data, importer), importer)
    states = number_of_states()

    again = prepared(data, importer)
    applied(again, importer)

    assert (again.counts["new"], again.counts["changed"]) == (0, 0)
    assert again.state == State.APPLIED
    assert number_of_states() == states


def test_the_second_of_two_admins_sees_that_the_ground_moved(round, importer):
    first = prepared(edited(round, other_actual("350団体（2018年３月）")), importer)
    second = prepared(edited(round, other_actual("360団体（2018年３月）")), importer)
    applied(first, importer)

    applied(second, importer)

    assert (second.state, second.message) == (State.PREVIEW, pipeline.MOVED_ON)
    assert actual_words() == "350団体（2018年３月）"
    assert second.rows.get().content["changes"][0]["before"] == "350団体（2018年３月）"
    applied(second, importer)
    assert actual_words() == "360団体（2018年３月）"


def test_a_row_with_an_error_holds_the_batch_until_it_is_left_out(round, importer):
    def change(sheet):
        sheet.put(FIRST, "実績値（時点）", "350団体（2018年３月）")
        sheet.put(SECOND, "階層", "第九階層")

    batch = prepared(edited(round, change), importer)
    wrong = batch.rows.get(severity="error")

    with pytest.raises(NotNow, match="1件"):
        ask_to_apply(batch, by=importer, reason="年次")
    tasks.settle(batch, {wrong.pk: "leave"})
    applied(batch, importer)

    assert batch.state == State.APPLIED
    assert actual_words() == "350団体（2018年３月）"
    assert KpiListing.objects.get(row_id=SECOND).tier == 1


@pytest.mark.parametrize(("said", "names"), [("same:s1-k2", {"がん検診受診率（40歳以上）"}), ("new", {RATE.name})])
def test_a_renamed_row_is_what_a_person_says_it_is(round, importer, said, names):
    renamed = "がん検診受診率（40歳以上）"
    batch = prepared(edited(round, lambda sheet: sheet.put(SECOND, "KPI名", renamed)), importer)
    question = batch.rows.get(kind="undecided")

    with pytest.raises(NotNow):
        ask_to_apply(batch, by=importer, reason="年次")
    tasks.settle(batch, {question.pk: said})
    batch.refresh_from_db()
    applied(batch, importer)

    assert batch.state == State.APPLIED
    assert set(KpiListing.objects.filter(row_id=SECOND).values_list("name", flat=True)) == names
    assert KpiListing.objects.filter(name=renamed).count() == 1


def test_a_batch_without_a_reason_is_not_applied(round, importer):
    batch = prepared(edited(round, other_actual("350団体（2018年３月）")), importer)

    with pytest.raises(NotNow, match="理由"):
        ask_to_apply(batch, by=importer, reason="　")

    assert actual_words() == "301団体（2017年４月速報値）"


def test_two_rounds_of_one_year_are_asked_for(round, importer):
    other = make_round(2017)
    head = "行ID,改革項目,KPI名,実績値（時点）"
    text = f"{head}\ns1-k1,窓口業務の改革,窓口業務の委託団体数,350団体（2018年３月）\n"
    batch = prepared(text.encode("cp932"), importer, "進捗.csv")
    asked = batch.state

    set_round(batch, round)
    pipeline.prepare(batch)

    batch.refresh_from_db()
    assert (asked, other.pk != round.pk) == (State.ASKING, True)
    assert (batch.message, batch.state, batch.round) == ("", State.PREVIEW, round)
    (row,) = batch.rows.filter(kind="changed")
    assert [change["field"] for change in row.content["changes"]] == ["actual_raw"]


def test_a_file_that_nobody_can_read_says_why(importer):
    batch = prepared(b"\x00\x01\x02 nothing", importer, "壊れた.xlsx")

    assert batch.state == State.REFUSED
    assert "壊れた.xlsx" in batch.message


def test_a_lost_connection_leaves_nothing_behind_and_the_next_try_works(round, importer, monkeypatch):
    batch = prepared(edited(round, other_actual("350団体（2018年３月）")), importer)
    before = all_rows()

    def gone(*args, **options):
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as broken:
        broken.setattr(pipeline.connection, "close", lambda: None)  # a test keeps its transaction
        broken.setattr("importers.apply.record_snapshots", gone)
        applied(batch, importer)
    told = (batch.state, batch.message, all_rows() == before)
    applied(batch, importer)

    assert told == (State.PREVIEW, pipeline.CUT_OFF, True)
    assert (batch.state, actual_words()) == (State.APPLIED, "350団体（2018年３月）")


def test_work_that_was_given_up_writes_nothing_when_it_ends_after_all(round, importer, monkeypatch):
    batch = prepared(edited(round, other_actual("350団体（2018年３月）")), importer)
    ask_to_apply(batch, by=importer, reason="年次")
    ImportBatch.objects.update(beat_at=timezone.now() - timedelta(minutes=10))
    resume(ImportBatch.objects.get())

    pipeline.apply(batch)

    batch.refresh_from_db()
    assert batch.state == State.PREVIEW
    assert actual_words() == "301団体（2017年４月速報値）"


def test_a_dropped_batch_is_not_prepared(round, importer):
    batch = receive_file("進捗.xlsx", standard_workbook(round), by=importer)
    drop(ImportBatch.objects.get())

    pipeline.prepare(batch)

    batch.refresh_from_db()
    assert (batch.state, batch.rows.count()) == (State.DROPPED, 0)


def test_a_row_edited_since_is_named_and_left_when_the_rest_is_undone(round, importer):
    def change(sheet):
        sheet.put(FIRST, "実績値（時点）", "350団体（2018年３月）")
        sheet.put(SECOND, "実績値（時点）", "41％（2017年度）")

    batch = applied(prepared(edited(round, change), importer), importer)
    snapshot = ProgressSnapshot.objects.get(listing__row_id=SECOND)
    snapshot.note_words = "あとから書いた方針"
    update_rows([snapshot], ["note_words"], change=Change(importer, "追記", code=ReasonCode.UPDATE))
    edited_rows = pipeline.edited_since(batch)

    ask_to_undo(batch, by=importer, reason="取り違え")
    pipeline.undo(batch)
    batch.refresh_from_db()
    refused = (batch.state, bool(batch.message))
    ask_to_undo(batch, by=importer, reason="取り違え")
    pipeline.undo(batch, leaving=[row.name for row in edited_rows])

    batch.refresh_from_db()
    assert [(row.model, row.pk) for row in edited_rows] == [("kpis.progresssnapshot", snapshot.pk)]
    assert refused == (State.APPLIED, True)
    assert batch.state == State.UNDONE
    assert (actual_words(), actual_words(SECOND)) == ("301団体（2017年４月速報値）", "41％（2017年度）")


def test_a_batch_that_two_workers_take_back_is_taken_back_once(round, importer):
    def add(sheet):
        sheet.append(様式番号=1, 階層="第二階層", KPI名="待ち時間")

    ask_to_undo(applied(prepared(edited(round, add), importer), importer), by=importer, reason="取り違え")
    first, second = ImportBatch.objects.get(), ImportBatch.objects.get()

    pipeline.undo(first)
    states = number_of_states()
    pipeline.undo(second)

    assert (second.state, number_of_states()) == (State.UNDONE, states)
    assert not KpiListing.objects.filter(name="待ち時間").exists()


def test_of_two_imports_of_one_cell_the_first_undone_does_not_come_back_with_the_second(round, importer):
    before = all_rows()
    first = applied(prepared(edited(round, other_actual("350団体（2018年３月）")), importer), importer)
    second = applied(prepared(edited(round, other_actual("360団体（2018年３月）")), importer), importer)

    for batch in (first, second):
        ask_to_undo(batch, by=importer, reason="取り違え")
        pipeline.undo(batch, leaving=[row.name for row in pipeline.edited_since(batch)])

    assert set(ImportBatch.objects.values_list("state", flat=True)) == {State.UNDONE}
    assert actual_words() == "301団体（2017年４月速報値）"
    assert {table: rows for table, rows in all_rows().items() if rows != before[table]}.keys() <= OF_THE_FILES


@pytest.mark.django_db(transaction=True)
def test_a_large_file_waits_for_the_worker(importer, monkeypatch):
    round = publish_one_item()
    monkeypatch.setattr(tasks, "AT_ONCE", 10)
    batch = receive_file("進捗.xlsx", standard_workbook(round), by=importer)
    tasks.start("prepare", batch)
    batch.refresh_from_db()
    waiting = batch.state

    call_command("db_worker", batch=True, reload=False, verbosity=0, startup_delay=False)

    batch.refresh_from_db()
    assert (waiting, batch.state) == (State.WAITING, State.PREVIEW)


def test_deciding_what_a_row_is_makes_the_preview_anew_and_leaving_out_does_not(round, importer):
    batch = prepared(edited(round, lambda sheet: sheet.put(SECOND, "KPI名", "がん検診受診率（40歳以上）")), importer)
    question = batch.rows.get(kind="undecided")

    assert [decide(batch, {question.pk: said}) for said in ("leave", "new", "leave", "leave")] == [
        False,
        True,
        True,
        False,
    ]


def lock(round):
    round.opened_at = round.closed_at = timezone.now()
    round.save()


def test_a_closed_round_takes_no_import_unless_an_admin_says_so(round, importer):
    batch = prepared(edited(round, other_actual("350団体（2018年３月確報値）")), importer)
    lock(round)

    with pytest.raises(NotNow, match="締め切られている"):
        ask_to_apply(batch, by=importer, reason="追加の報告")
    with pytest.raises(NotNow, match="管理者だけ"):
        ask_to_apply(batch, by=importer, reason="追加の報告", overrides=True)
    importer.role = "admin"
    ask_to_apply(batch, by=importer, reason="追加の報告", overrides=True)
    importer.save()
    pipeline.apply(ImportBatch.objects.get(pk=batch.pk))

    assert actual_words() == "350団体（2018年３月確報値）"
    assert ProgressSnapshot.history.filter(batch=batch.pk).get().overrides


def test_a_round_that_closes_after_the_confirmation_is_not_written(round, importer):
    batch = prepared(edited(round, other_actual("350団体（2018年３月確報値）")), importer)
    ask_to_apply(batch, by=importer, reason="報告")
    lock(round)

    pipeline.apply(batch)

    assert (batch.state, actual_words()) == (State.PREVIEW, "301団体（2017年４月速報値）")
    assert "締め切られている" in batch.message


def test_an_import_of_a_round_that_closed_since_is_not_undone(round, importer):
    batch = applied(prepared(edited(round, other_actual("350団体（2018年３月確報値）")), importer), importer)
    ask_to_undo(batch, by=importer, reason="取り違え")
    lock(round)

    pipeline.undo(batch)

    assert (batch.state, actual_words()) == (State.APPLIED, "350団体（2018年３月確報値）")
    assert "締め切られている" in batch.message
    with pytest.raises(NotNow, match="締め切られている"):
        ask_to_undo(batch, by=importer, reason="取り違え")
