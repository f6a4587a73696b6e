"""The parts of a round as they stand: what the rights are asked of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from django.apps import apps
from django.db.models import OuterRef, QuerySet, Subquery

from reforms.models import ReasonCode, ReportingRound, Submission
from reforms.models.entries import EntryRow
from reforms.models.recorded import VersionedRow
from reforms.rights import ENTERING, Part, Person

Row = TypeVar("Row", bound=EntryRow)


class PartKey(NamedTuple):
    """A ministry's part of an item, by primary keys."""

    item: int
    ministry: int


@dataclass
class _Standing:
    """What is known of a part."""

    state: str = ENTERING
    version: int = 0
    writers: set[int] = field(default_factory=set)


class Parts(Mapping[PartKey, Part]):
    """The parts of a round by item and ministry: those that somebody answers for, and those handed in before."""

    def __init__(self, round: ReportingRound, standing: Mapping[PartKey, _Standing]) -> None:
        self._round, self._standing = round, standing

    def __getitem__(self, key: PartKey) -> Part:
        known = self._standing[key]
        return Part(
            key.ministry,
            known.state,
            round_is_open=self._round.is_open,
            round_is_closed=self._round.closed_at is not None,
            writers=known.writers,
        )

    def __iter__(self) -> Iterator[PartKey]:
        return iter(self._standing)

    def __len__(self) -> int:
        return len(self._standing)

    def version(self, key: PartKey) -> int:
        """How often the part changed its state, 0 where nobody has handed it in yet."""
        return self._standing[key].version


def parts_of(round: ReportingRound, items: Collection[int] | None = None) -> Parts:
    """The parts of a round, or of some of its items by primary key; six queries, whatever their number."""
    standing: dict[PartKey, _Standing] = defaultdict(_Standing)
    for model in entered_models():
        _add_rows(model, round, items, standing)
    rows = Submission.objects.filter(round=round, **_of_items("item", items))
    for item, ministry, state, version in rows.values_list("item", "ministry", "state", "version"):
        known = standing[PartKey(item, ministry)]
        known.state, known.version = state, version
    handed_in = Submission.history.filter(
        round=round.pk, state=Submission.State.SUBMITTED, history_user__isnull=False, **_of_items("item", items)
    )
    for item, ministry, person in handed_in.values_list("item", "ministry", "history_user"):
        standing[PartKey(item, ministry)].writers.add(person)
    return Parts(round, dict(standing))


def entered_models() -> list[type[EntryRow]]:
    """The tables whose rows ministries enter; readings and promises only follow from their words."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, EntryRow) and issubclass(model, VersionedRow) and model.entry_path.answered_for
    ]


def _add_rows(
    model: type[EntryRow],
    round: ReportingRound,
    items: Collection[int] | None,
    standing: dict[PartKey, _Standing],
) -> None:
    """Adds the parts that rows of the model belong to, each with those who entered something in it."""
    to_item, to_ministry = _ways(model)
    rows = model._default_manager.filter(
        **{model.entry_path.round: round, f"{to_ministry}__isnull": False}, **_of_items(to_item, items)
    )
    writers = _writers(model, rows.values("pk"))
    for key, parts in parts_by_row(rows).items():
        for part in parts:
            standing[part].writers |= writers.get(key, frozenset())


def parts_by_row(rows: QuerySet[Any]) -> dict[int, set[PartKey]]:
    """The parts that each row belongs to, by its primary key; one that nobody answers for is not there. One query."""
    to_item, to_ministry = _ways(rows.model)
    found: dict[int, set[PartKey]] = defaultdict(set)
    answered = rows.filter(**{f"{to_item}__isnull": False, f"{to_ministry}__isnull": False})
    for key, item, ministry in answered.values_list("pk", to_item, to_ministry):
        found[key].add(PartKey(item, ministry))
    return dict(found)


def states_by_row(rows: QuerySet[Any]) -> dict[int, dict[PartKey, str]]:
    """The parts that each row belongs to, with their states, by its primary key. One query."""
    to_item, to_ministry = _ways(rows.model)
    handed_in = Submission.objects.filter(
        round=OuterRef(rows.model.entry_path.round), item=OuterRef(to_item), ministry=OuterRef(to_ministry)
    ).order_by()
    answered = rows.filter(**{f"{to_item}__isnull": False, f"{to_ministry}__isnull": False}).order_by()
    found: dict[int, dict[PartKey, str]] = defaultdict(dict)
    states = answered.values_list("pk", to_item, to_ministry, Subquery(handed_in.values("state")))
    for key, item, ministry, state in states:
        found[key][PartKey(item, ministry)] = state or ENTERING
    return dict(found)


def shown_to(person: Person, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Those of the rows that the person sees: what their ministries answer for, or everything."""
    if person.sees_everything:
        return rows
    _, to_ministry = _ways(rows.model)
    theirs = rows.model._default_manager.filter(**{f"{to_ministry}__in": person.ministries})
    return rows.filter(pk__in=theirs.values("pk"))


def _ways(model: type[EntryRow]) -> tuple[str, str]:
    """Lookups from a row of the model to its items, and to the ministries that answer for it."""
    path = model.entry_path
    answered = "" if path.answered_for == "self" else f"{path.answered_for}__"
    return f"{answered}{path.items}", f"{answered}responsibilities__ministry"


def _writers(model: Any, rows: Any) -> Mapping[int, set[int]]:
    """Who changed each row, by primary key. A row's first state is the frame's, and a 区分 is the secretariat's."""
    changes = model.history.filter(id__in=rows, history_type="~", history_user__isnull=False)
    found: dict[int, set[int]] = defaultdict(set)
    for key, person in changes.exclude(reason_code=ReasonCode.GRADE).values_list("id", "history_user").distinct():
        found[key].add(person)
    return found


def _of_items(path: str, items: Collection[int] | None) -> dict[str, Any]:
    return {} if items is None else {f"{path}__in": items}
