"""`pytest -p tests.databases --database=only`: just the tests that touch a database; `--database=never`: the others.

pytest-django refuses the database to a test that asks for none of it, so the second kind cannot differ between two.
What is marked once asks what no database can change: `--once=0` and `--once=1` share it between the two.
"""

import pytest

ASKED_FOR = {"django_db_setup", "live_server"}
"""Whatever fixture reaches the database asks for one of these."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds --database and --once."""
    parser.addoption("--database", choices=("only", "never"), help="only or none of the tests that touch a database")
    parser.addoption("--once", type=int, choices=(0, 1), help="of the files marked once every other one")


def pytest_configure(config: pytest.Config) -> None:
    """Looking for doctests takes long, and none of them touches a database."""
    if config.getoption("--database") == "only":
        config.option.doctestmodules = False


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what was not asked for."""
    database, turn = config.getoption("--database"), config.getoption("--once")
    files = sorted({item.path for item in items if asked_once(item)})
    left_out = {
        item
        for item in items
        if (database is not None and touches_database(item) != (database == "only"))
        or (turn is not None and asked_once(item) and files.index(item.path) % 2 != turn)
    }
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=list(left_out))


def asked_once(item: pytest.Item) -> bool:
    """Whether one database is enough for a test."""
    return item.get_closest_marker("once") is not None


def touches_database(item: pytest.Item) -> bool:
    """Whether a test may read or write a database."""
    fixtures = getattr(item, "fixturenames", ())  # not each kind of item has some
    return item.get_closest_marker("django_db") is not None or not ASKED_FOR.isdisjoint(fixtures)
