"""Damaged files through the whole import: received, read, compared, shown, marked and, where that can be, applied."""

from __future__ import annotations

import logging
import re
import time
from collections import Counter
from http import HTTPStatus
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from importers.models import ImportBatch
from importers.readers.source_file import SourceFile
from reforms.models import User
from scripts.fuzz.asking import Visitor, note_fault, tried_out, undone, visitor_of
from scripts.fuzz.damage import damaged
from scripts.fuzz.findings import Findings
from scripts.fuzz.pages import read_page
from scripts.fuzz.sources import ROOT, SOURCES

AT_ONCE = 10
State = ImportBatch.State
ENDED = (State.ASKING, State.PREVIEW, State.REFUSED)
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
KEPT = ROOT / "var" / "fuzz"
REASON = "誤りを探すため"


def fuzz(seconds: int, seed: int) -> int:
    """How many different faults were found. The files of one seed are the same each time; those at fault are kept."""
    logging.disable(logging.CRITICAL)
    began, findings, states = time.monotonic(), Findings(), Counter[str]()
    with tried_out():
        admin = visitor_of(User.objects.filter(role=User.Role.ADMIN).earliest("pk"))
        for turn in count(seed):
            if time.monotonic() - began > seconds:
                break
            take_some(turn, lambda file, turn=turn: states.update([try_out(file, admin, findings, turn)]))
    told = "、".join(f"{state} {number}" for state, number in states.most_common())
    print(f"readers: {states.total()}のファイル（{told}）、誤り{findings.count}件", flush=True)
    return findings.count


def take_some(turn: int, act: Any) -> None:
    """Some damaged files, the same for the same turn."""

    @seeded(turn)
    @settings(
        max_examples=AT_ONCE,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(SOURCES), st.randoms(use_true_random=True))
    def each(source: SourceFile, random: Random) -> None:
        act(SourceFile(source.name, damaged(source.data, random)))

    each()


def try_out(file: SourceFile, admin: Visitor, findings: Findings, turn: int) -> str:
    """The state that the file came to; what is wrong on the way is kept, and the file with it."""
    before = findings.count
    again = f"FUZZ_SEED={turn} python -m scripts.fuzz readers（{KEPT / file.sha256[:12]}-{file.name}）"
    with undone():
        state = follow(file, admin, findings, again)
    if findings.count > before:
        KEPT.mkdir(parents=True, exist_ok=True)
        Path(KEPT / f"{file.sha256[:12]}-{file.name}").write_bytes(file.data)
    return state


def follow(file: SourceFile, admin: Visitor, findings: Findings, again: str) -> str:
    """The file on its way as a person sends it."""

    def asked(method: str, address: str, sent: Any = None) -> Any:
        answer = admin.ask(method, address, sent)
        note_fault(findings, answer, f"{again} {method} {address}")
        return answer

    known = set(ImportBatch.objects.values_list("pk", flat=True))
    asked("POST", reverse("importers:receive"), {"chosen": SimpleUploadedFile(file.name, file.data)})
    batch = ImportBatch.objects.exclude(pk__in=known).first()
    if batch is None:
        return "受け付けない"
    if batch.state not in ENDED:
        findings.add(f"state {batch.state}", f"{again}\n状態 {batch.state}")
    for message in (batch.message, *_messages(batch)):
        if message and not JAPANESE.search(message):
            findings.add(f"message {message[:20]}", f"{again}\n日本語でない説明 {message}")
    page = asked("GET", batch.get_absolute_url())
    if page.status_code == HTTPStatus.OK:
        asked("GET", reverse("importers:marked", args=[batch.pk]))
        for form in read_page(page.content.decode(), batch.get_absolute_url()).forms:
            if form.address.endswith("/apply/"):
                asked("POST", form.address, form.fields | {"reason": REASON})
    batch.refresh_from_db()
    return str(batch.get_state_display())


def _messages(batch: ImportBatch) -> list[str]:
    contents = batch.rows.values_list("content", flat=True)
    return [issue["message"] for content in contents for issue in content.get("issues", ())]
