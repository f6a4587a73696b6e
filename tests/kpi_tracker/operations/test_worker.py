import logging

import pytest
from django.core.management import call_command
from django.db import InterfaceError, OperationalError
from django_tasks_db.management.commands.db_worker import Command as Worker

from kpi_tracker.operations.management.commands import db_worker


@pytest.mark.django_db
@pytest.mark.once
def test_a_worker_waits_for_a_database_that_goes_away(monkeypatch, caplog):
    happens = iter([OperationalError("terminating connection"), InterfaceError("connection already closed"), None])

    def work(*_, **__):
        if error := next(happens):
            raise error

    monkeypatch.setattr(Worker, "handle", work)
    monkeypatch.setattr(db_worker, "PAUSE", 0)
    monkeypatch.setattr(db_worker.connection, "close", lambda: None)  # the test's own transaction
    with caplog.at_level(logging.WARNING):
        call_command("db_worker")
    assert next(happens, "nothing is left") == "nothing is left"
    assert caplog.text.count("the database is away") == 2


@pytest.mark.django_db
@pytest.mark.once
def test_work_that_is_to_be_done_once_ends_with_the_database(monkeypatch):
    def work(*_, **__):
        raise OperationalError("terminating connection")

    monkeypatch.setattr(Worker, "handle", work)
    with pytest.raises(OperationalError):
        call_command("db_worker", batch=True)
