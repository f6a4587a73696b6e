"""The headings of the table: which field each heading cell names, and in which order the fields are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from kpi_tracker.lib.japanese_text import normalise

Field = Literal[
    "no",
    "item",
    "kpi_progress",
    "kpi_effect",
    "summary",
    "pillar",
    "timing",
    "efficiency",
    "economy",
    "convenience",
    "safety",
    "support",
    "budget_projects",
    "urls",
    "item_no",
    "ministries",
]
Effect = Literal["efficiency", "economy", "convenience", "safety"]
EFFECTS: tuple[Effect, ...] = ("efficiency", "economy", "convenience", "safety")
USUAL_ORDER: tuple[Field, ...] = (
    *("no", "item", "kpi_progress", "kpi_effect", "summary", "pillar", "timing"),
    *EFFECTS,
    *("support", "budget_projects", "urls", "item_no", "ministries"),
)
NAMES: dict[Field, str] = {
    "no": "No",
    "item": "施策名",
    "kpi_progress": "KPI（進捗）",
    "kpi_effect": "KPI（効果）",
    "summary": "課題・取組概要",
    "pillar": "対応する柱",
    "timing": "計画掲載時期",
    "efficiency": "行政の効率化・コスト削減",
    "economy": "地域社会・経済の活性化",
    "convenience": "住民生活の利便性・質の向上",
    "safety": "住民生活の安全・安心の確保",
    "support": "支援策",
    "budget_projects": "予算事業名",
    "urls": "参考URL",
    "item_no": "国の施策番号",
    "ministries": "府省庁名",
}
"""What messages call the fields."""

_HEADINGS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    ("kpi_progress", re.compile(r"KPI\(?進捗\)?", re.IGNORECASE)),
    ("kpi_effect", re.compile(r"KPI\(?効果\)?", re.IGNORECASE)),
    ("item_no", re.compile(r".{0,6}施策(?:番号|No\.?)", re.IGNORECASE)),
    ("no", re.compile(r"No\.?|№|番号|項番", re.IGNORECASE)),
    ("item", re.compile("施策の?名称?")),
    ("summary", re.compile("(?:課題)?・?(?:取組)?の?概要(?:[(].*)?")),
    ("pillar", re.compile(".{0,12}柱")),
    ("timing", re.compile(".{0,24}掲載時期")),
    ("efficiency", re.compile(".{0,12}(?:効率化|コスト削減).{0,12}")),
    ("economy", re.compile(".{0,12}(?:経済|地域社会).{0,12}活性化")),
    ("convenience", re.compile(".{0,12}利便性.{0,12}")),
    ("safety", re.compile(".{0,12}(?:安全|安心).{0,12}確保")),
    ("support", re.compile(".{0,16}支援策?")),
    ("budget_projects", re.compile(".{0,8}予算事業名?.{0,8}")),
    ("urls", re.compile(".{0,8}URL", re.IGNORECASE)),
    ("ministries", re.compile(".{0,8}府省庁?名?.{0,2}")),
)
_EFFECT_GROUP = re.compile(".{0,24}期待される効果")
_LONGEST_HEADING = 60
LEAST_HEADINGS = 6
"""Heading cells that a row must hold to be the heading of a table; the damaged ones of the document keep 13."""


def heading_of(cell: str) -> Field | Literal["effects"] | None:
    """The field a heading cell names, "effects" for the heading over the four effects, None for other words.

    >>> heading_of("KPI (進捗)"), heading_of("国の 施策番号"), heading_of("住民生活 の安全・ 安心の確 保")
    ('kpi_progress', 'item_no', 'safety')
    """
    if len(cell) > _LONGEST_HEADING:
        return None
    words = "".join(normalise(cell).text.split())
    if _EFFECT_GROUP.fullmatch(words):
        return "effects"
    return next((field for field, pattern in _HEADINGS if pattern.fullmatch(words)), None)


def is_heading_row(cells: Sequence[str]) -> bool:
    """Whether the row is the first heading row of a table: it names both KPI columns and most others."""
    found = {heading_of(cell) for cell in cells if cell.strip()} - {None}
    return {"kpi_progress", "kpi_effect"} <= found and len(found) >= LEAST_HEADINGS


def is_second_heading_row(cells: Sequence[str]) -> bool:
    """Whether the row holds nothing but headings, most of them of effects."""
    printed = [cell for cell in cells if cell.strip()]
    found = [heading_of(cell) for cell in printed]
    return bool(found) and None not in found and any(field in EFFECTS for field in found)


def possible_orders(first: Sequence[str], second: Sequence[str]) -> list[tuple[Field, ...]]:
    """The orders the fields may stand in below these heading rows, the likeliest first, without repetition.

    掲載時期 strays into the second row or is lost, so the rows below decide where it stands: as printed, beside 柱 or
    before the effects. What no cell can show, as which KPI column comes first, stays as the headings print it.
    """
    effects = _in_printed_order(second)
    printed = _completed(_expanded(first, effects))
    moved = [field for field in printed if field != "timing"]
    beside_pillar = _inserted(moved, "timing", moved.index("pillar") + 1)
    before_effects = _inserted(moved, "timing", min(moved.index(effect) for effect in EFFECTS))
    orders = (printed, beside_pillar, before_effects)
    return list(dict.fromkeys(map(tuple, orders)))


def _in_printed_order(second: Sequence[str]) -> list[Effect]:
    found = [field for field in map(heading_of, second) if field in EFFECTS]
    return list(dict.fromkeys((*found, *EFFECTS)))


def _expanded(first: Sequence[str], effects: Iterable[Effect]) -> list[Field]:
    """The headings of the first row with the four effects in the place of their common heading."""
    fields: list[Field] = []
    for cell in first:
        heading = heading_of(cell) if cell.strip() else None
        if heading == "effects":
            fields += effects
        elif heading:
            fields.append(heading)
    return list(dict.fromkeys(fields))


def _completed(fields: list[Field]) -> list[Field]:
    """The fields with those whose heading is lost behind the one they usually follow."""
    for place, field in enumerate(USUAL_ORDER):
        if field not in fields:
            before = USUAL_ORDER[place - 1] if place else None
            fields = _inserted(fields, field, fields.index(before) + 1 if before else 0)
    return fields


def _inserted(fields: Sequence[Field], field: Field, place: int) -> list[Field]:
    return [*fields[:place], field, *fields[place:]]
