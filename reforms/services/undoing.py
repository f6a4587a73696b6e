"""Taking an import back: every row it wrote is as it was before, through the same doors, in one transaction."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.db.models import Max, Min
from simple_history.utils import get_history_model_for_model

from kpi_tracker.lib.records import replace
from reforms.models import Publication, SourceDocument, SourcePlace, User
from reforms.services.pointers import is_recorded, pointers_at, recorded_models
from reforms.services.recording import Change, create_rows, delete_rows, update_rows
from reforms.services.reversal import (
    Hold,
    RowName,
    count_on,
    holds,
    is_same_state,
    put_back,
    reversal_of,
    without_held,
)


@dataclass(frozen=True)
class Edited:
    """A row of an import that somebody changed since, or that a row needs which the import did not write.

    model: label ("kpis.kpilisting"); at: when it was changed or first needed; both None where that is not kept.
    """

    model: str
    pk: int
    title: str
    table: str
    by: User | None
    at: datetime.datetime | None

    @property
    def name(self) -> RowName:
        """How `undo_batch` is told to leave it."""
        return self.model, self.pk


@dataclass(frozen=True)
class Undone:
    """How many rows were deleted, put back to an earlier state and made again; left: that stay as they are."""

    deleted: int
    restored: int
    remade: int
    left: int


def edited_since(batch: UUID, *, taken_back: Collection[UUID] = ()) -> list[Edited]:
    """The rows of an import that are not as it left them, or that other rows need by now: what undoing would take along
    or must leave. taken_back: as of `undo_batch`."""
    found: dict[RowName, Edited] = {}
    for model in recorded_models():
        found |= {edited.name: edited for edited in _changed_since(model, batch)}
    held: dict[type[models.Model], dict[int, Hold]] = {}
    for hold in holds(reversal_of(batch, taken_back=taken_back)):
        if (hold.model._meta.label_lower, hold.key) not in found:
            held.setdefault(hold.model, {}).setdefault(hold.key, hold)
    for model, rows in held.items():
        found |= {edited.name: edited for edited in _held(model, rows)}
    return list(found.values())


def _changed_since(model: type[models.Model], batch: UUID) -> list[Edited]:
    """Those of the rows that are not as the import left them. One that was put back since, as by the undoing of a later
    import, is not among them."""
    states = get_history_model_for_model(model).objects
    last = dict(states.filter(batch=batch).order_by().values_list("id").annotate(last=Max("history_id")))
    if not last:
        return []
    later = states.filter(id__in=last, history_id__gt=min(last.values())).exclude(batch=batch)
    rows = {row.id: row for row in later.select_related("history_user").order_by("history_id")}
    latest = {key: row for key, row in rows.items() if row.history_id > last[key]}
    as_left = states.in_bulk([last[key] for key in latest])
    edited = {key: row for key, row in latest.items() if not is_same_state(row, as_left[last[key]])}
    titles = _titles(model, edited)
    return [
        _edited(model, key, titles.get(key) or _title_of_gone(row), row.history_user, row.history_date)
        for key, row in edited.items()
    ]


def _title_of_gone(state: Any) -> str:
    """What a row that is deleted by now was called; its table, where it was called by another row that is gone too."""
    try:
        return str(state.instance)
    except ObjectDoesNotExist:
        return f"（削除された{state.instance_type._meta.verbose_name}）"


def _held(model: type[models.Model], rows: dict[int, Hold]) -> list[Edited]:
    titles = _titles(model, rows)
    writers = {
        one: _writers(one, [hold.holder for hold in rows.values() if hold.pointer.model is one])
        for one in {hold.pointer.model for hold in rows.values()}
    }
    return [
        _edited(model, key, titles[key], *writers[hold.pointer.model].get(hold.holder, (None, None)))
        for key, hold in rows.items()
    ]


def _writers(model: type[models.Model], keys: list[int]) -> dict[int, tuple[User | None, datetime.datetime | None]]:
    """Who wrote each of the rows last, and when; of published ones who published them."""
    if is_recorded(model):
        states = get_history_model_for_model(model).objects.filter(id__in=keys).select_related("history_user")
        return {row.id: (row.history_user, row.history_date) for row in states.order_by("history_id")}
    if not any(field.name == "publication" for field in model._meta.fields):
        return {}
    rows: Any = model._base_manager.filter(pk__in=keys).select_related("publication__by")
    return {row.pk: (row.publication.by, row.publication.recorded_at) for row in rows}


def _titles(model: type[models.Model], keys: Collection[int]) -> dict[int, str]:
    rows = model._default_manager.select_related().in_bulk(list(keys))
    return {key: str(row) for key, row in rows.items()}


def _edited(model: type[models.Model], key: int, title: str, by: User | None, at: datetime.datetime | None) -> Edited:
    return Edited(model._meta.label_lower, key, title, str(model._meta.verbose_name), by, at)


@transaction.atomic
def undo_batch(
    batch: UUID,
    *,
    change: Change,
    leaving: Collection[RowName] = (),
    taken_back: Collection[UUID] = (),
    document: SourceDocument | None = None,
) -> Undone:
    """Puts every row that the import wrote back to its state before it, whoever changed it since, but those to be left.

    A row that the import added stays where something needs it that stays: it was published, or somebody hung a row on
    it. taken_back: the imports undone already, to whose values no row goes back. document: the one that came with the
    import; it goes where nothing else ever pointed into it.
    """
    change = replace(change, batch=None, reason="：".join(part for part in ("元に戻す", change.reason) if part))
    is_removable = document is not None and _is_only_of(document, batch)
    wanted = reversal_of(batch, leaving, taken_back)
    reversal = without_held(wanted)
    for model, keys in reversal.doomed.items():
        # By primary key: the usual order of some tables asks others, whose rows may be gone by now.
        delete_rows(model._default_manager.filter(pk__in=keys).order_by("pk"), change=change)
    restored, remade = 0, 0
    missing: list[list[Any]] = []
    for model, earlier in reversal.earlier.items():
        stored = model._default_manager.select_for_update().order_by("pk").in_bulk(list(earlier))
        changed, fields = put_back(model, stored.values(), earlier)
        update_rows(changed, fields, change=change)
        restored += len(changed)
        missing.append([row for key, row in earlier.items() if key not in stored])
    # Last, when no row holds any longer what these held: unique values come free with the deletions and updates.
    for rows in missing:
        count_on(rows)
        create_rows(rows, change=change)
        remade += len(rows)
    deleted = sum(len(keys) for keys in reversal.doomed.values())
    left = len(leaving) + sum(len(keys) for keys in wanted.doomed.values()) - deleted
    if document is not None and is_removable and not left:
        _remove(document)
    return Undone(deleted, restored, remade, left)


def _is_only_of(document: SourceDocument, batch: UUID) -> bool:
    """Whether nothing but the import's own rows ever pointed into the document, and nothing was published since."""
    began = [
        get_history_model_for_model(model).objects.filter(batch=batch).aggregate(at=Min("history_date"))["at"]
        for model in recorded_models()
    ]
    since = min((at for at in began if at), default=None)
    if since is None or Publication.objects.filter(recorded_at__gte=since).exists() or document.publications.exists():
        return False
    return not any(
        get_history_model_for_model(pointer.model)
        .objects.filter(**{f"{pointer.field.name}__document": document})
        .exclude(batch=batch)
        .exists()
        for pointer in pointers_at(SourcePlace)
        if is_recorded(pointer.model)
    )


def _remove(document: SourceDocument) -> None:
    document.issues.all().delete()
    document.places.all().delete()
    document.delete()
