"""No file may grow any more: RLIMIT_FSIZE, set from outside on the running processes. Needs no root; Linux only."""

from __future__ import annotations

import resource
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from importers.models import ImportBatch
from kpis.entries import KPIS
from kpis.models import SnapshotEvidence
from scripts.bench.workbooks import invented_rows, workbook
from scripts.chaos.browser import Answer, Browser
from scripts.chaos.site import Site
from scripts.chaos.struck import Struck

LIMIT = 64 * 1024
SMALL, LARGE = (b"%PDF-1.7\n" + bytes(size * 1024**2) for size in (1, 4))
"""The second is written to a temporary file while it comes in: there is no room for that either."""


def strike(site: Site) -> Struck:
    """Refused as long as there is no room, and nothing is left of it; taken once there is."""
    official, admin = site.browser_of(site.people.official), site.browser_of(site.people.admin)
    row = min(site.versions_of(site.people.official))
    files, rows = _kept_files(), _named_files()
    with _full([*site.server.workers, site.worker.pid]):
        refused = [_attach(official, row, SMALL), _attach(official, row, LARGE), _import(admin)]
    struck = Struck.now()
    is_told = all(answer.status == HTTPStatus.INSUFFICIENT_STORAGE for answer in refused)
    site.require(is_told, "ディスクに空きがないと告げなかった")
    site.require((_kept_files(), _named_files()) == (files, rows), "受け付けなかったファイルの一部が残った")
    taken = [_attach(official, row, SMALL), _attach(official, row, LARGE), _import(admin)]
    site.require(all(answer.status == HTTPStatus.FOUND for answer in taken), "空きができても受け付けない")
    site.require(
        _kept_files() == _named_files() and len(_kept_files()) == len(files) + len(taken), "ファイルが足りない"
    )
    return struck


@contextmanager
def _full(processes: Sequence[int]) -> Iterator[None]:
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in processes}
    for pid, (_, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (LIMIT, hard))
    try:
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


def _attach(browser: Browser, row: int, data: bytes) -> Answer:
    address = reverse("kpis:add_evidence", args=(KPIS.name, row))
    return browser.upload(address, {"title": "根拠", "url": "", "page": ""}, "file", data, "根拠.pdf")


def _import(browser: Browser) -> Answer:
    data = workbook(invented_rows(2_000, seed=1), programme="計画", edition="版")
    return browser.upload(reverse("importers:receive"), {}, "chosen", data, "進捗.xlsx")


def _kept_files() -> set[str]:
    root = Path(settings.FILES_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def _named_files() -> set[str]:
    return {
        name
        for model in (ImportBatch, SnapshotEvidence)
        for name in model._default_manager.exclude(file="").values_list("file", flat=True)
    }
