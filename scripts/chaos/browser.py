"""A person's browser as far as the faults need one: cookies, the token against forged forms, no redirect followed."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from scripts.bench.served import HOST

LONGEST = 30
NO_ANSWER = 0
PASSWORD = "only-for-faults-1"
_LEAD = re.compile(r'<p class="lead">\s*(.*?)\s*</p>', re.DOTALL)


@dataclass(frozen=True)
class Answer:
    """What came back. status: NO_ANSWER where nothing did; began, ended: on the clock time.monotonic."""

    status: int
    body: str
    location: str
    began: float
    ended: float

    @property
    def is_refusal(self) -> bool:
        """Whether nothing was done of what was asked."""
        return self.status == NO_ANSWER or self.status >= HTTPStatus.BAD_REQUEST

    @property
    def content(self) -> dict[str, Any]:
        """What a script is told, {} where a page came."""
        content: dict[str, Any] = json.loads(self.body) if self.body.startswith("{") else {}
        return content

    @property
    def words(self) -> str:
        """What the person reads of a refusal."""
        lead = _LEAD.search(self.body)
        return self.content.get("message", "") or (lead[1] if lead else self.body[:200])


@dataclass
class Browser:
    """answers: every one that came, or did not."""

    port: int
    answers: list[Answer] = field(default_factory=list)
    _cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, username: str) -> None:
        """As a person does, on the page for it. Raises RuntimeError where they are not let in."""
        address = reverse("account_login")
        self.open(address)
        answer = self.send(address, {"login": username, "password": PASSWORD})
        if answer.status != HTTPStatus.FOUND:
            raise RuntimeError(f"{username} cannot sign in: {answer.status} {answer.words}")

    def open(self, address: str) -> Answer:
        """The answer to who asks for a page."""
        return self._ask("GET", address, {}, b"")

    def send(self, address: str, values: Mapping[str, str]) -> Answer:
        """The answer to a form."""
        return self._post(address, urlencode(values).encode(), "application/x-www-form-urlencoded", "text/html")

    def save(self, address: str, values: Mapping[str, str]) -> Answer:
        """The answer to a row, sent as the script of the worksheet does."""
        return self._post(address, urlencode(values).encode(), "application/x-www-form-urlencoded", "application/json")

    def upload(self, address: str, values: Mapping[str, str], name: str, data: bytes, file_name: str) -> Answer:
        """The answer to a form with a file. name: of its field."""
        body = encode_multipart(BOUNDARY, {**values, name: SimpleUploadedFile(file_name, data)})
        return self._post(address, body, MULTIPART_CONTENT, "text/html")

    def _post(self, address: str, body: bytes, content_type: str, accept: str) -> Answer:
        token = {"X-CSRFToken": self._cookies.get("csrftoken", "")}
        return self._ask("POST", address, {**token, "Content-Type": content_type, "Accept": accept}, body)

    def _ask(self, method: str, address: str, headers: Mapping[str, str], body: bytes) -> Answer:
        began = time.monotonic()
        status, text, location = NO_ANSWER, "", ""
        connection = HTTPConnection(HOST, self.port, timeout=LONGEST)
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        try:
            connection.request(method, address, body, {**headers, **cookies})
            response = connection.getresponse()
            status, text, location = response.status, response.read().decode(), response.headers.get("Location", "")
            for header in response.headers.get_all("Set-Cookie", []):
                self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        except (OSError, HTTPException):
            status = NO_ANSWER
        finally:
            connection.close()
        answer = Answer(status, text, location, began, time.monotonic())
        self.answers.append(answer)
        return answer
