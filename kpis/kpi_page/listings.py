"""Where a KPI is printed, and how it is defined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from kpis.frozen import FrozenDefinition
from kpis.models import Kpi
from kpis.published_rows import PublishedRow
from kpis.shown import ShownSource, shown_name, shown_source
from kpis.wording import amount, as_of_text
from reforms.selectors import Link


@dataclass(frozen=True)
class ListingRow:
    """A place where the KPI is printed: one for each item of its page."""

    edition: str
    item: Link
    tier: str
    name: str
    is_relisted: bool
    source: ShownSource | None


@dataclass(frozen=True)
class Fact:
    """A line of the definition."""

    label: str
    value: str


@dataclass(frozen=True)
class Definition:
    """The facts that are registered. source: where they come from."""

    facts: list[Fact]
    source: str


def item_links(row: PublishedRow) -> list[Link]:
    """The items of the row's page, each with the address of the row there."""
    return [
        Link(f"{item.number}{item.name}", f"{reverse('kpis:item', args=(item.id,))}#kpi-{row.listing}")
        for item in row.items
    ]


def listing_rows(rows: Iterable[PublishedRow], documents: dict[int, str]) -> list[ListingRow]:
    """The places in the order of the editions."""
    shown = []
    for row in rows:
        source = shown_source("ＫＰＩ", row.content.places.get("name"), documents)
        shown += [
            ListingRow(
                edition=row.edition_name,
                item=link,
                tier=row.words.tier_label(row.tier),
                name=shown_name(row.content, row.words.kpi),
                is_relisted=row.content.is_relisted,
                source=source[0] if source else None,
            )
            for link in item_links(row)
        ]
    return shown


def definition_of(published: FrozenDefinition) -> Definition:
    """What was published of the KPI's definition; the progress documents print none of it."""
    value = published.baseline_value
    start = "" if value is None else amount(value, published.unit)
    if start and published.baseline_as_of:
        start += f"（{as_of_text(published.baseline_as_of)}）"
    facts = {
        "定義": published.definition,
        "計画開始時の数値": start,
        "望ましい方向": Kpi.Direction(published.direction).label if published.direction else "",
        "把握頻度": published.frequency,
        "把握時期": published.collected_at,
        "把握手段": published.means,
        "主担当": published.lead_ministry,
    }
    return Definition([Fact(label, value) for label, value in facts.items() if value], "KPI整理表")
