"""How the items of a round stand for the person who enters it: what is to be entered, handed in, mended."""

from __future__ import annotations

from django.urls import reverse

from kpis.worksheet.entered_round import EnteredRound, items_of
from kpis.worksheet.page import ItemStanding
from kpis.worksheet.shown_parts import ItemParts, item_parts


def parts_shown(entered: EnteredRound) -> ItemParts:
    """The parts that the person's rows belong to, each with what it lacks. Two queries."""
    rows = [(entry, entered.parts_of(entry), entered.lack_of(entry)) for entry in entered.entries]
    return item_parts(entered.round, entered.person, entered.parts, rows)


def item_standings(entered: EnteredRound, parts: ItemParts) -> list[ItemStanding]:
    """Each item that a row of the person is printed under, in printed order."""
    items = {item.pk: item for entry in entered.entries for item in items_of(entry)}
    address = reverse("kpis:worksheet", args=(entered.round.pk,))
    return [
        ItemStanding(
            number=item.number,
            heading=item.name,
            url=f"{address}?item={item.pk}",
            parts=parts.of_item(item.pk),
            left=sum(entered.is_left(entry) for entry in entered.entries if item in items_of(entry)),
        )
        for item in sorted(items.values(), key=lambda one: one.order)
    ]


def count_parts(standings: list[ItemStanding], *states: str) -> int:
    """How many parts of the items are in one of the states."""
    return sum(part.state in states for item in standings for part in item.parts)
