"""How the outcome of a fault is judged; the faults themselves are let loose by `make chaos`."""

import json
import smtplib
from http import HTTPStatus

import pytest

from kpi_tracker.outages import DATABASE_AWAY
from kpis.models import ProgressSnapshot
from scripts.bench.entered import round_to_enter
from scripts.chaos.browser import NO_ANSWER, Answer
from scripts.chaos.editors import Editor, Saved
from scripts.chaos.mail import mail_server
from scripts.chaos.outcome import judge
from scripts.throwaway_postgres import find_free_port

PAGE = f'<h1>{DATABASE_AWAY.heading}</h1><p class="lead">{DATABASE_AWAY.message}</p>'
ENGLISH = "<h1>Server Error (500)</h1>"


def answer(status, body=""):
    return Answer(status, body, "", 0, 1)


def judged(*answers, saved=(), broken=()):
    return judge("fault", answers, [Editor(None, {}, saved=list(saved))], seconds=1, broken=broken)


@pytest.fixture
def row(db):
    round_to_enter(people=1, rows_each=1)
    return ProgressSnapshot.objects.latest("pk")


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        pytest.param(answer(503, PAGE), [DATABASE_AWAY.message], id="a page"),
        pytest.param(answer(503, json.dumps({"message": DATABASE_AWAY.message})), [DATABASE_AWAY.message], id="JSON"),
        pytest.param(answer(NO_ANSWER), [], id="no answer at all"),
    ],
)
def test_a_refusal_that_people_can_read_breaks_no_promise(refusal, words):
    outcome = judged(answer(HTTPStatus.OK), refusal)
    assert (outcome.requests, sum(outcome.refused.values()), outcome.words, outcome.broken) == (2, 1, words, [])


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(ENGLISH, id="Django's own page"),
        pytest.param("Internal Server Error", id="the server's own page"),
        pytest.param(f"{PAGE}<pre>Traceback (most recent call last)</pre>", id="a traceback"),
    ],
)
def test_an_answer_that_people_cannot_read_breaks_a_promise(body):
    assert len(judged(answer(HTTPStatus.INTERNAL_SERVER_ERROR, body)).broken) == 1


@pytest.mark.once
def test_a_save_is_lost_that_no_state_of_its_row_holds_or_that_the_row_went_back_behind(row):
    kept = Saved(row.pk, row.version, row.actual_words, 0, 1)
    assert judged(saved=[kept]).lost == 0

    other_words, later = Saved(row.pk, row.version, "900件", 0, 1), Saved(row.pk, row.version + 1, "", 0, 1)
    outcome = judged(saved=[kept, other_words, later])
    assert (outcome.lost, len(outcome.broken), outcome.saved) == (2, 2, 3)

    for now in ({"actual_words": "900件"}, {"version": row.version - 1}):
        ProgressSnapshot.objects.filter(pk=row.pk).update(**now)
        assert judged(saved=[kept]).lost == 1


def test_the_mail_server_tells_to_whom_mail_came():
    port = find_free_port()
    with mail_server(port) as recipients, smtplib.SMTP("127.0.0.1", port) as client:
        client.sendmail("from@example.go.jp", ["to@example.go.jp"], "Subject: 件名\r\n\r\n..本文\r\n".encode())
    assert recipients == ["to@example.go.jp"]
