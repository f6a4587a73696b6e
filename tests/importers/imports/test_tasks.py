"""What is done at once and what waits for the worker."""

import pytest

from importers import pipeline, tasks
from tests.importers.imports.batches import State, make_batch, make_importer

pytestmark = pytest.mark.django_db


@pytest.fixture
def started():
    """Here the works are started indeed."""


@pytest.fixture
def done(monkeypatch):
    """The batches that were worked on at once."""
    batches = []
    monkeypatch.setitem(tasks.WORK, "prepare", batches.append)
    monkeypatch.setattr(pipeline, "undo", lambda batch, leaving: batches.append((batch, leaving)))
    return batches


@pytest.mark.parametrize(
    ("sizes", "at_once"),
    [
        pytest.param([tasks.AT_ONCE], True, id="one small file"),
        pytest.param([10, 10, 10], True, id="small files"),
        pytest.param([tasks.AT_ONCE + 1], False, id="a large file"),
        pytest.param([tasks.AT_ONCE - 5] * 3, False, id="files that are large together"),
    ],
)
def test_only_little_work_is_done_at_once(done, django_capture_on_commit_callbacks, sizes, at_once):
    by = make_importer()
    batches = [make_batch(State.WAITING, by=by, size=size) for size in sizes]
    with django_capture_on_commit_callbacks() as queued:
        tasks.start("prepare", *batches)
    assert done == (batches if at_once else [])
    assert len(queued) == (0 if at_once else len(batches))


@pytest.mark.parametrize("size", [10, tasks.AT_ONCE + 1], ids=["at once", "by the worker"])
def test_what_was_edited_since_is_left_whoever_does_the_work(done, django_capture_on_commit_callbacks, size):
    batch = make_batch(State.UNDOING, by=make_importer(), size=size)
    with django_capture_on_commit_callbacks() as queued:
        tasks.start_undo(batch, leaving=[("kpis.kpilisting", 7)])
    for call in queued:
        tasks.run_undo.func(*call.args)
    assert done == [(batch, [("kpis.kpilisting", 7)])]
