"""What a page offers: its links, and its forms with what stands in their fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

UNSENT = ("submit", "button", "reset", "image")


@dataclass
class Form:
    """address: where it is sent; fields: each name with its values as a browser would send them."""

    address: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


@dataclass
class Page:
    """links: addresses of this site."""

    links: list[str]
    forms: list[Form]


def read_page(html: str, address: str) -> Page:
    """The links and forms of a page that stands at `address`."""
    parser = _Parser(address)
    parser.feed(html)
    return Page(parser.links, list(parser.forms.values()))


class _Parser(HTMLParser):
    """A control belongs to the form that its attribute names, else to the one it stands in."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: dict[str, Form] = {}
        self.open_form = ""
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "a":
                self._add_link(given.get("href", ""))
            case "form":
                self.open_form = given.get("id") or f"form {len(self.forms)}"
                form = self._form_of({})
                form.address, form.method = self._at(given.get("action", "")), given.get("method", "get").upper()
            case "select":
                self.select = given.get("name", "")
                self._add(given, self.select)
            case "option" if self.select and "selected" in given:
                self._add(given, self.select, given.get("value", ""))
            case "textarea":
                self._add(given, given.get("name", ""), "")
            case "input" | "button":
                self._add_control(given, tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open_form = ""
        elif tag == "select":
            self.select = ""

    def _at(self, address: str) -> str:
        whole = urlsplit(urljoin(self.address, address))
        return whole.path + (f"?{whole.query}" if whole.query else "")

    def _add_link(self, address: str) -> None:
        if address and not urlsplit(address).scheme and not urlsplit(address).netloc and not address.startswith("#"):
            self.links.append(self._at(address))

    def _form_of(self, given: dict[str, str]) -> Form:
        """The form of a control; one that is named before it stands is made at once."""
        return self.forms.setdefault(given.get("form") or self.open_form, Form(self.address, "GET"))

    def _add_control(self, given: dict[str, str], tag: str) -> None:
        kind, name = given.get("type", "submit" if tag == "button" else "text"), given.get("name", "")
        if "formaction" in given:
            of = self._form_of(given)
            self.forms[f"form {len(self.forms)}"] = Form(self._at(given["formaction"]), "POST", of.fields, of.files)
        if kind == "file":
            self._form_of(given).files.add(name)
        elif kind in ("checkbox", "radio") and "checked" not in given:
            self._add(given, name)
        elif kind not in UNSENT or name:
            self._add(given, name, given.get("value", ""))

    def _add(self, given: dict[str, str], name: str, *values: str) -> None:
        if name and (self.open_form or given.get("form")):
            self._form_of(given).fields.setdefault(name, []).extend(values)
