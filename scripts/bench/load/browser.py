"""What one person's browser keeps and sends, as cheap as it can be."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from scripts.bench.served import HOST

NO_ANSWER = 0
LONGEST = 60


@dataclass(frozen=True)
class Taken:
    """How long one answer took, to its last byte. status: NO_ANSWER where none came."""

    kind: str
    status: int
    milliseconds: float


@dataclass
class Browser:
    """Cookies, and the tag of each page it has. taken: every answer to anyone, told here; host: where it asks from.

    Each request comes as by a proxy that stands before the server, by a connection of its own.
    """

    port: int
    taken: list[Taken]
    host: str = HOST
    cookies: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def open(self, kind: str, address: str) -> str:
        """The page; "" where it still is as the browser has it, or did not come."""
        has_it = {"If-None-Match": self.tags[address]} if address in self.tags else {}
        status, headers, body = self._ask(kind, "GET", address, has_it)
        if status == HTTPStatus.OK and "etag" in headers:
            self.tags[address] = headers["etag"]
        return body.decode() if status == HTTPStatus.OK else ""

    def send(self, kind: str, address: str, values: Mapping[str, str]) -> dict[str, Any]:
        """What the server answers to values, sent as static/js/worksheet-post.js does; {} unless it takes them."""
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
            "X-CSRFToken": self.cookies["csrftoken"],
        }
        status, _, body = self._ask(kind, "POST", address, headers, urlencode(values))
        answer: dict[str, Any] = json.loads(body) if status == HTTPStatus.OK else {}
        return answer

    def _ask(
        self, kind: str, method: str, address: str, headers: Mapping[str, str], body: str | None = None
    ) -> tuple[int, Mapping[str, str], bytes]:
        sent = {**headers, "X-Forwarded-For": self.host}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = HTTPConnection(HOST, self.port, timeout=LONGEST)
        began = time.perf_counter()
        try:
            connection.request(method, address, body, sent)
            response = connection.getresponse()
            status, content = response.status, response.read()
            self._keep_cookies(response)
            return status, {name.lower(): value for name, value in response.getheaders()}, content
        except (OSError, HTTPException):
            status = NO_ANSWER
            return status, {}, b""
        finally:
            connection.close()
            self.taken.append(Taken(kind, status, (time.perf_counter() - began) * 1000))

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
