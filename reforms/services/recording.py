"""The only three doors to the tables with a history: every row that is written leaves a state behind.

They refuse what is locked, whoever comes: a page, an import, a command.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar

from django.db import models, router, transaction

from reforms.models.recorded import VersionedRow
from reforms.services.changes import Change
from reforms.services.locks import refuse_locked
from reforms.services.pointers import is_recorded, pointers_at
from reforms.services.states import AT_ONCE, leave_states

Row = TypeVar("Row", bound=models.Model)
__all__ = ["Change", "create_rows", "delete_rows", "update_rows"]


def create_rows(rows: Iterable[Row], *, change: Change) -> list[Row]:
    """The rows, of one model, newly written."""
    new = list(rows)
    if new:
        refuse_locked(new, change)
        _create(type(new[0]), new, change)
    return new


def update_rows(rows: Iterable[Row], fields: Iterable[str], *, change: Change) -> None:
    """Writes these fields of rows of one model, whose other fields are as they are stored. Raises their version."""
    changed = list(rows)
    if changed:
        refuse_locked(changed, change)
        _update(type(changed[0]), changed, fields, change)


def delete_rows(rows: Iterable[Row], *, change: Change) -> None:
    """Deletes rows of one model and what has no history and lives by them; fails where other rows point to them."""
    gone = list(rows)
    if gone:
        refuse_locked(gone, change)
        _delete(type(gone[0]), [row.pk for row in gone], change)


# No savepoint each: what was begun fails as a whole, and a row is saved through three doors while somebody waits.
@transaction.atomic(savepoint=False)
def _create(model: type[models.Model], new: Sequence[models.Model], change: Change) -> None:
    model._default_manager.bulk_create(new, batch_size=AT_ONCE)
    leave_states(model, [row.pk for row in new], "+", change)


@transaction.atomic(savepoint=False)
def _update(model: type[models.Model], changed: Sequence[Any], fields: Iterable[str], change: Change) -> None:
    columns = [*fields]
    if issubclass(model, VersionedRow):
        _raise_versions(model, changed)
        columns.append("version")
    # One INSERT … ON CONFLICT, where bulk_update would write a CASE with a branch for each row and field.
    model._default_manager.bulk_create(
        changed,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=[model._meta.pk.name],
        update_fields=columns,
    )
    leave_states(model, [row.pk for row in changed], "~", change)


@transaction.atomic(savepoint=False)
def _delete(model: type[models.Model], keys: Sequence[int], change: Change) -> None:
    leave_states(model, keys, "-", change)
    _let_go(model, keys)
    # Past the collector: rows with a history must not go unrecorded along with others.
    model._default_manager.filter(pk__in=keys)._raw_delete(router.db_for_write(model))


def _raise_versions(model: type[VersionedRow], rows: Iterable[Any]) -> None:
    """Locks the rows and counts on from the versions as stored, whatever was read before."""
    by_key = {row.pk: row for row in rows}
    stored = model._default_manager.select_for_update().filter(pk__in=by_key).order_by("pk")
    versions = dict(stored.values_list("pk", "version"))
    for key, row in by_key.items():
        row.version = versions[key] + 1


def _let_go(model: type[models.Model], keys: Collection[int]) -> None:
    """What has no history and points to the rows goes with them, or lets go of them, as its foreign key says."""
    for pointer in pointers_at(model):
        if is_recorded(pointer.model):
            continue
        rows = pointer.model._base_manager.filter(**{f"{pointer.field.name}__in": keys})
        if pointer.on_delete is models.CASCADE:
            rows.delete()
        elif pointer.on_delete is models.SET_NULL:
            rows.update(**{pointer.field.name: None})
