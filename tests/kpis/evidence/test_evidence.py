"""根拠資料: who attaches and takes away what, how it comes back out, and what is refused."""

from copy import deepcopy
from http import HTTPStatus

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from kpi_tracker.lib.file_kinds import RefusedFile
from kpis.models import ProgressSnapshot, SnapshotEvidence
from kpis.selectors.entry_links import entry_links
from kpis.services.evidence import GivenFile, attach, remove
from reforms.models import ProgressSegment, User
from reforms.services.changes import Change
from reforms.services.entries import NotYours
from reforms.services.locks import Locked
from tests.builders import ItemSpec, build_round, make_ministry, make_round, make_user, open_for_entry
from tests.opened import hand_in, open_items

pytestmark = pytest.mark.django_db
ROLE = User.Role
PDF = b"%PDF-1.7\n"


@pytest.fixture(scope="module")
def opened_once(rows_of_module):
    return rows_of_module(lambda: open_items("窓口業務"))


@pytest.fixture
def opened(opened_once):
    return deepcopy(opened_once)


@pytest.fixture
def ministry(opened):
    return opened.ministry


@pytest.fixture
def official(opened):
    return opened.official


@pytest.fixture
def round(opened):
    return opened.round


@pytest.fixture
def row(round):
    return ProgressSnapshot.objects.get(round=round)


@pytest.fixture
def segment(round):
    return ProgressSegment.objects.get(process_progress__round=round)


def address(entry, name="evidence", *more):
    kind = "kpis" if isinstance(entry, ProgressSnapshot) else "progress"
    return reverse(f"kpis:{name}", args=(kind, entry.pk, *more))


def given(name="調査結果.pdf", data=PDF):
    return SimpleUploadedFile(name, data, content_type="text/html")


def stored():
    """The names of the files that are kept."""
    folder = f"evidence/{timezone.localdate().year}"
    return set(storages["uploads"].listdir(folder)[1]) if storages["uploads"].exists(folder) else set()


@pytest.mark.parametrize("kind", ["row", "segment"])
def test_a_file_is_attached_and_comes_back_byte_by_byte_to_be_saved(client, request, kind, official):
    entry = request.getfixturevalue(kind)
    client.force_login(official)

    client.post(address(entry, "add_evidence"), {"title": "調査", "file": given(), "page": "12ページ"})

    row = entry.evidence.get()
    answer = client.get(address(entry, "evidence_file", row.pk))
    assert b"".join(answer) == PDF
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert (row.kind, row.size, row.by) == ("pdf", len(PDF), official)
    assert "調査結果.pdf" in client.get(address(entry)).content.decode()


def test_an_address_is_attached_with_its_page(client, row, official):
    client.force_login(official)

    client.post(address(row, "add_evidence"), {"title": "統計", "url": "https://example.go.jp/a.pdf", "page": "3"})

    assert 'href="https://example.go.jp/a.pdf"' in client.get(address(row)).content.decode()
    assert entry_links("kpis", [row.pk])[row.pk].evidence == 1


REFUSED = {
    "html as png": ({"file": given("図.png", b"<script>alert(1)</script>")}, "PNG画像ではありません"),
    "program": ({"file": given("a.exe", b"MZ")}, "この拡張子（.exe）"),
    "empty": ({"file": given("a.pdf", b"")}, "空のファイル"),
    "too large": ({"file": given("a.txt", b"a" * (20 * 1024**2 + 1))}, "20 MBを超えています"),
    "neither": ({}, "どちらか一方"),
    "both": ({"file": given(), "url": "https://example.go.jp/"}, "どちらか一方"),
    "script as address": ({"url": "javascript:alert(1)"}, "https:// で始まるURLを正しく"),
    "no title": ({"title": "", "url": "https://example.go.jp/"}, "資料名を書いてください"),
    "file transfer": ({"url": "ftp://example.go.jp/"}, "https:// で始まるURLを正しく"),
}


@pytest.mark.parametrize(("sent", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_is_refused_with_a_sentence(client, row, official, sent, sentence):
    client.force_login(official)
    before = stored()

    answer = client.post(address(row, "add_evidence"), {"title": "資料", **sent})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in answer.content.decode()
    assert not SnapshotEvidence.objects.exists()
    assert stored() == before


def test_a_service_takes_no_file_that_a_form_would_refuse(row, official):
    with pytest.raises(RefusedFile):
        attach(row, title="図", file=GivenFile("図.png", b"<script>"), change=Change(official))


HOSTILE_NAMES = {
    "a path": ("../../settings.pdf", "settings.pdf"),
    "a path of Windows": ("C:\\\\temp\\\\a.pdf", "a.pdf"),
    "turned round": ("様式\u202efdp.pdf", "様式fdp.pdf"),
    "markup": ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
    "a header": ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
    "long": ("長" * 300 + ".pdf", "長" * 251 + ".pdf"),
}


@pytest.mark.parametrize(("name", "kept"), HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_the_name_of_a_file_is_only_ever_a_name(client, row, official, name, kept):
    client.force_login(official)
    evidence = attach(row, title="資料", file=GivenFile(name.rpartition("\\")[2], PDF), change=Change(official))

    page, answer = client.get(address(row)), client.get(address(row, "evidence_file", evidence.pk))

    assert evidence.file_name.rpartition("/")[2] == kept
    assert evidence.file.name.startswith("evidence/")
    assert ".." not in evidence.file.name
    assert "<img" not in page.content.decode()
    assert "Set-Cookie" not in answer.headers
    assert "/" not in answer.headers["Content-Disposition"].partition("filename")[2].replace("utf-8''", "")


def test_what_is_taken_away_is_gone_for_good_and_its_taking_is_kept(
    client, row, official, django_capture_on_commit_callbacks
):
    evidence = attach(row, title="調査", file=GivenFile("調査.pdf", PDF), change=Change(official))
    name = evidence.file.name
    client.force_login(official)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(row, "remove_evidence", evidence.pk))

    gone = SnapshotEvidence.history.get(history_type="-")
    assert (gone.file_name, gone.history_user) == ("調査.pdf", official)
    assert not storages["uploads"].exists(name)
    assert "取り除いた資料 1件" in client.get(address(row)).content.decode()


STRANGERS = {
    "staff of another ministry": lambda ministry: make_user(ROLE.STAFF, make_ministry("財務省")),
    "viewer": lambda ministry: make_user(ROLE.VIEWER),
}


@pytest.mark.parametrize("make", STRANGERS.values(), ids=STRANGERS)
def test_to_strangers_there_is_no_evidence(client, row, official, ministry, make):
    evidence = attach(row, title="調査", file=GivenFile("調査.pdf", PDF), change=Change(official))
    client.force_login(make(ministry))

    answers = [
        client.get(address(row)),
        client.get(address(row, "evidence_file", evidence.pk)),
        client.post(address(row, "add_evidence"), {"title": "割込み", "url": "https://example.go.jp/"}),
        client.post(address(row, "remove_evidence", evidence.pk)),
    ]

    assert {answer.status_code for answer in answers} == {HTTPStatus.NOT_FOUND}
    assert row.evidence.get() == evidence


def test_the_file_of_another_entry_does_not_come_out_here(client, row, official):
    treasury = make_ministry("財務省")
    other = open_for_entry(build_round(make_round(2018), [ItemSpec("別の項目")]), treasury)
    change = Change(make_user(ROLE.STAFF, treasury))
    elsewhere = attach(other.snapshots.get(), title="秘密", file=GivenFile("秘密.pdf", PDF), change=change)
    client.force_login(official)

    assert client.get(address(row, "evidence_file", elsewhere.pk)).status_code == HTTPStatus.NOT_FOUND


def test_the_secretariat_reads_and_attaches_nothing(client, row, official):
    attach(row, title="調査", file=GivenFile("調査.pdf", PDF), change=Change(official))
    reviewer = make_user(ROLE.REVIEWER)
    client.force_login(reviewer)

    page = client.get(address(row)).content.decode()

    assert "調査.pdf" in page
    assert address(row, "add_evidence") not in page
    with pytest.raises(NotYours):
        attach(row, title="割込み", url="https://example.go.jp/", change=Change(reviewer))


def test_what_was_handed_in_rests_on_what_it_rested_on(client, row, round, ministry, official):
    evidence = attach(row, title="調査", file=GivenFile("調査.pdf", PDF), change=Change(official))
    hand_in(round, ministry, by=official)
    client.force_login(official)

    answer = client.post(address(row, "add_evidence"), {"title": "後から", "url": "https://example.go.jp/"})
    client.post(address(row, "remove_evidence", evidence.pk))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert row.evidence.get() == evidence
    with pytest.raises(Locked):
        remove(evidence, change=Change(official))


@pytest.mark.once
def test_the_page_takes_as_many_queries_for_many_files_as_for_few(client, row, official, count_queries):
    client.force_login(official)
    attach(row, title="調査", url="https://example.go.jp/1", change=Change(official))
    few = count_queries(address(row))
    for number in range(5):
        attach(row, title="調査", url=f"https://example.go.jp/{number}", change=Change(official))

    assert count_queries(address(row)) == few


def test_the_database_keeps_no_evidence_that_is_nothing(row, official):
    with pytest.raises(IntegrityError):
        SnapshotEvidence.objects.create(entry=row, title="空", by=official, at=timezone.now())
