"""質疑: who reads and writes them, who is told, and what of them comes along to next year."""

from copy import deepcopy
from http import HTTPStatus

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from kpis.models import KpiListing, ProgressSnapshot, SnapshotComment
from kpis.selectors.entry_links import entry_links
from kpis.services.comments import add_comment, reopen, settle
from reforms.models import Notice, ProgressSegment, ReformProcess, User
from reforms.models.items import Continuation
from reforms.services.changes import Change
from reforms.services.entries import NotYours
from tests.builders import (
    ItemSpec,
    KpiSpec,
    build_round,
    make_ministry,
    make_programme,
    make_round,
    make_user,
    open_for_entry,
)
from tests.opened import open_items

pytestmark = pytest.mark.django_db
ROLE = User.Role


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
def reviewer(opened):
    return opened.reviewer


@pytest.fixture
def round(opened):
    return opened.round


@pytest.fixture
def row(round):
    return ProgressSnapshot.objects.get(round=round)


@pytest.fixture
def segment(round):
    return ProgressSegment.objects.get(process_progress__round=round)


def page_of(entry, name="comments"):
    kind = "kpis" if isinstance(entry, ProgressSnapshot) else "progress"
    return reverse(f"kpis:{name}", args=(kind, entry.pk))


@pytest.mark.parametrize("kind", ["row", "segment"])
def test_a_question_is_asked_answered_and_settled(client, request, kind, official, reviewer):
    entry = request.getfixturevalue(kind)
    client.force_login(reviewer)
    client.post(page_of(entry, "add_comment"), {"words": "時点はいつですか。"})
    question = entry.comments.get()
    client.force_login(official)
    client.post(page_of(entry, "add_comment"), {"words": "2018年３月末です。", "question": question.pk})
    client.force_login(reviewer)
    client.post(page_of(entry, "settle_question"), {"question": question.pk, "act": "settle"})

    question.refresh_from_db()
    page = client.get(page_of(entry)).content.decode()
    assert (question.settled_by, question.answers.get().by) == (reviewer, official)
    assert "未解決の質疑 0件" in page
    assert "2018年３月末です。" in page
    assert "山田 花子" in page


def test_every_word_and_every_settling_is_in_the_history(row, reviewer):
    question = add_comment(row, words="時点はいつですか。", change=Change(reviewer))
    settle([question], change=Change(reviewer))

    states = SnapshotComment.history.filter(id=question.pk).order_by("history_id")
    assert [(state.words, state.settled_at is None, state.history_user) for state in states] == [
        ("時点はいつですか。", True, reviewer),
        ("時点はいつですか。", False, reviewer),
    ]


def test_a_new_answer_opens_a_settled_question_again(row, official, reviewer):
    question = add_comment(row, words="時点はいつですか。", change=Change(reviewer))
    settle([question], change=Change(reviewer))

    add_comment(row, words="訂正します。", question=question, change=Change(official))

    assert SnapshotComment.objects.get(pk=question.pk).settled_at is None


def test_a_settled_question_is_opened_again_by_who_settled_it(client, row, reviewer):
    question = add_comment(row, words="時点はいつですか。", change=Change(reviewer))
    settle([question], change=Change(reviewer))
    client.force_login(reviewer)

    client.post(page_of(row, "settle_question"), {"question": question.pk, "act": "reopen"})

    assert SnapshotComment.objects.get(pk=question.pk).settled_at is None


STRANGERS = {
    "staff of another ministry": lambda: make_user(ROLE.STAFF, make_ministry("財務省")),
    "staff of no ministry": lambda: make_user(ROLE.STAFF),
    "viewer": lambda: make_user(ROLE.VIEWER),
}


@pytest.mark.parametrize("make", STRANGERS.values(), ids=STRANGERS)
@pytest.mark.parametrize("kind", ["row", "segment"])
def test_to_strangers_there_are_no_comments(client, request, kind, make, reviewer):
    entry = request.getfixturevalue(kind)
    question = add_comment(entry, words="時点はいつですか。", change=Change(reviewer))
    client.force_login(make())

    answers = [
        client.get(page_of(entry)),
        client.post(page_of(entry, "add_comment"), {"words": "割込み"}),
        client.post(page_of(entry, "settle_question"), {"question": question.pk, "act": "settle"}),
    ]

    assert {answer.status_code for answer in answers} == {HTTPStatus.NOT_FOUND}
    assert entry.comments.get().settled_at is None


def test_who_only_reads_does_not_write(row, ministry, reviewer):
    viewer = make_user(ROLE.VIEWER, ministry)
    question = add_comment(row, words="時点はいつですか。", change=Change(reviewer))

    for write in (
        lambda: add_comment(row, words="割込み", change=Change(viewer)),
        lambda: settle([question], change=Change(viewer)),
        lambda: reopen([question], change=Change(viewer)),
        lambda: add_comment(row, words="割込み", change=Change(None)),
    ):
        with pytest.raises(NotYours):
            write()


def test_a_ministry_does_not_settle_what_the_secretariat_asked(client, row, official, reviewer):
    question = add_comment(row, words="時点はいつですか。", change=Change(reviewer))
    client.force_login(official)

    answer = client.post(page_of(row, "settle_question"), {"question": question.pk, "act": "settle"})

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "解決済みにする" not in client.get(page_of(row)).content.decode()


def test_a_question_of_another_entry_is_not_answered_here(client, row, official, ministry, reviewer):
    other = open_for_entry(build_round(make_round(2018), [ItemSpec("別の項目")]), make_ministry("財務省"))
    elsewhere = add_comment(other.snapshots.get(), words="ひそかな質問", change=Change(reviewer))
    client.force_login(official)

    answer = client.post(page_of(row, "add_comment"), {"words": "返答", "question": elsewhere.pk})

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert SnapshotComment.objects.get() == elsewhere


@pytest.mark.parametrize("words", ["", "　\n ", "あ" * 4_001], ids=["nothing", "blanks", "too long"])
def test_what_cannot_be_kept_is_refused_and_stays_in_the_field(client, row, official, words):
    client.force_login(official)

    answer = client.post(page_of(row, "add_comment"), {"words": words})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not SnapshotComment.objects.exists()
    assert words.strip() in answer.content.decode()


def test_a_refused_answer_stays_in_the_field_of_its_thread(client, row, official, reviewer):
    question = add_comment(row, words="時点はいつですか。", change=Change(reviewer))
    client.force_login(official)

    answer = client.post(page_of(row, "add_comment"), {"words": "い" * 4_001, "question": question.pk})

    assert f'id="answer-{question.pk}_words"' in answer.content.decode()
    assert answer.content.decode().count("い" * 4_001) == 1


def test_words_are_shown_as_words(client, row, official):
    client.force_login(official)
    client.post(page_of(row, "add_comment"), {"words": "<script>alert(1)</script>"})

    assert "&lt;script&gt;alert(1)" in client.get(page_of(row)).content.decode()


def told(kind=Notice.Kind.COMMENT):
    return {notice.person for notice in Notice.objects.filter(kind=kind)}


def test_a_question_of_the_secretariat_tells_the_staff_who_answer(row, official, reviewer):
    make_user(ROLE.STAFF, make_ministry("財務省"))

    comment = add_comment(row, words="時点はいつですか。", change=Change(reviewer))

    notice = Notice.objects.get()
    assert notice.person == official
    assert notice.url == f"{page_of(row)}#comment-{comment.pk}"
    assert "時点はいつですか。" in notice.text


def test_an_answer_tells_who_asked_and_nobody_of_their_own_words(row, official, reviewer):
    colleague = make_user(ROLE.STAFF, *official.ministries.all())
    question = add_comment(row, words="時点はいつですか。", change=Change(reviewer))
    Notice.objects.all().delete()

    add_comment(row, words="３月末です。", question=question, change=Change(official))

    assert told() == {colleague, reviewer}


def next_year(row, ministry):
    """The row of the next year that goes on from the row, with its processes."""
    round = open_for_entry(build_round(make_round(2019, row.round.edition.programme), [ItemSpec("窓口業務")]), ministry)
    KpiListing.objects.filter(edition=round.edition).update(kpi=row.listing.kpi)
    (before,) = ReformProcess.objects.filter(edition=row.round.edition)
    ReformProcess.objects.filter(edition=round.edition).update(continues=before, continuation=Continuation.CONFIRMED)
    return round


@pytest.mark.parametrize("kind", ["row", "segment"])
def test_threads_come_along_to_next_year_the_settled_ones_folded(client, request, kind, row, ministry, reviewer):
    entry = request.getfixturevalue(kind)
    add_comment(entry, words="来年も確かめます。", change=Change(reviewer))
    settle([add_comment(entry, words="済んだ質問", change=Change(reviewer))], change=Change(reviewer))
    round = next_year(row, ministry)
    later = round.snapshots.get() if kind == "row" else ProgressSegment.objects.get(process_progress__round=round)
    client.force_login(reviewer)

    page = client.get(page_of(later)).content.decode()

    assert "未解決の質疑 1件" in page
    assert "解決済みの質疑 1件" in page
    assert "2018年度からの引継ぎ" in page


def test_a_question_of_last_year_is_answered_this_year(client, row, ministry, official, reviewer):
    question = add_comment(row, words="来年も確かめます。", change=Change(reviewer))
    later = next_year(row, ministry).snapshots.get()
    client.force_login(official)

    client.post(page_of(later, "add_comment"), {"words": "確かめました。", "question": question.pk})

    assert question.answers.get().entry == later


def test_what_does_not_go_on_from_it_has_none_of_its_threads(client, row, ministry, reviewer):
    add_comment(row, words="来年も確かめます。", change=Change(reviewer))
    other = open_for_entry(build_round(make_round(2019, make_programme()), [ItemSpec("別の項目")]), ministry)
    client.force_login(reviewer)

    assert "来年も" not in client.get(page_of(other.snapshots.get())).content.decode()


def test_the_worksheet_is_told_how_many_there_are(row, ministry, reviewer):
    add_comment(row, words="来年も確かめます。", change=Change(reviewer))
    settle([add_comment(row, words="済んだ質問", change=Change(reviewer))], change=Change(reviewer))
    later = next_year(row, ministry).snapshots.get()

    links = entry_links("kpis", [later.pk])[later.pk]

    assert (links.comments, links.open_comments, links.evidence) == (2, 1, 0)


@pytest.mark.once
@pytest.mark.parametrize("kind", ["kpis", "progress"])
def test_the_counts_take_as_many_queries_for_many_rows_as_for_few(kind, ministry, queries_of):
    items = [ItemSpec(f"項目{n}", kpis=(KpiSpec(f"指標{n}"),)) for n in range(12)]
    round = open_for_entry(build_round(make_round(2018), items), ministry)
    rows = round.snapshots if kind == "kpis" else ProgressSegment.objects.filter(process_progress__round=round)
    keys = list(rows.values_list("pk", flat=True))

    assert queries_of(lambda: entry_links(kind, keys[:2])) == queries_of(lambda: entry_links(kind, keys)) <= 8


@pytest.mark.once
def test_the_page_takes_as_many_queries_for_many_comments_as_for_few(client, row, official, reviewer, count_queries):
    def ask(times):
        for _ in range(times):
            question = add_comment(row, words="時点はいつですか。", change=Change(reviewer))
            add_comment(row, words="３月末です。", question=question, change=Change(official))

    ask(2)
    client.force_login(reviewer)
    few = count_queries(page_of(row))
    ask(6)

    assert count_queries(page_of(row)) == few


@pytest.mark.parametrize(
    "values",
    [{"words": ""}, {"settled_at": timezone.now()}],
    ids=["without words", "settled by nobody"],
)
def test_the_database_keeps_no_comment_that_says_nothing_of_whom(row, reviewer, values):
    with pytest.raises(IntegrityError):
        SnapshotComment.objects.create(**{"entry": row, "words": "質問", "by": reviewer, "at": timezone.now()} | values)
