"""Files that wait for the worker, and a worker that does not run."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from importers.models import ImportBatch
from importers.services import STALE, UNATTENDED
from tests.importers.imports.batches import State, make_batch

pytestmark = pytest.mark.django_db

HINT = "作業係（<code>manage.py db_worker</code>）が動いていないようです"
SOON = UNATTENDED - timedelta(seconds=10)
LONG = UNATTENDED + timedelta(seconds=1)


def waiting(importer, since):
    """A batch that has waited for so long since its upload."""
    batch = make_batch(State.WAITING, by=importer)
    ImportBatch.objects.filter(pk=batch.pk).update(uploaded_at=timezone.now() - since)
    return batch


def shown(client, address):
    """Whether the page or the list tells of the worker."""
    html = client.get(address).content.decode()
    assert HINT in html or address == reverse("importers:batches")
    return HINT in html and "data-unattended hidden" not in html


@pytest.mark.parametrize(
    ("since", "told"), [pytest.param(SOON, False, id="a moment"), pytest.param(LONG, True, id="over a minute")]
)
def test_a_file_that_nobody_reads_says_that_the_worker_does_not_run(client, importer, since, told):
    batch = waiting(importer, since)
    answer = client.get(reverse("importers:progress", args=(batch.pk,))).json()
    assert shown(client, batch.get_absolute_url()) == told
    assert shown(client, reverse("importers:batches")) == told
    assert (answer["is_unattended"], answer["is_over"]) == (told, False)


@pytest.mark.parametrize(
    ("beaten", "told"),
    [pytest.param(timedelta(0), False, id="at work"), pytest.param(2 * STALE, True, id="cut off")],
)
def test_a_file_may_wait_while_another_one_is_worked_on(client, importer, beaten, told):
    batch = waiting(importer, LONG)
    make_batch(State.READING, by=importer, beat_at=timezone.now() - beaten)
    assert shown(client, batch.get_absolute_url()) == told


def test_many_files_are_told_to_be_read_in_turn(client, importer):
    files = [SimpleUploadedFile(f"{number}.csv", "行ID,KPI名".encode()) for number in range(2)]
    html = client.post(reverse("importers:receive"), {"chosen": files}, follow=True).content.decode()
    assert "順に読み取ります" in html
