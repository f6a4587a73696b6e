"""Every form and every other address, asked by each role with what nobody would type."""

from __future__ import annotations

import logging
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile

from importers.services import receive_file
from importers.tasks import start
from kpi_tracker.lib.records import replace
from kpis.management.commands.open_demo_round import FROM, open_after
from reforms.models import ReportingRound, User
from scripts.fuzz import hostile
from scripts.fuzz.addresses import forms_offered, guessed, names, view_of
from scripts.fuzz.asking import OF_A_SCRIPT, Visitor, note_fault, told_of, tried_out, undone, visitor_of
from scripts.fuzz.damage import damaged
from scripts.fuzz.findings import Findings
from scripts.fuzz.pages import Form
from scripts.fuzz.sources import SOURCES

LOOKING = 0.5
"""The share of the time that may go into looking for forms."""
ENDINGS = (".xlsx", ".csv", ".txt", ".pdf", ".exe", "", "/../x.xlsx", "長" * 300 + ".xlsx")


def fuzz(seconds: int, seed: int) -> int:
    """How many different faults were found; the same seed asks the same things in the same order."""
    logging.disable(logging.CRITICAL)  # each refusal would leave a line
    began, findings, random = time.monotonic(), Findings(), Random(seed)
    with tried_out():
        open_a_round()
        bring_files()
        visitors = [Visitor("anybody"), *(visitor_of(user) for user in User.objects.filter(is_active=True))]
        offered: list[tuple[Visitor, Form]] = []
        for number, visitor in enumerate(visitors, 1):
            until = began + seconds * LOOKING * number / len(visitors)
            offered += [(visitor, form) for form in forms_offered(visitor, until, findings)]
        asked = ask_until(began + seconds, visitors, offered, random, findings)
    reached = sum(1 for name, _ in names() if asked[name])
    told = f"{len(offered)}の様式（{len(visitors)}の役割）、{asked.total()}の要求、{reached}/{len(list(names()))}の番地"
    print(f"forms: {told}、誤り{findings.count}件", flush=True)
    return findings.count


def open_a_round() -> None:
    """A round to enter into; the demo's commands open one in a database of its own only."""
    if not ReportingRound.objects.filter(opened_at__isnull=False, closed_at=None).exists():
        open_after(ReportingRound.objects.get(edition__slug=FROM))


def bring_files() -> None:
    """Imports of several files, so that their pages and forms stand there."""
    admin = User.objects.filter(role=User.Role.ADMIN).earliest("pk")
    for source in SOURCES:
        start("prepare", receive_file(source.name, source.data, by=admin))


def ask_until(
    end: float, visitors: list[Visitor], offered: list[tuple[Visitor, Form]], random: Random, findings: Findings
) -> Counter[str]:
    """How often each address was asked: the offered forms, and in between the others by guess."""
    asked: Counter[str] = Counter()
    everything = list(names())
    while time.monotonic() < end:
        visitor, form = random.choice(offered)
        if random.random() < 0.2:
            visitor = random.choice(visitors)
        if random.random() < 0.3:
            name, given = random.choice(everything)
            form = replace(form, address=guessed(name, given, random) or form.address, method="POST")
        asked[view_of(form.address)] += 1
        send(visitor, form, random, findings)
    return asked


def send(visitor: Visitor, form: Form, random: Random, findings: Findings) -> None:
    """One request, undone whatever it wrote."""
    sent = filled(form, random)
    headers = OF_A_SCRIPT if random.random() < 0.3 else {}
    address, method = form.address, form.method
    if method == "GET":
        address = f"{urlsplit(address).path}?{urlencode(sent, doseq=True, errors='replace')}"
    again = told_of(visitor, method, address, None if method == "GET" else sent)
    with undone():
        answer = visitor.ask(method, address, None if method == "GET" else sent, headers=headers)
    note_fault(findings, answer, again)


def filled(form: Form, random: Random) -> dict[str, Any]:
    """What the fields hold, some of it changed, gone or doubled."""
    sent: dict[str, Any] = {name: list(values) for name, values in form.fields.items()}
    share = random.choice((0.1, 0.5, 1.0))
    for name in list(sent):
        if random.random() < share:
            sent[name] = changed(sent[name], random)
    if random.random() < 0.2 and sent:
        del sent[random.choice(list(sent))]
    if form.method == "POST":
        sent |= {name: file_of(random) for name in form.files if random.random() < 0.9}
    return sent


def changed(values: list[str], random: Random) -> list[Any]:
    """Other values of a field."""
    match random.randrange(5):
        case 0:
            return [*values, hostile.word(random)]
        case 1:
            return [*values, *values]
        case 2:
            return [values[0] + hostile.word(random)] if values else [hostile.word(random)]
        case 3:
            return [random.choice(hostile.NUMBERS)]
        case _:
            return [hostile.word(random)]


def file_of(random: Random) -> SimpleUploadedFile:
    """A damaged file under a name that may not fit it."""
    source = random.choice(SOURCES)
    name = f"{Path(source.name).stem}{random.choice(ENDINGS)}" if random.random() < 0.5 else source.name
    return SimpleUploadedFile(name, damaged(source.data, random) if random.random() < 0.8 else source.data)
