"""The ministry that the address of an item page asks for: what of the page is its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q

from reforms.models import Ministry


@dataclass(frozen=True)
class AskedMinistry:
    """names: the ministry's own and those of its offices; empty where none or an unknown one is asked for."""

    name: str = ""
    names: frozenset[str] = frozenset()

    @property
    def query(self) -> str:
        """「?ministry=…」, which keeps the question on the way to another page; "" without one."""
        return f"?{urlencode({'ministry': self.name})}" if self.names else ""

    def is_among(self, names: Iterable[str]) -> bool:
        """Whether it or one of its offices is named."""
        return not self.names.isdisjoint(names)


@dataclass(frozen=True)
class OwnRows:
    """What a page says of the asked ministry. segments: its parts of progress cells; kpis: the KPIs it leads;
    is_beside_item: named in the item's heading; first: the address of the first on the page, "" where there is none."""

    name: str
    segments: int
    kpis: int
    is_beside_item: bool
    first: str


def asked_ministry(name: str) -> AskedMinistry:
    """The ministry of that name with its offices. One query, none where no name is given."""
    if not name:
        return AskedMinistry()
    found = Ministry.objects.filter(Q(name=name) | Q(parent__name=name)).values_list("name", flat=True)
    return AskedMinistry(name, frozenset(found))
