"""The database goes away for five seconds in the middle of an import."""

from __future__ import annotations

import time

from scripts.chaos.database import gone
from scripts.chaos.imports import State, previewed_import
from scripts.chaos.site import Site
from scripts.chaos.struck import Struck

SECONDS = 5


def strike(site: Site) -> Struck:
    """The same worker puts the import back to its preview; confirmed again, it is applied."""
    sent = previewed_import(site)
    sent.confirm()
    sent.await_half_written()
    with gone():
        time.sleep(SECONDS)
    over_at = time.monotonic()
    sent.await_state(State.PREVIEW)
    sent.require_nothing_written()
    sent.confirm()
    sent.await_state(State.APPLIED)
    sent.require_all_written()
    return Struck(over_at, time.monotonic())
