"""What taking an import back comes to: the state of every row before it, and which rows must stay all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Max, Min
from simple_history.utils import get_history_model_for_model

from reforms.models.recorded import VersionedRow
from reforms.services.pointers import Pointer, is_recorded, pointers_at, recorded_models

Model = type[models.Model]
RowName = tuple[str, int]
"""A row of any table: the label of its model ("kpis.kpilisting") and its primary key."""


@dataclass(frozen=True)
class Reversal:
    """doomed: primary keys of rows to delete; earlier: the rows to put back as they were, by primary key."""

    doomed: dict[Model, set[int]]
    earlier: dict[Model, dict[int, Any]]

    def is_touched(self, model: Model, key: int) -> bool:
        """Whether the row is deleted or put back."""
        return key in self.doomed.get(model, ()) or key in self.earlier.get(model, ())


@dataclass(frozen=True)
class Hold:
    """A row that would be deleted, and the one that points to it and stays."""

    model: Model
    key: int
    pointer: Pointer
    holder: int


def reversal_of(batch: UUID, leaving: Collection[RowName] = (), taken_back: Collection[UUID] = ()) -> Reversal:
    """What would put every row that the import wrote back to its state before it, but for those to be left.

    taken_back: imports that were undone already, whose rows stayed because of this one: their states count as none.
    """
    doomed: dict[Model, set[int]] = {}
    earlier: dict[Model, dict[int, Any]] = {}
    for model in recorded_models():
        left = {key for label, key in leaving if label == model._meta.label_lower}
        states = {key: state for key, state in _states_before(model, batch, taken_back).items() if key not in left}
        added = [key for key, state in states.items() if state is None]
        doomed[model] = set(model._default_manager.filter(pk__in=added).values_list("pk", flat=True))
        earlier[model] = {key: state for key, state in states.items() if state is not None}
    return Reversal(doomed, earlier)


def _states_before(model: Model, batch: UUID, taken_back: Collection[UUID]) -> dict[int, Any]:
    """The unsaved row as it was before the import, by primary key; None where there was none."""
    states = get_history_model_for_model(model).objects
    first = dict(states.filter(batch=batch).order_by().values_list("id").annotate(first=Min("history_id")))
    if not first:
        return {}
    latest: dict[int, int] = {}
    told = states.filter(id__in=first, history_id__lt=max(first.values())).exclude(batch__in=taken_back)
    for key, history_id in told.order_by("history_id").values_list("id", "history_id"):
        if history_id < first[key]:
            latest[key] = history_id
    rows = states.in_bulk(latest.values())
    before = {key: rows[history_id] for key, history_id in latest.items()}
    return {key: _row(model, before[key]) if key in before else None for key in first}


def _row(model: Model, state: Any) -> models.Model | None:
    if state.history_type == "-":
        return None
    return model(**{field.attname: getattr(state, field.attname) for field in state.tracked_fields})


def without_held(reversal: Reversal) -> Reversal:
    """The reversal without the rows that others need that stay; what those rows themselves need stays with them."""
    doomed = {model: set(keys) for model, keys in reversal.doomed.items()}
    left = Reversal(doomed, reversal.earlier)
    while held := {(hold.model, hold.key) for hold in holds(left)}:
        for model, key in held:
            doomed[model].discard(key)
        for model in doomed:
            if source := _source_of(model):
                staying = {key for one, key in held if one is source.field.related_model}
                ties = model._default_manager.filter(pk__in=doomed[model], **{f"{source.field.name}__in": staying})
                doomed[model] -= set(ties.values_list("pk", flat=True))
    return left


def _source_of(model: Model) -> Pointer | None:
    """Of a table of ties, the column of the rows that they belong to: ties stay while those do."""
    owner: Any = model._meta.auto_created
    found = [pointer for pointer in pointers_at(owner) if pointer.model is model] if owner else []
    return found[0] if found else None


def holds(reversal: Reversal) -> Iterator[Hold]:
    """The rows to be deleted to which a row points that stays: published, or written by somebody else since."""
    for model, keys in reversal.doomed.items():
        for pointer in pointers_at(model) if keys else ():
            if not is_recorded(pointer.model) and pointer.on_delete is not models.PROTECT:
                continue
            column = pointer.field.attname
            rows = pointer.model._base_manager.filter(**{f"{column}__in": keys})
            for holder, key in rows.values_list("pk", column):
                if not reversal.is_touched(pointer.model, holder):
                    yield Hold(model, key, pointer, holder)


def put_back(model: Model, stored: Iterable[Any], earlier: dict[int, Any]) -> tuple[list[Any], list[str]]:
    """Those of the stored rows that differ from before, with the values they had; and the columns written."""
    fields = [field for field in model._meta.fields if not field.primary_key and not _is_of_its_own(field)]
    changed = []
    for row in stored:
        values = {field.attname: getattr(earlier[row.pk], field.attname) for field in fields}
        if any(getattr(row, column) != value for column, value in values.items()):
            for column, value in values.items():
                setattr(row, column, value)
            changed.append(row)
    return changed, [field.name for field in fields]


def is_same_state(one: Any, other: Any) -> bool:
    """Whether two states of a row say the same of it: gone in both, or there with the same values."""
    if "-" in (one.history_type, other.history_type):
        return bool(one.history_type == other.history_type)
    columns = [field.attname for field in one.tracked_fields if not _is_of_its_own(field)]
    return all(getattr(one, column) == getattr(other, column) for column in columns)


def _is_of_its_own(field: models.Field[Any, Any]) -> bool:
    """A version only grows, and the time of a row's making is no part of its state."""
    return field.name == "version" or getattr(field, "auto_now_add", False)


def count_on(rows: Collection[Any]) -> None:
    """Gives rows of one model that are made again a version above every one they ever had."""
    versioned = [row for row in rows if isinstance(row, VersionedRow)]
    if not versioned:
        return
    states = (
        get_history_model_for_model(type(versioned[0])).objects.filter(id__in=[row.pk for row in versioned]).order_by()
    )
    highest = dict(states.values_list("id").annotate(highest=Max("version")))
    for row in versioned:
        row.version = highest[row.pk] + 1
