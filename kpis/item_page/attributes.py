"""What only some editions print beside an item, as the page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kpis.shown import ShownSource, shown_source
from reforms.frozen import FrozenPlace
from reforms.item_attributes import EFFECTS, HEADINGS, printed_values

SHOWN_ELSEWHERE = frozenset({"kpi_progress", "kpi_effect", "overall", "overall_reason", "indicators"})
OF_THE_READING = frozenset(
    {"no", "table", "effects_confidence", "effect_mark_cells", "lead_marks_lost", "national_only"}
)
"""How sure the reader was and where cells stood: told as issues, not as what the document says of the item."""


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
    """The attributes that hold words, known ones under their Japanese heading, others under their own name.

    >>> shown = shown_attributes({"pillar": "標準化", "urls": ["http://example.go.jp/"], "no": 4, "備考": "有"}, {}, {})
    >>> [(attribute.heading, attribute.values) for attribute in shown]
    [('対応する柱', ['標準化']), ('参考URL', ['http://example.go.jp/']), ('備考', ['有'])]
    """
    known = [key for key in HEADINGS if key in attributes]
    others = [key for key in attributes if key not in HEADINGS.keys() | SHOWN_ELSEWHERE | OF_THE_READING]
    shown = [
        ShownAttribute(HEADINGS.get(key, key), printed_values(attributes[key]), _sources(key, places, documents))
        for key in (*known, *others)
    ]
    return [attribute for attribute in shown if attribute.values]


def _sources(key: str, places: Mapping[str, FrozenPlace], documents: dict[int, str]) -> list[ShownSource]:
    return [
        source
        for field in PRINTED_WITH.get(key, (key,))
        for source in shown_source(EFFECTS.get(field, HEADINGS.get(key, key)), places.get(field), documents)
    ]
