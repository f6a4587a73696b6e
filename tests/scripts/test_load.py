import random
from dataclasses import dataclass, field
from threading import Event

import pytest
from django.test import Client
from django.urls import reverse

from kpis.models import ProgressSnapshot
from scripts.bench.entered import round_to_enter
from scripts.bench.load.filled import lost
from scripts.bench.load.people import EDITORS_PAUSE, SAVE, Editor

pytestmark = [pytest.mark.django_db, pytest.mark.once]


class Saves(Event):
    """Lets nobody pause, and ends after so many saves."""

    def __init__(self, count):
        super().__init__()
        self.left = count

    def wait(self, timeout=None):
        self.left -= timeout == EDITORS_PAUSE
        return self.left == 0


@dataclass
class DirectBrowser:
    """Asks the views without a server between."""

    client: Client
    sent: list[str] = field(default_factory=list)

    def open(self, kind, address):
        return self.client.get(address).content.decode()

    def send(self, kind, address, values):
        self.sent.append(kind)
        return self.client.post(address, values, headers={"accept": "application/json"}).json()


def test_an_editor_of_the_load_fills_in_the_worksheet_and_what_is_gone_then_is_lost(client):
    round, (person,) = round_to_enter(people=1, rows_each=3)
    client.force_login(person)
    editor = Editor(DirectBrowser(client), reverse("kpis:worksheet", args=(round.pk,)))

    editor.enter(random.Random(1), Saves(4))

    early, last = editor.saved[0], editor.saved[-1]
    assert [(one.field, one.version) for one in editor.saved] == [("actual", 2)] * 3 + [("note", 3)]
    assert (editor.browser.sent.count(SAVE), editor.unanswered, lost(editor.saved)) == (4, 0, [])

    ProgressSnapshot.history.filter(id=early.row, version=early.version).update(actual_words="")
    ProgressSnapshot.objects.filter(pk=last.row).update(note_words="")
    assert lost(editor.saved) == [early, last]
