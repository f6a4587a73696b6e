"""How long the save of one row takes, through the whole view, beside a view that does nothing.

Both are sent by a signed-in person through every middleware, in turns: a machine that grows busy slows both.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from http import HTTPStatus
from statistics import median

from django.test import Client, override_settings
from django.urls import reverse

from kpis.models import ProgressSnapshot
from scripts.bench import empty
from scripts.bench.entered import round_to_enter

SAVES, EMPTY = "100 saves of a row", "100 empty views"
ROWS, WARMING = 110, 10
"""Each row is saved once; the first ones are not counted."""
SERVED_HERE = {
    "ROOT_URLCONF": empty.__name__,
    "ALLOWED_HOSTS": ["testserver"],
    "SECRET_KEY": "only-for-the-benchmark",
}


def seconds_of_saving() -> dict[str, float]:
    """A hundred times the median of a save, and of an empty view."""
    round, (person,) = round_to_enter(people=1, rows_each=ROWS)
    taken: dict[str, list[float]] = {SAVES: [], EMPTY: []}
    override_settings(**SERVED_HERE).enable()  # until the end of this process, which does nothing else
    client = Client(headers={"accept": "application/json"})
    client.force_login(person)
    for number, row in enumerate(ProgressSnapshot.objects.filter(round=round).order_by("pk")):
        # A field is saved as soon as a person leaves it: the worksheet sends what changed, a value as a rule.
        sent = {"version": str(row.version), "actual": f"{400 + number}件（2018年度）"}
        taken[SAVES].append(_timed(client, reverse("kpis:enter_kpi", args=(row.pk,)), sent))
        taken[EMPTY].append(_timed(client, empty.ADDRESS, sent))
    return {name: 100 * median(times[WARMING:]) for name, times in taken.items()}


def _timed(client: Client, address: str, sent: Mapping[str, str]) -> float:
    began = time.perf_counter()
    response = client.post(address, sent, secure=True)
    seconds = time.perf_counter() - began
    if response.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address}: {response.status_code}")
    return seconds
