"""取込: the drop zone and the list."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from importers.imports.forms.uploading import MAX_FILES
from importers.models import ImportBatch
from importers.workbook.guarded import MAX_BYTES
from tests.importers.imports.batches import State, make_batch

pytestmark = pytest.mark.django_db
URL = "/imports/"


def send(client, *files):
    return client.post(reverse("importers:receive"), {"chosen": list(files)}, follow=True)


def text(name, data=b"a"):
    return SimpleUploadedFile(name, data)


def test_each_file_is_a_batch_of_its_own_and_is_read(client, importer, started):
    page = send(client, text("総務省.txt"), text("厚労省.csv", b"b"))
    assert [name for name, *_ in started] == ["prepare", "prepare"]
    assert set(ImportBatch.objects.values_list("file_name", flat=True)) == {"総務省.txt", "厚労省.csv"}
    html = page.content.decode()
    assert "2ファイルを受け付けました" in html
    assert "山田 花子" in html


def test_a_single_file_leads_to_its_own_page(client, importer, started):
    page = send(client, text("進捗.xlsx"))
    assert page.redirect_chain == [(ImportBatch.objects.get().get_absolute_url(), HTTPStatus.FOUND)]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        pytest.param(text("古い様式.xls"), "「古い様式.xls」は取り込める種類", id="wrong ending"),
        pytest.param(text("なし.xlsx", b""), "「なし.xlsx」は空のファイルです", id="empty"),
        pytest.param(text("大.txt", b"x" * (MAX_BYTES + 1)), "「大.txt」は20 MBを超えています", id="too large"),
        pytest.param(text("様式\u202excod.exe"), "「様式xcod.exe」は取り込める種類", id="ending turned round"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_and_keeps_no_other_out(client, importer, started, file, said):
    html = send(client, file, text("進捗.txt")).content.decode()
    assert said in html
    assert ImportBatch.objects.get().file_name == "進捗.txt"


def test_a_form_that_is_not_ours_is_refused_in_japanese(importer):
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(importer)
    page = stranger.post(reverse("importers:receive"), {})
    assert page.status_code == HTTPStatus.FORBIDDEN
    assert "送信を受け付けられませんでした" in page.content.decode()


def test_nothing_chosen_is_told(client, importer, started):
    page = client.post(reverse("importers:receive"), {})
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    html = " ".join(page.content.decode().split())
    assert "ファイルを選んでください" in html
    assert f'method="get" action="{reverse("importers:batches")}"' in html


def test_too_many_files_at_once_are_not_taken(client, importer, started):
    page = send(client, *(text(f"{n}.txt") for n in range(MAX_FILES + 1)))
    assert f"一度に取り込めるのは{MAX_FILES}ファイルまで" in page.content.decode()
    assert not ImportBatch.objects.exists()


def test_the_bounds_are_told_before_anything_is_sent(client, importer):
    html = client.get(URL).content.decode()
    assert ".xlsx、.csv、.txt。1ファイル20 MBまで" in html


def test_a_file_that_was_imported_before_says_so_in_the_list_and_on_its_page(client, importer):
    before = make_batch(State.APPLIED, by=importer)
    again = make_batch(State.PREVIEW, by=importer, sha256=before.sha256)
    assert "取込み済み" in client.get(URL).content.decode()
    html = client.get(again.get_absolute_url()).content.decode()
    assert "に取込み済みです" in html
    assert before.get_absolute_url() in html
    assert "に取込み済みです" not in client.get(before.get_absolute_url()).content.decode()


def test_the_list_is_narrowed_by_state(client, importer):
    make_batch(State.PREVIEW, by=importer, name="確認.xlsx")
    make_batch(State.REFUSED, by=importer, name="不明.xlsx")
    html = client.get(URL, {"state": "refused"}).content.decode()
    assert "不明.xlsx" in html
    assert "確認.xlsx" not in html


def test_a_state_that_there_is_none_of_is_told(client, importer):
    make_batch(State.PREVIEW, by=importer, name="確認.xlsx")
    html = client.get(URL, {"state": "zz"}).content.decode()
    assert "「状態」の指定を読み取れず、外しました" in html
    assert "確認.xlsx" in html


def test_a_hostile_name_is_shown_as_plain_words(client, importer):
    batch = make_batch(State.REFUSED, by=importer, name='<script>"x"\u202e\n.xlsx')
    for url in (URL, batch.get_absolute_url()):
        html = client.get(url).content.decode()
        assert "&lt;script&gt;" in html
        assert "<script>" not in html
        assert "\u202e" not in html


@pytest.mark.once
def test_the_list_takes_as_many_queries_for_many_batches_as_for_few(client, importer, count_queries):
    for _ in range(3):
        make_batch(by=importer)
    few = count_queries(URL)
    for _ in range(60):
        make_batch(by=importer)
    assert count_queries(URL) == few
