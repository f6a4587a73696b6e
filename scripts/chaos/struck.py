"""When a fault was over."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Struck:
    """Both on the clock time.monotonic. again_at: when that worked again which only this fault had hit."""

    over_at: float
    again_at: float

    @classmethod
    def now(cls) -> Struck:
        """It hit nothing but what people save."""
        moment = time.monotonic()
        return cls(moment, moment)
