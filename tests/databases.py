"""`pytest -p tests.databases --database=only`: just the tests that touch a database; `--database=never`: the others.

pytest-django refuses the database to a test that asks for none of it, so the second kind cannot differ between two.
"""

import pytest

ASKED_FOR = {"django_db_setup", "live_server"}
"""Whatever fixture reaches the database asks for one of these."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds --database."""
    parser.addoption("--database", choices=("only", "never"), help="only or none of the tests that touch a database")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what was not asked for."""
    asked = config.getoption("--database")
    if asked is None:
        return
    left_out = [item for item in items if touches_database(item) != (asked == "only")]
    items[:] = [item for item in items if touches_database(item) == (asked == "only")]
    config.hook.pytest_deselected(items=left_out)


def touches_database(item: pytest.Item) -> bool:
    """Whether a test may read or write a database."""
    fixtures = getattr(item, "fixturenames", ())  # not each kind of item has some
    return item.get_closest_marker("django_db") is not None or not ASKED_FOR.isdisjoint(fixtures)
