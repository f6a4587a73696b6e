"""The id of the request that is being answered."""

from __future__ import annotations

import re
import uuid
from contextvars import ContextVar

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="-")


def id_of(given: str) -> str:
    """The id that a proxy gave, or a new one where that is none.

    >>> id_of("from-the-proxy-1")
    'from-the-proxy-1'
    >>> len(id_of("two words")), len(id_of(""))
    (32, 32)
    """
    return given if GIVEN.fullmatch(given) else uuid.uuid4().hex
