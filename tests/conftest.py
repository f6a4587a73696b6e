"""What all tests share: how hard hypothesis looks for a counter-example, the published years, and counting queries."""

import gc
import os
from collections.abc import Callable, Iterator
from http import HTTPStatus
from io import StringIO
from typing import TypeVar

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker

from kpis.search_index import make_search_indexes

# No deadline: a slow machine is no error. Derandomised: the same commit gives the same result wherever it runs.
settings.register_profile("suite", deadline=None, max_examples=50, derandomize=True)
# HYPOTHESIS_PROFILE=search pytest …: another thousand examples each time, for the author of a parser.
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

Built = TypeVar("Built")
LEFT_BEHIND = ("published_years", "site")
"""Fixtures whose rows stay until the end: no other test may meet them."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests on rows that stay last, those on the fewest of them first; so too within each module."""
    modules = {module: order for order, module in enumerate(dict.fromkeys(item.path for item in items))}

    def place(item: pytest.Item) -> tuple[int, int, bool]:
        names = getattr(item, "fixturenames", ())
        return sum(name in names for name in LEFT_BEHIND), modules[item.path], rows_of_module.__name__ in names

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """Everything imported stays to the end: looking through it for garbage takes a tenth of the whole run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The tables, and what tests need of that which migrations add; both are there already where the migrations ran."""
    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)
        make_search_indexes(connection)
        if connection.vendor == "postgresql":
            leave_unvacuumed()


def leave_unvacuumed() -> None:
    """Tests roll their rows back: counted at such a moment a table looks empty, and a later join may take minutes."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} SET (autovacuum_enabled = off)")


@pytest.fixture(scope="session")
def published_years(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The published years of fixtures/ in the database, loaded once; a test marked django_db undoes what it changes."""
    with django_db_blocker.unblock():
        call_command("load_sources", stdout=StringIO())


@pytest.fixture(scope="module")
def rows_of_module(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[Callable[[], Built]], Built]]:
    """Builds rows once for the tests of a module: the transaction of each test stands inside the one of these rows.

    What was built is handed to each test as a copy of its own, so that none sees what another did to an object:

        @pytest.fixture(scope="module")
        def built(rows_of_module):
            return rows_of_module(opened)

        @pytest.fixture
        def sheet(built):
            return deepcopy(built)
    """

    def build_once(build: Callable[[], Built]) -> Built:
        with django_db_blocker.unblock():
            return build()

    with django_db_blocker.unblock(), transaction.atomic():
        with django_db_blocker.block():
            yield build_once
        transaction.set_rollback(True)


@pytest.fixture
def queries_of() -> Callable[[Callable[[], object]], int]:
    """How many queries an act takes."""

    def count(act: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    return count


@pytest.fixture
def count_queries(client: Client) -> Callable[[str], int]:
    """How many queries the page behind an address takes."""

    def count(url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == HTTPStatus.OK
        return len(queries)

    return count
