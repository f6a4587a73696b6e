"""--database: the two halves of the suite."""

import subprocess
import sys

import pytest

FILE = """
import pytest

def test_arithmetic():
    pass

@pytest.mark.django_db
def test_by_mark():
    pass

def test_by_fixture(transactional_db):
    pass

@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    pass

def test_by_a_fixture_of_its_own(loaded):
    pass

def test_on_a_server(live_server):
    pass
"""
TOUCHING = {"test_by_mark", "test_by_fixture", "test_by_a_fixture_of_its_own", "test_on_a_server"}


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        pytest.param(["--database=only"], TOUCHING, id="only"),
        pytest.param(["--database=never"], {"test_arithmetic"}, id="never"),
        pytest.param([], TOUCHING | {"test_arithmetic"}, id="not asked"),
    ],
)
def test_each_test_is_in_the_half_it_belongs_to(tmp_path, option, expected):
    file = tmp_path / "test_kinds.py"
    file.write_text(FILE)
    command = [sys.executable, "-m", "pytest", "-p", "tests.databases", "--collect-only", "-q", *option, file]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert {line.split("::")[1] for line in printed.splitlines() if "::" in line} == expected
