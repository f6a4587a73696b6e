"""Two publications → the records that are compared: no more columns than that needs, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models.fields.json import KeyTextTransform

from kpis.comparison.compare import compare
from kpis.comparison.later import Later
from kpis.comparison.records import (
    ComparedCell,
    ComparedItem,
    ComparedKpi,
    ComparedProcess,
    Comparison,
    PrintedGrade,
    Side,
)
from kpis.frozen import ACTUALS, TARGETS
from kpis.models import KpiProposal, KpiStanding, PublishedKpi
from reforms.chains import chains
from reforms.models import Ministry, Publication, PublishedItem, PublishedProgress, Rating, ReformProcess
from reforms.models.items import Continuation
from reforms.selectors import item_chains

_Items = Mapping[int, ComparedItem]
_NOBODY: frozenset[str] = frozenset()
_KPI_COLUMNS = (
    "pk",
    "listing",
    "listing__kpi",
    "is_heading",
    "grade__scale",
    "grade__code",
)
_KPI_TEXTS = ("is_relisted", "name", "target_words", "targets", "actuals")
"""Fetched as they are stored: readings are made of the rows that somebody looks into."""
_TRUE = ("true", "1")
"""As PostgreSQL gives the text of a JSON value, and as SQLite does."""


def compared(old: Publication, new: Publication) -> Comparison:
    """Everything that stands in the two publications of one programme, side by side."""
    known = _known(new.round.edition.programme_id)
    return compare(_side(old, known), _side(new, known), replaced=_replaced())


def _replaced() -> dict[int, int]:
    """The listing of each KPI that took the place of another → the listing of that one, as people decided."""
    accepted = KpiProposal.objects.filter(kind=KpiProposal.Kind.SUCCESSOR, state=KpiProposal.State.ACCEPTED)
    return dict(accepted.values_list("second", "first"))


@dataclass(frozen=True)
class _Known:
    """What both sides share. items, processes: primary key → root of its chain; proposed: processes of which a person
    has not said yet whether they go on from others; ministries: primary key → its name and those of its ministry;
    marks: primary key of the Rating → as printed."""

    items: Mapping[int, int]
    processes: Mapping[int, int]
    proposed: frozenset[int]
    ministries: Mapping[int, frozenset[str]]
    marks: Mapping[int, PrintedGrade]


def _known(programme: int) -> _Known:
    links = list(
        ReformProcess.objects.filter(edition__programme=programme).values_list("pk", "continues_id", "continuation")
    )
    ministries = Ministry.objects.values_list("pk", "name", "parent__name")
    return _Known(
        items={item: chain[0] for item, chain in item_chains(programme).items()},
        processes={key: chain[0] for key, chain in chains({key: before for key, before, _ in links}).items()},
        proposed=frozenset(key for key, _, state in links if state == Continuation.PROPOSED),
        ministries={key: frozenset({name, parent or name}) for key, name, parent in ministries},
        marks={
            key: PrintedGrade(scale, code) for key, scale, code in Rating.objects.values_list("pk", "scale", "code")
        },
    )


def _side(publication: Publication, known: _Known) -> Side:
    rows = PublishedItem.objects.filter(publication=publication).order_by("order")
    beside = _ministries_by_row(PublishedItem, publication, known)
    items = {
        key: ComparedItem(key, item, known.items.get(item, item), order, number, name, beside[key])
        for key, item, order, number, name in rows.values_list("pk", "item", "order", "number", "name")
    }
    return Side(
        items=tuple(items.values()),
        cells=tuple(_cells(publication, items, known)),
        kpis=tuple(_kpis(publication, items, known)),
    )


def _cells(publication: Publication, items: _Items, known: _Known) -> Iterator[ComparedCell]:
    under = _items_by_row(PublishedProgress, publication)
    own = _ministries_by_row(PublishedProgress, publication, known)
    rows = PublishedProgress.objects.filter(publication=publication).order_by("order")
    for key, processes, segments in rows.values_list("pk", "content__processes", "content__segments"):
        beside = [items[item] for item in under[key]]
        yield ComparedCell(
            key=key,
            items=_roots(beside),
            processes=tuple(_process(process, known) for process in processes),
            marks=tuple(known.marks[segment["mark"]] for segment in segments if segment["mark"]),
            ministries=own[key] or _of_items(beside),
        )


def _process(process: Mapping[str, Any], known: _Known) -> ComparedProcess:
    key = process["id"]
    return ComparedProcess(key, known.processes.get(key, key), process["words"], key in known.proposed)


def _kpis(publication: Publication, items: _Items, known: _Known) -> Iterator[ComparedKpi]:
    under = _items_by_row(PublishedKpi, publication)
    own = _ministries_by_row(KpiStanding, publication, known)
    texts = [KeyTextTransform(name, "content") for name in _KPI_TEXTS]
    rows = PublishedKpi.objects.filter(publication=publication).order_by("order").values_list(*_KPI_COLUMNS, *texts)
    for key, listing, kpi, is_heading, scale, code, relisted, name, words, targets, actuals in rows:
        beside = [items[item] for item in under[key]]
        yield ComparedKpi(
            key=key,
            listing=listing,
            kpi=kpi,
            items=_roots(beside),
            name=name,
            is_heading=is_heading,
            is_relisted=relisted in _TRUE,
            grade=PrintedGrade(scale, code) if scale else None,
            target_words=words,
            targets=Later(partial(TARGETS.decode, targets)),
            actuals=Later(partial(ACTUALS.decode, actuals)),
            ministries=own[key] or _of_items(beside),
        )


def _roots(items: Iterable[ComparedItem]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(item.root for item in sorted(items, key=lambda item: item.order)))


def _of_items(items: Iterable[ComparedItem]) -> frozenset[str]:
    return _NOBODY.union(*(item.ministries for item in items))


def _items_by_row(model: type[PublishedProgress | PublishedKpi], publication: Publication) -> dict[int, list[int]]:
    """The items of each row of the publication, by primary key."""
    name = model.__name__.lower()
    ties = model.items.through.objects.filter(publisheditem__publication=publication)
    found: dict[int, list[int]] = defaultdict(list)
    for row, item in ties.values_list(name, "publisheditem"):
        found[row].append(item)
    return found


def _ministries_by_row(
    model: type[PublishedItem | PublishedProgress | KpiStanding], publication: Publication, known: _Known
) -> dict[int, frozenset[str]]:
    """The names of the ministries of each row of the publication, by primary key."""
    name = model.__name__.lower()
    ties = model.ministries.through.objects.filter(**{f"{name}__publication": publication})
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for row, ministry in ties.values_list(name, "ministry"):
        found[row] |= known.ministries[ministry]
    return found
