"""What standings are tied to: the items that a row is published under, and the ministries that answer for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kpis.models import KpiStanding, PublishedKpi
from kpis.named_ministries import labelled_ministries, names_of_ministries
from kpis.published_rows import PublishedRow
from reforms.models import Ministry, PublishedItem

Tied = dict[int, set[int]]
"""Primary keys by that of a published row."""


@dataclass(frozen=True)
class AnsweringMinistries:
    """Names, as rows print them, and the tree of ministries: by primary key, with those above."""

    names: dict[str, str]
    keys: dict[str, int]
    parents: dict[int, int | None]

    @classmethod
    def known(cls) -> AnsweringMinistries:
        """As they are now. Three queries."""
        rows = list(Ministry.objects.order_by().values_list("pk", "name", "parent"))
        return cls(
            names_of_ministries(), {name: key for key, name, _ in rows}, {key: parent for key, _, parent in rows}
        )

    def of_row(self, row: PublishedRow, beside_its_items: Iterable[int]) -> set[int]:
        """主担当 as the KPI整理表 names it; else those that the row names itself; else those of its items."""
        definition = row.content.definition
        own = [definition.lead_ministry] if definition and definition.lead_ministry else []
        named = own or labelled_ministries(row.content, self.names)
        found = {self.keys[name] for name in named if name in self.keys}
        return self._with_those_above(found or set(beside_its_items))

    def _with_those_above(self, ministries: set[int]) -> set[int]:
        found = set(ministries)
        for key in ministries:
            above = self.parents.get(key)
            while above is not None and above not in found:
                found.add(above)
                above = self.parents.get(above)
        return found


def tie_standings(rows: Sequence[PublishedRow], counted: Collection[int], answering: AnsweringMinistries) -> int:
    """Ties the standings of these rows, all of a Kpi's in a publication together; how many ties were mended.

    counted: the published rows that count for their Kpi; they count for the ministries of all its rows.
    """
    keys = [row.published for row in rows]
    items = _tied(PublishedKpi.items.through.objects.filter(publishedkpi__in=keys), "publishedkpi", "publisheditem")
    through = PublishedItem.ministries.through.objects
    of_items = _tied(
        through.filter(publisheditem__in={item for tied in items.values() for item in tied}),
        "publisheditem",
        "ministry",
    )
    own = {
        row.published: answering.of_row(row, {one for item in items[row.published] for one in of_items[item]})
        for row in rows
    }
    together = _together(rows, own)
    answered = {key: together[key] if key in counted else own[key] for key in keys}
    return _mend("items", "publisheditem", items, keys) + _mend("ministries", "ministry", answered, keys)


def _tied(rows: Any, owner: str, tied: str) -> Tied:
    found: Tied = defaultdict(set)
    for key, other in rows.values_list(owner, tied):
        found[key].add(other)
    return found


def _together(rows: Sequence[PublishedRow], own: Tied) -> Tied:
    """By row the ministries of every row of its Kpi in the publication."""
    of_kpi: dict[tuple[int, int], set[int]] = defaultdict(set)
    named = [(row.published, (row.publication, row.kpi)) for row in rows if row.kpi]
    for key, kpi in named:
        of_kpi[kpi] |= own[key]
    return {key: of_kpi[kpi] for key, kpi in named}


def _mend(field: str, column: str, wanted: Tied, keys: Sequence[int]) -> int:
    """column: which of the ties' columns holds what the field leads to."""
    ties = KpiStanding._meta.get_field(field).remote_field.through  # type: ignore[union-attr]  # a many-to-many field
    stored = {(owner, tied): pk for pk, owner, tied in ties.objects.filter(kpistanding__in=keys).values_list()}
    right = {(owner, tied) for owner in keys for tied in wanted.get(owner, ())}
    new = [ties(**{"kpistanding_id": owner, f"{column}_id": tied}) for owner, tied in sorted(right.difference(stored))]
    gone = [pk for pair, pk in stored.items() if pair not in right]
    ties.objects.filter(pk__in=gone).delete()
    ties.objects.bulk_create(new, batch_size=500)
    return len(gone) + len(new)
