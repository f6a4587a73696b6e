"""What all tests share: how hard hypothesis looks for a counter-example, and counting queries."""

import os
from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import settings

# No deadline: a slow machine is no error. Derandomised: the same commit gives the same result wherever it runs.
settings.register_profile("suite", deadline=None, max_examples=100, derandomize=True)
# HYPOTHESIS_PROFILE=search pytest …: another thousand examples each time, for the author of a parser.
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


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
