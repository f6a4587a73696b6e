"""Damaged files through the whole import: received, read, compared, shown, marked and, where that can be, applied."""

from __future__ import annotations

import logging
import re
import time
from collections import Counter
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from importers.models import ImportBatch
from importers.readers.source_file import SourceFile
from reforms.models import ReportingRound, User
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
NOT_TAKEN, BROKEN_OFF = "受け付けない", "誤りで終わる"


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
    """Where the file came to; what is wrong on the way is kept, and the file with it."""
    before, kept = findings.count, KEPT / f"{file.sha256[:12]}-{file.name}"
    journey = Journey(admin, findings, f"FUZZ_SEED={turn} python -m scripts.fuzz readers（{kept}）")
    with undone():
        state = journey.follow(file)
    if findings.count > before:
        KEPT.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(file.data)
    return state


@dataclass(frozen=True)
class Journey:
    """One file on its way, as an admin sends it; again: how to meet its faults again."""

    admin: Visitor
    findings: Findings
    again: str

    def follow(self, file: SourceFile) -> str:
        """The state it came to; it ends at the first answer that is a fault."""
        known = set(ImportBatch.objects.values_list("pk", flat=True))
        self._ask("POST", reverse("importers:receive"), {"chosen": SimpleUploadedFile(file.name, file.data)})
        if connection.needs_rollback:
            return BROKEN_OFF
        batch = ImportBatch.objects.exclude(pk__in=known).first()
        if batch is None:
            return NOT_TAKEN
        if batch.state == State.ASKING:
            round = ReportingRound.objects.latest("pk")
            self._ask("POST", reverse("importers:choose_round", args=[batch.pk]), {"round": round.pk})
        self._look_at(batch)
        return (
            BROKEN_OFF if connection.needs_rollback else str(ImportBatch.objects.get(pk=batch.pk).get_state_display())
        )

    def _ask(self, method: str, address: str, sent: Any = None) -> Any:
        answer = self.admin.ask(method, address, sent)
        note_fault(self.findings, answer, f"{self.again} {method} {address}")
        return answer

    def _look_at(self, batch: ImportBatch) -> None:
        """What is told of the file, its pages, and applying it."""
        if connection.needs_rollback:
            return
        batch.refresh_from_db()
        if batch.state not in ENDED:
            self.findings.add(f"state {batch.state}", f"{self.again}\n状態 {batch.state}")
        for message in (batch.message, *_messages(batch)):
            if message and not JAPANESE.search(message):
                self.findings.add(f"message {message[:20]}", f"{self.again}\n日本語でない説明 {message}")
        page = self._ask("GET", batch.get_absolute_url())
        self._ask("GET", reverse("importers:marked", args=[batch.pk]))
        for form in read_page(page.content.decode(), batch.get_absolute_url()).forms:
            if form.address.endswith("/apply/"):
                self._ask("POST", form.address, form.fields | {"reason": REASON})


def _messages(batch: ImportBatch) -> list[str]:
    contents = batch.rows.values_list("content", flat=True)
    return [issue["message"] for content in contents for issue in content.get("issues", ())]
