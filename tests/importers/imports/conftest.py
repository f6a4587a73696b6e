"""A person who may import, signed in, and the works that the screens start."""

import pytest

from importers import tasks
from tests.importers.imports.batches import make_importer


@pytest.fixture
def importer(client):
    """山田 花子, signed in, with the right to import."""
    user = make_importer(last_name="山田", first_name="花子")
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def started(monkeypatch):
    """The works that the screens start, each with its batch, in place of doing them: these files say nothing."""
    works = []
    monkeypatch.setattr(tasks, "start", lambda work, *batches: works.extend((work, batch.pk) for batch in batches))
    monkeypatch.setattr(tasks, "start_undo", lambda batch, leaving: works.append(("undo", batch.pk, leaving)))
    return works
