"""What only some editions print beside an item, as the page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kpis.shown import ShownSource, shown_source
from reforms.frozen import FrozenPlace
from reforms.item_attributes import EFFECTS, HEADINGS, printed_attributes

PRINTED_WITH = {"府省庁（記載のとおり）": ("ministries",), "effects": tuple(EFFECTS)}
"""The fields whose cells print an attribute, where they are not called like it."""


@dataclass(frozen=True)
class ShownAttribute:
    """A column of the edition with its words, one entry a value, and the cells that print it."""

    heading: str
    values: list[str]
    sources: list[ShownSource]


def shown_attributes(
    attributes: Mapping[str, Any], places: Mapping[str, FrozenPlace], documents: dict[int, str]
) -> list[ShownAttribute]:
    """The attributes as `printed_attributes` gives them, each with its places."""
    return [
        ShownAttribute(printed.heading, printed.values, _sources(printed.key, places, documents))
        for printed in printed_attributes(attributes)
    ]


def _sources(key: str, places: Mapping[str, FrozenPlace], documents: dict[int, str]) -> list[ShownSource]:
    return [
        source
        for field in PRINTED_WITH.get(key, (key,))
        for source in shown_source(EFFECTS.get(field, HEADINGS.get(key, key)), places.get(field), documents)
    ]
