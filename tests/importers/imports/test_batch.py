"""One batch in each of its states: what is shown, and the ways on."""

import datetime
from http import HTTPStatus
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from importers import pipeline
from importers.models import ImportBatch
from importers.services import STALE
from reforms.models import ReportingRound, User
from reforms.services.undoing import Edited
from tests.builders import ItemSpec, build_round, make_ministry, make_programme, make_round, publish
from tests.importers.imports.batches import State, make_batch, make_rows, planned, question

pytestmark = pytest.mark.django_db


def page_of(client, batch):
    return client.get(batch.get_absolute_url()).content.decode()


def send(client, batch, act, **sent):
    return client.post(reverse(f"importers:{act}", args=(batch.pk,)), sent)


def state_of(batch):
    return ImportBatch.objects.get(pk=batch.pk).state


@pytest.mark.parametrize(
    ("state", "said"),
    [
        pytest.param(State.WAITING, "読取り待ち", id="waiting"),
        pytest.param(State.READING, "読取り中", id="reading"),
        pytest.param(State.ASKING, "どの調査回の資料ですか", id="asking"),
        pytest.param(State.PREVIEW, "まだ何も変わっていません", id="preview"),
        pytest.param(State.REFUSED, "このファイルは取り込めませんでした", id="refused"),
        pytest.param(State.APPLYING, "反映中", id="applying"),
        pytest.param(State.APPLIED, "反映した内容", id="applied"),
        pytest.param(State.UNDOING, "取消し中", id="undoing"),
        pytest.param(State.UNDONE, "元に戻した取込みの内容", id="undone"),
        pytest.param(State.DROPPED, "この取込みは取りやめました", id="dropped"),
    ],
)
def test_every_state_says_where_the_file_stands(client, importer, state, said):
    assert said in page_of(client, make_batch(state, by=importer, beat_at=timezone.now()))


def test_what_was_seen_in_the_file_is_shown(client, importer):
    batch = make_batch(
        by=importer,
        layout="official_form",
        programme="経済・財政再生計画",
        edition="改革工程表2018",
        fiscal_year=2018,
        ministries=["総務省", "厚生労働省"],
    )
    html = page_of(client, batch)
    words = [
        "公式様式（工程表）",
        "経済・財政再生計画",
        "改革工程表2018",
        "2018年度（平成30年度）",
        "総務省、厚生労働省",
    ]
    assert [word for word in words if word not in html] == []


def test_a_refused_file_says_why(client, importer):
    batch = make_batch(State.REFUSED, by=importer, message="パスワードを外して保存してください。")
    assert "パスワードを外して保存してください。" in page_of(client, batch)


def test_progress_is_told_in_words_and_numbers(client, importer):
    batch = make_batch(State.READING, by=importer, stage="行の照合", done=20, total=80, beat_at=timezone.now())
    answer = client.get(reverse("importers:progress", args=(batch.pk,))).json()
    assert answer == {
        "words": "読取り中：行の照合（20／80）",
        "done": 20,
        "total": 80,
        "is_over": False,
        "is_unattended": False,
    }
    assert 'value="20" max="80"' in page_of(client, batch)


def test_work_that_is_over_says_so(client, importer):
    batch = make_batch(State.PREVIEW, by=importer)
    assert client.get(reverse("importers:progress", args=(batch.pk,))).json()["is_over"]


@pytest.mark.parametrize(
    ("state", "back_to", "works"),
    [
        pytest.param(State.READING, State.WAITING, ["prepare"], id="reading begins anew"),
        pytest.param(State.APPLYING, State.PREVIEW, [], id="a preview is confirmed again"),
        pytest.param(State.UNDOING, State.APPLIED, [], id="undoing is asked for again"),
    ],
)
def test_work_that_was_cut_off_can_be_resumed(client, importer, started, state, back_to, works):
    batch = make_batch(state, by=importer, beat_at=timezone.now() - 2 * STALE)
    assert "作業が止まっているようです" in page_of(client, batch)
    send(client, batch, "resume")
    assert state_of(batch) == back_to
    assert [work for work, *_ in started] == works


def test_work_that_goes_on_is_not_resumed(client, importer, started):
    batch = make_batch(State.READING, by=importer, beat_at=timezone.now())
    assert "再開する" not in page_of(client, batch)
    response = client.post(reverse("importers:resume", args=(batch.pk,)), follow=True)
    assert "作業が続いている可能性があります" in response.content.decode()
    assert (state_of(batch), started) == (State.READING, [])


@pytest.mark.parametrize("state", [State.WAITING, State.READING, State.ASKING, State.PREVIEW, State.REFUSED])
def test_what_wrote_nothing_can_be_given_up(client, importer, state):
    batch = make_batch(state, by=importer, beat_at=timezone.now())
    assert reverse("importers:drop", args=(batch.pk,)) in page_of(client, batch)
    send(client, batch, "drop")
    assert state_of(batch) == State.DROPPED


@pytest.mark.parametrize("state", [State.APPLYING, State.APPLIED, State.UNDOING, State.UNDONE])
def test_what_wrote_or_writes_cannot_be_given_up(client, importer, state):
    batch = make_batch(state, by=importer, beat_at=timezone.now())
    assert reverse("importers:drop", args=(batch.pk,)) not in page_of(client, batch)
    send(client, batch, "drop")
    assert state_of(batch) == state


def test_a_round_that_is_there_is_chosen_and_the_file_read_anew(client, importer, started):
    round = make_round(2018)
    batch = make_batch(State.ASKING, by=importer)
    send(client, batch, "choose_round", round=round.pk)
    batch.refresh_from_db()
    assert (batch.round, batch.state) == (round, State.WAITING)
    assert started == [("prepare", batch.pk)]


@pytest.mark.parametrize("chosen", ["", "999999", "x"])
def test_no_round_is_told_and_asked_again(client, importer, started, chosen):
    batch = make_batch(State.ASKING, by=importer)
    response = send(client, batch, "choose_round", round=chosen)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "調査回を選" in response.content.decode()
    assert not started


def new_round(programme, **changed):
    given = {"programme": programme.pk, "name": "2019年の版", "fiscal_year": 2019, "published_on": "2019-12-19"}
    return given | {"as_of_words": ""} | changed


def test_a_round_that_is_not_there_is_opened_for_the_file(client, importer, started):
    programme = make_programme()
    batch = make_batch(State.ASKING, by=importer)
    send(client, batch, "open_new_round", **new_round(programme))
    batch.refresh_from_db()
    assert (batch.round.edition.name, batch.round.fiscal_year) == ("2019年の版", 2019)
    assert started == [("prepare", batch.pk)]


def test_what_the_file_says_is_filled_in_for_a_new_round(client, importer):
    programme = make_programme()
    batch = make_batch(State.ASKING, by=importer, programme=programme.name, edition="2019年の版", fiscal_year=2019)
    form = client.get(batch.get_absolute_url()).context["new_form"]
    assert [form[field].initial for field in ("programme", "name", "fiscal_year")] == [programme, "2019年の版", 2019]


def test_a_round_that_exists_already_is_not_opened_again(client, importer, started):
    programme = make_programme()
    batch = make_batch(State.ASKING, by=importer)
    send(client, batch, "open_new_round", **new_round(programme))
    again = make_batch(State.ASKING, by=importer)
    assert send(client, again, "open_new_round", **new_round(programme)).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert ReportingRound.objects.count() == 1


@pytest.fixture
def published():
    """A published round with one item, one process and one KPI: row ids i1, s1-p1, s1-k1."""
    make_ministry("総務省")
    built = build_round(make_round(2018), [ItemSpec("民間委託等の加速")])
    publish(built)
    return built


def test_the_result_leads_to_the_page_of_every_published_row(client, importer, published):
    batch = make_batch(State.APPLIED, by=importer, round=published.round)
    rows = [
        planned(row_id="i1", table="item", title="項目"),
        planned(row_id="s1-p1", table="process", title="工程"),
        planned(row_id="s1-k1", title="指標"),
        planned(row_id="s9-k9", title="まだ公表していない指標"),
    ]
    make_rows(batch, *rows)
    page = client.get(batch.get_absolute_url()).context["page"]
    urls = {row.title: row.url for row in page.rows}
    assert client.get(urls["項目"]).status_code == client.get(urls["指標"]).status_code == HTTPStatus.OK
    assert urls["工程"] == urls["項目"]
    assert urls["まだ公表していない指標"] == ""


def test_a_settled_question_leads_to_the_row_that_was_named(client, importer, published):
    batch = make_batch(State.APPLIED, by=importer, round=published.round)
    make_rows(batch, question("s1-k1", title="指標"))
    batch.rows.update(decision="same:s1-k1")
    assert client.get(batch.get_absolute_url()).context["page"].rows[0].url.startswith("/kpis/")


def test_the_result_counts_only_what_was_written(client, importer):
    batch = make_batch(State.APPLIED, by=importer)
    made = make_rows(batch, planned(), planned(), planned("retired"), planned("retired"), planned("unchanged"))
    batch.rows.filter(pk=made[1].pk).update(decision="leave")
    batch.rows.filter(pk=made[3].pk).update(decision="retire")
    page = client.get(batch.get_absolute_url()).context["page"]
    assert [row.title for row in page.rows] == [made[0].title, made[3].title]
    assert page.left_out == 1


def test_the_result_says_who_did_what_when_and_why(client, importer):
    other = User.objects.create(username="other", last_name="鈴木", first_name="一郎")
    at = datetime.datetime(2018, 12, 20, 5, 30, tzinfo=datetime.UTC)
    batch = make_batch(
        State.UNDONE, by=importer, applied_at=at, undone_by=other, undone_at=at, undo_reason="前年のファイルだった"
    )
    html = page_of(client, batch)
    words = ["山田 花子", "報告を受けたため", "2018年12月20日 14:30", "鈴木 一郎", "前年のファイルだった"]
    assert [word for word in words if word not in html] == []


@pytest.mark.once
def test_the_result_of_a_thousand_rows_takes_as_many_queries_as_of_ten(client, importer, published, count_queries):
    few = make_batch(State.APPLIED, by=importer, round=published.round)
    make_rows(few, *(planned() for _ in range(10)))
    many = make_batch(State.APPLIED, by=importer, round=published.round)
    make_rows(many, *(planned() for _ in range(1000)))
    assert count_queries(few.get_absolute_url()) == count_queries(many.get_absolute_url())


@pytest.fixture
def edited(monkeypatch):
    """The rows that someone edited after the import; tests add to them."""
    rows = []
    monkeypatch.setattr(pipeline, "edited_since", lambda batch: rows)
    return rows


def an_edit(by):
    return Edited("kpis.kpilisting", 7, "窓口業務の委託団体数", "KPIの掲載", by, timezone.now())


def test_a_batch_is_taken_back_with_a_reason(client, importer, started, edited):
    batch = make_batch(State.APPLIED, by=importer)
    assert "編集された行はありません" in client.get(reverse("importers:undo", args=(batch.pk,))).content.decode()
    send(client, batch, "undo_batch", reason="誤り")
    batch.refresh_from_db()
    assert (batch.state, batch.undone_by, batch.undo_reason) == (State.UNDOING, importer, "誤り")
    assert started == [("undo", batch.pk, [])]


def test_what_was_edited_since_is_listed_and_left_as_it_is(client, importer, started, edited):
    edited.append(an_edit(importer))
    batch = make_batch(State.APPLIED, by=importer)
    html = client.get(reverse("importers:undo", args=(batch.pk,))).content.decode()
    assert "窓口業務の委託団体数" in html
    assert "山田 花子" in html
    send(client, batch, "undo_batch", reason="誤り", leave="on")
    assert started == [("undo", batch.pk, [("kpis.kpilisting", 7)])]


@pytest.mark.parametrize(
    "sent", [{"reason": "誤り"}, {"leave": "on", "reason": " "}], ids=["edits not agreed to", "no reason"]
)
def test_nothing_is_taken_back_before_everything_is_answered(client, importer, started, edited, sent):
    edited.append(an_edit(importer))
    batch = make_batch(State.APPLIED, by=importer)
    assert send(client, batch, "undo_batch", **sent).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert (state_of(batch), started) == (State.APPLIED, [])


def test_taking_back_twice_takes_back_once(client, importer, started, edited):
    batch = make_batch(State.APPLIED, by=importer)
    send(client, batch, "undo_batch", reason="誤り")
    assert send(client, batch, "undo_batch", reason="誤り").url == batch.get_absolute_url()
    assert len(started) == 1


@pytest.mark.parametrize(
    ("name", "saved_as"),
    [
        pytest.param("進捗.xlsx", "進捗.xlsx", id="plain"),
        pytest.param('a"b;c.xlsx', "a_b;c.xlsx", id="quotes"),
        pytest.param("..\\..\\x/y.csv", "_.._x_y.csv", id="folders"),
        pytest.param("x\r\nSet-Cookie: a=b.txt", "xSet-Cookie_ a=b.txt", id="line ends"),
        pytest.param("\u202e", "（名前なし）", id="nothing to see"),
    ],
)
def test_the_file_goes_out_as_it_came_in_under_a_safe_name(client, importer, name, saved_as):
    batch = make_batch(by=importer, name=name)
    response = client.get(reverse("importers:original", args=(batch.pk,)))
    assert b"".join(response.streaming_content) == batch.file.open().read()
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Type"] == "application/octet-stream"
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert quoted(saved_as) in disposition


def quoted(name):
    return f'"{name}"' if name.isascii() else f"filename*=utf-8''{quote(name)}"


ACTS = [
    "resume",
    "drop",
    "choose_round",
    "open_new_round",
    "decide",
    "leave_out",
    "settle_alike",
    "apply",
    "undo_batch",
]


@pytest.mark.parametrize("visitor", ["anonymous", "reviewer"])
@pytest.mark.parametrize("act", ACTS)
def test_who_may_not_import_changes_nothing(client, started, act, visitor, importer):
    batch = make_batch(State.PREVIEW, by=importer)
    make_rows(batch, planned())
    before = ImportBatch.objects.values().get(pk=batch.pk)
    client.logout()
    if visitor == "reviewer":
        user = User.objects.create(username="reviewer")
        user.user_permissions.add(Permission.objects.get(codename="decide_proposal"))
        client.force_login(user)
    response = send(client, batch, act, reason="理由", fingerprint=batch.fingerprint, decision="leave", item="")
    assert response.status_code == (HTTPStatus.FOUND if visitor == "anonymous" else HTTPStatus.FORBIDDEN)
    assert ImportBatch.objects.values().get(pk=batch.pk) == before
    assert not started


def test_the_way_to_importing_is_shown_only_with_the_right(client, importer):
    assert 'href="/imports/"' in client.get("/sources/").content.decode()
    client.logout()
    assert 'href="/imports/"' not in client.get("/sources/").content.decode()


def test_who_has_not_the_right_is_told_in_our_words(client):
    client.force_login(User.objects.create(username="visitor"))
    response = client.get("/imports/")
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "この操作の権限がありません" in response.content.decode()


@pytest.mark.parametrize(
    ("state", "act"), [(State.PREVIEW, "apply"), (State.APPLIED, "undo_batch")], ids=["in", "back"]
)
def test_a_closed_round_is_changed_only_by_an_admin_who_says_so(client, importer, started, edited, state, act):
    round = make_round()
    round.opened_at = round.closed_at = timezone.now()
    round.save()
    User.objects.filter(pk=importer.pk).update(role=User.Role.ADMIN)
    batch = make_batch(state, by=importer, round=round)
    make_rows(batch, planned())
    address = batch.get_absolute_url() if act == "apply" else reverse("importers:undo", args=(batch.pk,))

    assert "締め切られた調査回・確認済みの行も変える" in client.get(address).content.decode()
    send(client, batch, act, reason="追加の報告", fingerprint=batch.fingerprint)
    refused = list(started)
    send(client, batch, act, reason="追加の報告", fingerprint=batch.fingerprint, overrides="on")

    assert refused == []
    assert [name for name, *_ in started] == [act.removesuffix("_batch")]
    batch.refresh_from_db()
    assert batch.overrides
