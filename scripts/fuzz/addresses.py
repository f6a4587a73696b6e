"""Where something can be sent: what pages offer to each visitor, and the other addresses of the program."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from random import Random
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.urls import NoReverseMatch, Resolver404, URLResolver, get_resolver, resolve, reverse

from importers.models import ImportBatch
from scripts.fuzz import hostile
from scripts.fuzz.asking import Visitor, note_fault, undone
from scripts.fuzz.findings import Findings
from scripts.fuzz.pages import Form, read_page

OF_EACH = 2
"""Pages of one kind that are looked at: a hundred items offer the same."""
SMALL_KEYS = 60
WAYS = ("kpis", "progress", "items", "processes", "segments", "listings", "remove", "restore", "change", "retire")


def view_of(address: str) -> str:
    """The name of what answers there, "" where nothing does."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def names() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each address of the program: its name, and the names of its arguments."""
    yield from _names(get_resolver().url_patterns, "", ())


def _names(patterns: list[Any], space: str, before: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern in patterns:
        given = (*before, *(getattr(pattern.pattern, "converters", ()) or pattern.pattern.regex.groupindex))
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space, given)
        else:
            yield f"{space}{pattern.name}", given


def offers_nothing(address: str) -> bool:
    """Whether an address is of a file or of the read API, which have no forms."""
    path = urlsplit(address).path
    return path.startswith("/api/v1/") or "." in path.rsplit("/", 1)[-1]


def forms_offered(visitor: Visitor, until: float, findings: Findings) -> list[Form]:
    """The forms of the pages that a visitor comes to by links, from those without arguments on.

    until: when to stop looking, as time.monotonic tells.
    """
    waiting = ["/", *(reverse(name) for name, given in names() if not given)]
    seen: Counter[str] = Counter()
    forms = []
    while waiting and time.monotonic() < until:
        address = waiting.pop(0)
        view = view_of(address)
        if not view or seen[view] == OF_EACH or offers_nothing(address):
            continue
        seen[view] += 1
        with undone():
            answer = visitor.ask("GET", address)
        note_fault(findings, answer, f"GET {address} as {visitor.name}")
        if answer.status_code == HTTPStatus.OK and answer.get("Content-Type", "").startswith("text/html"):
            page = read_page(answer.content.decode(), address)
            forms += page.forms
            waiting += [link for link in dict.fromkeys(page.links) if seen[view_of(link)] < OF_EACH]
    return list({(form.address, form.method, tuple(form.fields)): form for form in forms}.values())


def guessed(name: str, given: tuple[str, ...], random: Random) -> str:
    """The address of that name with arguments that may fit, "" where none did."""
    for _ in range(10):
        try:
            return reverse(name, kwargs={one: _argument(name, one, random) for one in given})
        except NoReverseMatch:
            continue
    return ""


def _argument(name: str, argument: str, random: Random) -> str:
    if argument in ("kind", "act", "table"):
        return random.choice(WAYS)
    if name.startswith("importers:"):
        found = ImportBatch.objects.values_list("pk", flat=True)
        return str(random.choice([*found, uuid4()]))
    return random.choice([str(random.randint(1, SMALL_KEYS)), *hostile.NUMBERS[:4]])
