"""The database is restarted without a word to anybody who is connected."""

from __future__ import annotations

from scripts.chaos.database import gone
from scripts.chaos.site import Site
from scripts.chaos.struck import Struck


def strike(site: Site) -> Struck:
    """Twice: the second time meets connections that were made anew."""
    for _ in range(2):
        with gone():
            pass
    struck = Struck.now()
    site.require(site.worker.poll() is None, "作業係が終わった")
    return struck
