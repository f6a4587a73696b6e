"""The database is restarted without a word to anybody who is connected."""

from __future__ import annotations

import time

from scripts.chaos.database import gone
from scripts.chaos.site import Site
from scripts.chaos.struck import Struck

TIMES, BETWEEN = 3, 5
"""How often, and the seconds in which people save on connections made anew."""


def strike(site: Site) -> Struck:
    """Nothing is done for anybody: they find the database again by themselves."""
    for _ in range(TIMES):
        time.sleep(BETWEEN)
        with gone():
            pass
    return Struck.now()
