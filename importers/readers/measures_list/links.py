"""参考URL: the addresses of a cell, put together again where extraction broke them at a space."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_START = re.compile(r"https?://", re.IGNORECASE)
_RUN = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&*+,;=%]+")
_REST = re.compile(r" ?(?P<rest>[A-Za-z0-9\-._~:/?#@!$&*+,;=%]+)(?=[\s(（]|$)")
_WHOLE = re.compile(r"\.(?:html?|pdf|xlsx?|docx?|pptx?|csv|zip|aspx?|php|jsp|cgi)$", re.IGNORECASE)
_OF_ADDRESS = re.compile(r"[/._?=&#%]")
_CLOSING = ".,;:"
DAMAGED = re.compile(r"(?<![A-Za-z])(?:ttps?[:：]|https?：|https?;|h ttps?:)/", re.IGNORECASE)
"""An address whose beginning is misread, so that no link is read from it."""


@dataclass(frozen=True)
class Link:
    """address: without the spaces inside; mended: whether there were any; unsure: whether Latin words follow that
    may belong to it."""

    address: str
    mended: bool = False
    unsure: bool = False


def links_of(blocks: Iterable[str]) -> tuple[Link, ...]:
    """The links of a cell in printed order, each address once.

    >>> [link.address for link in links_of(["(案内) http://a.jp/jo ho/b.html (別) https://c.jp/"])]
    ['http://a.jp/joho/b.html', 'https://c.jp/']
    """
    found: dict[str, Link] = {}
    for block in blocks:
        for link in _links_in(block):
            found.setdefault(link.address, link)
    return tuple(found.values())


def _links_in(block: str) -> Iterator[Link]:
    position = 0
    while start := _START.search(block, position):
        address, position, mended, unsure = _address_at(block, start.start())
        if len(address) > len(start[0]):
            yield Link(address, mended, unsure)


def _address_at(block: str, start: int) -> tuple[str, int, bool, bool]:
    run = _RUN.match(block, start)
    address, position = (run[0], run.end()) if run else ("", start + 1)
    glued = _START.search(address, 1)
    if glued:
        return address[: glued.start()].rstrip(_CLOSING), start + glued.start(), False, False
    mended = False
    while rest := _REST.match(block, position):
        if _START.match(rest["rest"]) or _WHOLE.search(address):
            break
        if not _continues(address, rest["rest"]):
            return address.rstrip(_CLOSING), position, mended, True
        address, position, mended = address + rest["rest"], rest.end(), True
    return address.rstrip(_CLOSING), position, mended, False


def _continues(address: str, rest: str) -> bool:
    """Whether the Latin words behind a space are the rest of the address: they hold a sign that addresses hold."""
    if address.endswith("//"):
        return True
    host_only = address.count("/") < 3
    return rest.startswith("/") if host_only else bool(_OF_ADDRESS.search(rest))
