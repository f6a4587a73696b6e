"""Bringing stored rows to what a document says: what is not there is created, what differs is written, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

from reforms.services.recording import Change, create_rows, delete_rows, update_rows
from reforms.services.sources import PlaceRegister

Row = TypeVar("Row", bound=Model)
Key = TypeVar("Key", bound=Hashable)
Draft = TypeVar("Draft")
NOWHERE: Mapping[str, str] = {}


class NoSuchRow(ValueError):
    """A draft names a row that its edition does not have. The message is Japanese."""


@dataclass(frozen=True)
class Difference(Generic[Row]):
    """Rows to create, stored rows that hold new values by now, and stored rows that nobody wants."""

    new: list[Row]
    changed: list[Row]
    gone: list[Row]


def difference(
    standing: Mapping[Key, Row],
    wanted: Mapping[Key, Row],
    *,
    fields: Sequence[str],
    words_at: Mapping[str, str] = NOWHERE,
) -> Difference[Row]:
    """What differs between stored and wanted rows. words_at: column of a place → field whose words are printed there.

    A place follows its words: where they stay, the place where they were first found stays, too.
    """
    return Difference(
        new=[row for key, row in wanted.items() if key not in standing],
        changed=[
            standing[key]
            for key, row in wanted.items()
            if key in standing and _bring(standing[key], row, fields, words_at)
        ],
        gone=[row for key, row in standing.items() if key not in wanted],
    )


def _bring(row: Row, wanted: Row, fields: Collection[str], words_at: Mapping[str, str]) -> bool:
    """Gives the stored row the wanted values; whether any of them is new to it."""
    columns = {column.name: column.attname for column in row._meta.fields if column.name in fields}
    differing = {field for field, column in columns.items() if getattr(row, column) != getattr(wanted, column)}
    moved = {
        place: given
        for place, field in words_at.items()
        if (given := wanted._state.fields_cache.get(place))
        and (field in differing or getattr(row, f"{place}_id") is None)
    }
    for field in differing:
        setattr(row, columns[field], getattr(wanted, columns[field]))
    for place, given in moved.items():
        setattr(row, place, given)
    return bool(differing or moved)


def write_difference(
    found: Difference[Row], fields: Iterable[str], *, places: PlaceRegister | None = None, change: Change
) -> None:
    """Writes what is new and what changed, with the places they point to. Raises ValidationError on what is not whole.

    What nobody wants stays: to delete it is the caller's decision.
    """
    written = [*found.new, *found.changed]
    for row in written:
        row.clean_fields(exclude=[field.name for field in row._meta.fields if field.is_relation])
    if places:
        places.save_for(written)
    create_rows(found.new, change=change)
    update_rows(found.changed, fields, change=change)


def upsert_rows(
    standing: Mapping[Key, Row],
    wanted: Mapping[Key, Row],
    *,
    fields: Sequence[str],
    words_at: Mapping[str, str] = NOWHERE,
    places: PlaceRegister | None = None,
    change: Change,
) -> dict[Key, Row]:
    """The wanted rows as they are stored now, by key; stored ones that nobody wants are left alone."""
    found = difference(standing, wanted, fields=fields, words_at=words_at)
    write_difference(found, [*fields, *words_at], places=places, change=change)
    return {key: standing.get(key, row) for key, row in wanted.items()}


def replace_rows(
    standing: Mapping[Key, Row], wanted: Mapping[Key, Row], *, fields: Sequence[str] = (), change: Change
) -> None:
    """Makes the stored rows the wanted ones: besides `upsert_rows`, those that nobody wants are deleted."""
    found = difference(standing, wanted, fields=fields)
    delete_rows(found.gone, change=change)
    write_difference(found, fields, change=change)


def replace_ties(
    through: type[Model], source: str, target: str, wanted: Mapping[int, Collection[int]], *, change: Change
) -> None:
    """Ties each source to exactly these targets. source, target: the foreign keys of the tie, by name."""
    ties = through._default_manager.filter(**{f"{source}__in": wanted})
    standing = {(getattr(tie, f"{source}_id"), getattr(tie, f"{target}_id")): tie for tie in ties}
    pairs = [(one, other) for one, others in wanted.items() for other in dict.fromkeys(others)]
    rows = {pair: through(**{f"{source}_id": pair[0], f"{target}_id": pair[1]}) for pair in pairs}
    replace_rows(standing, rows, change=change)


def by_row_id(rows: QuerySet[Row], row_ids: Iterable[str]) -> dict[str, Row]:
    """Those of the rows that have one of these ids, locked for writing."""
    found = rows.select_for_update(of=("self",)).filter(row_id__in=list(row_ids)).order_by("pk")
    return {row.row_id: row for row in found}  # type: ignore[attr-defined]  # callers pass models that have one


def existing_by_row_id(rows: QuerySet[Row], row_ids: Iterable[str]) -> dict[str, Row]:
    """The rows that have these ids, locked for writing. Raises NoSuchRow where one of them is not there."""
    wanted = set(row_ids)
    found = by_row_id(rows, wanted)
    _require(wanted, found, rows)
    return found


def keys_by_row_id(rows: QuerySet[Any], row_ids: Iterable[str]) -> dict[str, int]:
    """The primary keys of rows by row id. Raises NoSuchRow where one of them is not there."""
    wanted = set(row_ids)
    found = dict(rows.filter(row_id__in=wanted).values_list("row_id", "pk"))
    _require(wanted, found, rows)
    return found


def _require(wanted: set[str], found: Collection[str], rows: QuerySet[Any]) -> None:
    if missing := sorted(wanted.difference(found)):
        name = rows.model._meta.verbose_name
        raise NoSuchRow(f"行ID「{missing[0]}」の{name}がこの版にありません。資料の行IDを確かめてください。")


def parents_first(
    drafts: Iterable[Draft], row_id: Callable[[Draft], str], parent: Callable[[Draft], str | None]
) -> Iterator[list[Draft]]:
    """The drafts in waves, none before the one it names as its parent; a circle comes last, as it is."""
    waiting = list(drafts)
    while waiting:
        ids = {row_id(draft) for draft in waiting}
        wave = [draft for draft in waiting if parent(draft) not in ids] or waiting
        yield wave
        ids -= {row_id(draft) for draft in wave}
        waiting = [draft for draft in waiting if row_id(draft) in ids]
