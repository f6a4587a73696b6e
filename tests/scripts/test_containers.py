"""The Dockerfile and compose.yaml say what docs/operations.md promises, and what they start can do without more."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands
from dockerfile_parse import DockerfileParser

from importers.published_forms.printing import FONTS, LIBRARIES
from kpi_tracker.operations.asking import ask
from scripts.throwaway_postgres import find_free_port

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("migrations", "application", "worker")
WRITABLE = ("/data", "/tmp", "/dev/shm", "/dev/null")


@pytest.fixture(scope="module")
def dockerfile():
    with (ROOT / "Dockerfile").open("rb") as file:
        return [(one["instruction"], one["value"]) for one in DockerfileParser(fileobj=file).structure]


@pytest.fixture(scope="module")
def last_stage(dockerfile):
    """The instructions of the image that is run."""
    beginnings = [place for place, (name, _) in enumerate(dockerfile) if name == "FROM"]
    return dockerfile[beginnings[-1] :]


def values(stage, name):
    return [value for instruction, value in stage if instruction == name]


def test_packages_come_from_the_lock_files_alone(dockerfile):
    installing = [value for value in values(dockerfile, "RUN") if re.search(r"\b(pip|npm)\b", value)]
    assert len(installing) == 2
    assert "npm ci" in installing[0]
    assert "--require-hashes -r requirements.txt" in installing[1]


def test_the_image_is_small_and_has_one_python(dockerfile):
    images = [value.split()[0] for value in values(dockerfile, "FROM")]
    assert all("slim" in image for image in images)
    assert len({image for image in images if image.startswith("python:")}) == 1


def test_the_image_runs_as_nobody_in_particular(last_stage):
    *_, user = values(last_stage, "USER")
    assert int(user) >= 10_000
    names = [name for name, _ in last_stage]
    assert "RUN" not in names[names.index("USER") :]


def test_the_image_brings_what_the_official_form_on_paper_needs(last_stage):
    installed = " ".join(values(last_stage, "RUN"))
    assert [name for name in (*LIBRARIES.values(), *FONTS) if name not in installed] == []


def test_what_is_copied_is_there_and_is_not_ignored(dockerfile):
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    sources = [name for value in values(dockerfile, "COPY") if "--from" not in value for name in value.split()[:-1]]
    assert [name for name in sources if not (ROOT / name).exists()] == []
    assert [name for name in sources if not any(path.startswith(name.rstrip("/")) for path in kept)] == []


def test_every_package_of_the_application_is_copied(last_stage):
    copied = {name for value in values(last_stage, "COPY") for name in value.split()}
    assert {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"scripts"} <= copied


@pytest.mark.parametrize("name", OURS)
def test_ours_may_write_nowhere_else(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["user"] == "10001"
    assert service["security_opt"] == ["no-new-privileges:true"]
    paths = [volume.split(":")[1] for volume in service["volumes"]] + service["tmpfs"]
    assert [path for path in paths if path not in WRITABLE] == []


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_whole(name):
    service = SERVICES[name]
    assert service.get("read_only"), "the root of every container is read-only"
    assert set(service.get("depends_on", {})) <= SERVICES.keys()
    assert set(service.get("networks", [])) <= COMPOSE["networks"].keys()
    assert set(service.get("secrets", [])) <= COMPOSE["secrets"].keys()
    named = [volume.split(":")[0] for volume in service.get("volumes", [])]
    assert set(named) <= COMPOSE["volumes"].keys()
    assert ":" in service["image"] or service["build"] == ".", "an image without a version is another one tomorrow"


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert SERVICES["database"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_no_secret_stands_in_the_file():
    told = [f"{key}={value}" for service in SERVICES.values() for key, value in service.get("environment", {}).items()]
    assert [
        one for one in told if re.search("PASSWORD|KEY|URL|TOKEN", one) and not re.search("_FILE=/run/|SITE_URL", one)
    ] == []


def test_every_command_exists():
    commands = [service["command"] for service in SERVICES.values() if "build" in service and "command" in service]
    assert [command[:2] for command in commands] == [["python", "manage.py"]] * len(commands)
    assert {command[2] for command in commands} <= get_commands().keys()


WATCH = """
import os, sys
def write_down(event, args):
    if event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and isinstance(args[0], str):
        os.write(LOG, (os.path.abspath(args[0]) + "\\n").encode())
LOG = os.open(os.environ["WRITTEN"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
sys.addaudithook(write_down)
"""


def test_the_start_command_serves_and_writes_only_where_it_may(last_stage, tmp_path, monkeypatch):
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    written, port = tmp_path / "written", find_free_port()
    told = dict(re.findall(r"(\w+)=(\S+)", " ".join(values(last_stage, "ENV"))))
    environment = {
        **{name: value for name, value in os.environ.items() if name in ("HOME", "LANG", "PATH")},
        **{name: value for name, value in told.items() if name != "PATH"},
        "ALLOWED_HOSTS": "kpi.example.go.jp",
        "SECRET_KEY": "s" * 50,
        "DATABASE_URL": "sqlite:///:memory:",
        "WEB_WORKERS": "1",
        "BIND": told["BIND"].replace("8000", str(port)).replace("0.0.0.0", "127.0.0.1"),
        "PYTHONPATH": str(tmp_path),
        "WRITTEN": str(written),
    }
    *_, command = values(last_stage, "CMD")
    python, *arguments = json.loads(command)
    assert python == "python"
    server = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )
    for name in ("ALLOWED_HOSTS", "BIND"):
        monkeypatch.setenv(name, environment[name])
    try:
        until = time.monotonic() + 30
        while (status := ask("healthz")) == 0 and time.monotonic() < until:
            time.sleep(0.1)
        assert status == 200
        assert ask("readyz") == 503
    finally:
        server.terminate()
        log = server.communicate()[1]
    assert all(json.loads(line)["logger"] for line in log.splitlines() if line.startswith("{")), log
    places = {path for path in written.read_text().splitlines() if not path.startswith(WRITABLE)}
    assert places == set()


def test_the_health_of_a_server_that_is_not_there_is_bad(monkeypatch):
    monkeypatch.setenv("BIND", f"127.0.0.1:{find_free_port()}")
    assert ask("healthz") == 0


def test_the_image_asks_after_its_health_in_a_way_that_works(last_stage):
    (check,) = values(last_stage, "HEALTHCHECK")
    command = json.loads(check[check.index("[") :])
    assert command == ["python", "-m", "kpi_tracker.operations.asking", "healthz"]
