"""Settings that cannot be meant stop the program with one sentence; the defaults work."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from kpi_tracker.environment import read_database, read_networks, read_secret, require_serving

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "k" * 40
STRONG_KEY = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIGN_IN = {"OIDC_ISSUER": "https://id.example.go.jp/realm", "OIDC_CLIENT_ID": "tracker", "OIDC_CLIENT_SECRET": "s"}

RARELY_NEEDED = {"weasyprint", "plotly.graph_objs", "import_export.resources", "numpy"}
"""Each takes tens of megabytes or hundreds of milliseconds, and few pages or none."""


def run(code, **environment):
    return run_command([sys.executable, "-c", code], **environment)


def run_command(command, **environment):
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        command,
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
        pytest.param({"DEBUG": "1", "EMAIL_PORT": "smtp"}, "EMAIL_PORT は 1 から 65535", id="a port that is none"),
        pytest.param({"DEBUG": "1", "EMAIL_SECURITY": "ssl"}, "EMAIL_SECURITY は starttls", id="another security"),
        pytest.param(
            {"DEBUG": "1", "FRAME_ANCESTORS": "https://www.go.jp/page"},
            "FRAME_ANCESTORS は https://",
            id="a page where a site was meant",
        ),
        pytest.param(
            {"DEBUG": "1", "SITE_URL": "kpi.example.go.jp"}, "SITE_URL は https://", id="a site without https"
        ),
        pytest.param({"DEBUG": "1", "OIDC_ISSUER": "https://id.go.jp"}, "OIDC_CLIENT_ID", id="half a sign-in"),
        pytest.param({"DEBUG": "1", **SIGN_IN, "OIDC_ISSUER": "http://id.go.jp"}, "https://", id="sign-in in clear"),
        pytest.param(
            {"DEBUG": "1", "REQUIRE_SECOND_FACTOR": "admin,king"}, "REQUIRE_SECOND_FACTOR には", id="no such role"
        ),
        pytest.param({"DEBUG": "1", "PROXIES": "one"}, "PROXIES", id="a word for a number"),
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
    [
        {"DEBUG": "1"},
        {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "example.go.jp"},
        {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "example.go.jp", "PROXIES": "1", **SIGN_IN},
    ],
    ids=["development", "production", "behind a proxy, with the ministries' sign-in"],
)
def test_a_server_starts_when_all_is_there(environment):
    setting_up = "import django; django.setup(); from kpi_tracker.serving import require_settings; require_settings()"
    assert run(setting_up, DJANGO_SETTINGS_MODULE="kpi_tracker.settings", **environment).returncode == 0


def test_a_server_loads_its_pages_before_anyone_asks_and_nothing_that_is_rarely_needed():
    done = run("import sys, kpi_tracker.wsgi; print(*sys.modules)", SECRET_KEY=KEY, ALLOWED_HOSTS="example.go.jp")
    loaded = set(done.stdout.split())
    assert "kpis.dashboard.views.dashboard" in loaded
    assert RARELY_NEEDED & loaded == set()


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


def test_a_name_is_no_address_of_a_network(monkeypatch):
    monkeypatch.setenv("METRICS_ADDRESSES", "10.1.2.0/24,prometheus")
    with pytest.raises(ImproperlyConfigured, match="METRICS_ADDRESSES には"):
        read_networks("METRICS_ADDRESSES")


def test_a_statement_ends_in_time_where_that_is_asked_for(monkeypatch):
    monkeypatch.setenv("STATEMENT_TIMEOUT", "30")
    options = read_database("postgres://u:p@h/db?sslmode=verify-full").get("OPTIONS")
    assert options == {"sslmode": "verify-full", "options": "-c statement_timeout=30s"}
    assert "options" not in read_database("sqlite:///x.sqlite3").get("OPTIONS", {})


def test_production_needs_key_and_hosts():
    require_serving(KEY, ["example.go.jp"])


def test_a_secret_may_stand_in_a_file(tmp_path, monkeypatch):
    (tmp_path / "key").write_text(f"{KEY}\n")
    monkeypatch.setenv("BACKUP_KEY_FILE", str(tmp_path / "key"))
    assert read_secret("BACKUP_KEY") == KEY
    monkeypatch.setenv("BACKUP_KEY", KEY)
    with pytest.raises(ImproperlyConfigured, match="どちらか一方"):
        read_secret("BACKUP_KEY")


def test_a_secret_whose_file_is_not_there_is_told(monkeypatch):
    monkeypatch.setenv("BACKUP_KEY_FILE", "/no/such/file")
    with pytest.raises(ImproperlyConfigured, match="/no/such/file を読めません"):
        read_secret("BACKUP_KEY")


def test_a_server_as_it_is_deployed_leaves_nothing_to_be_warned_of():
    command = [sys.executable, "manage.py", "check", "--deploy", "--tag=security", "--fail-level=DEBUG"]
    done = run_command(command, SECRET_KEY=STRONG_KEY, ALLOWED_HOSTS="a.go.jp")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def in_production():
    """The settings of a server that is given what it must be."""
    code = "import json; from kpi_tracker import settings; print(json.dumps(vars(settings), default=str))"
    return json.loads(run(code, SECRET_KEY=KEY, ALLOWED_HOSTS="example.go.jp").stdout)


def test_the_demos_door_is_walled_up_in_production(in_production):
    assert not [backend for backend in in_production["AUTHENTICATION_BACKENDS"] if "demo" in backend]


@pytest.mark.parametrize("cookie", ["SESSION", "CSRF"])
def test_cookies_are_bound_to_the_host_and_to_tls(in_production, cookie):
    assert in_production[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
    assert in_production[f"{cookie}_COOKIE_SECURE"] is True


def test_pages_may_send_people_to_the_ministries_own_sign_in_and_nowhere_else():
    code = "from django.conf import settings; print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    done = run(code, DJANGO_SETTINGS_MODULE="kpi_tracker.settings", DEBUG="1", **SIGN_IN)
    assert done.stdout.strip() == """["'self'", 'https://id.example.go.jp']"""


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        pytest.param({"DEBUG": "1"}, "console True http://127.0.0.1:8000", id="development"),
        pytest.param(
            {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "a.go.jp"}, "dummy False https://a.go.jp", id="no mail server"
        ),
        pytest.param(
            {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "a.go.jp", "EMAIL_HOST": "mail.go.jp", "SITE_URL": "https://b.go.jp/"},
            "smtp True https://b.go.jp",
            id="mail server",
        ),
    ],
)
def test_mail_goes_where_the_environment_says(environment, shown):
    code = (
        "from kpi_tracker import settings as s; print(s.EMAIL_BACKEND.split('.')[-2], bool(s.SENDS_MAIL), s.SITE_URL)"
    )
    assert run(code, **environment).stdout.strip() == shown
