"""Settings that cannot be meant stop the program with one sentence; the defaults work."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from kpi_tracker.environment import read_database, require_serving

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "k" * 40


def run(code, **environment):
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**clean, "DATABASE_URL": "sqlite:///:memory:", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        pytest.param({}, "SECRET_KEY", id="nothing set"),
        pytest.param({"SECRET_KEY": "a", "ALLOWED_HOSTS": "example.go.jp"}, "32文字以上", id="short key"),
        pytest.param({"SECRET_KEY": KEY}, "ALLOWED_HOSTS", id="no hosts"),
        pytest.param({"SECRET_KEY": KEY, "ALLOWED_HOSTS": "*"}, "* は使えません", id="every host"),
        pytest.param({"DEBUG": "true"}, "DEBUG は 0 か 1", id="a switch that is no switch"),
        pytest.param({"DEBUG": "1", "DATABASE_URL": "mysql://a/b"}, "DATABASE_URL", id="another database"),
    ],
)
def test_a_server_does_not_start_half_configured(environment, sentence):
    done = run("import kpi_tracker.wsgi", **environment)
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert sentence in last


@pytest.mark.parametrize(
    "environment",
    [{"DEBUG": "1"}, {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "example.go.jp"}],
    ids=["development", "production"],
)
def test_a_server_starts_when_all_is_there(environment):
    assert run("import kpi_tracker.wsgi", **environment).returncode == 0


@pytest.mark.parametrize(
    "address",
    ["postgres://u:p@h:abc/db", "postgres://", "postgres://u:p@h:5432/", "mysql://h/db", "db.sqlite3", "", "::"],
)
def test_an_address_of_no_database_is_refused(address):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        read_database(address)


@pytest.mark.parametrize("address", ["postgres://u:p@h:5432/db", "postgresql://h/db", "sqlite:///x.sqlite3"])
def test_an_address_of_a_database_is_read(address):
    assert read_database(address)["NAME"]


def test_production_needs_key_and_hosts():
    require_serving(KEY, ["example.go.jp"])
