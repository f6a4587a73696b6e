"""Writing which rows of an edition go on from the one before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet

from reforms.lineage import Match, continued_rows
from reforms.models import Edition, ReformItem, ReformProcess
from reforms.models.items import Continuation
from reforms.services.recording import Change, update_rows

Row = TypeVar("Row", ReformItem, ReformProcess)
FIELDS = ("continues", "continuation", "continuation_by")


def edition_before(edition: Edition) -> Edition | None:
    """The same programme's nearest earlier edition, by year and day of publication."""
    return _others(edition, "lt").order_by("-fiscal_year", "-published_on").first()


def edition_after(edition: Edition) -> Edition | None:
    """The same programme's nearest later edition, by year and day of publication."""
    return _others(edition, "gt").order_by("fiscal_year", "published_on").first()


def _others(edition: Edition, side: str) -> QuerySet[Edition]:
    year, day = edition.fiscal_year, edition.published_on
    return Edition.objects.filter(
        Q(**{f"fiscal_year__{side}": year}) | Q(**{"fiscal_year": year, f"published_on__{side}": day}),
        programme=edition.programme_id,
    )


@transaction.atomic
def link_to_neighbours(edition: Edition, *, change: Change) -> None:
    """Ties an edition to the one before it and the one after to it, so that the order of loading does not count."""
    link_to_edition_before(edition, change=change)
    after = edition_after(edition)
    if after:
        link_to_edition_before(after, change=change)


@transaction.atomic
def link_to_edition_before(edition: Edition, *, change: Change) -> None:
    """Ties the items and processes of an edition to those they go on from: same words confirmed, near ones proposed.

    Processes are compared within items that go on from each other. What the words alone tied is tied anew; what a
    person confirmed or refused stays.
    """
    before = edition_before(edition)
    if before is None:
        return
    items = list(ReformItem.objects.filter(edition=edition))
    earlier_items = {item.pk: item.name for item in ReformItem.objects.filter(edition=before)}
    stored = _continuations(items)
    open_items = _open(items)
    _tie(open_items, continued_rows(_untaken(earlier_items, items), {pk: row.name for pk, row in open_items.items()}))
    _write_changed(open_items.values(), stored, change)
    _link_processes(before, edition, {item.pk: item.continues_id for item in items if item.continues_id}, change)


def _link_processes(before: Edition, edition: Edition, continued_items: Mapping[int, int], change: Change) -> None:
    earlier, later = _processes_by_item(before), _processes_by_item(edition)
    processes = {row.pk: row for rows in later.values() for row in rows}
    stored = _continuations(processes.values())
    waiting = _open(processes.values())
    changed = list(waiting.values())
    for item, earlier_item in continued_items.items():
        rows = {row.pk: row for row in later[item] if row.pk in waiting}
        words = _untaken({row.pk: row.words for row in earlier[earlier_item]}, processes.values())
        for row in _tie(rows, continued_rows(words, {pk: row.words for pk, row in rows.items()})):
            del waiting[row.pk]
    _write_changed(changed, stored, change)


def _continuations(rows: Iterable[Row]) -> dict[int, tuple[int | None, str]]:
    return {row.pk: (row.continues_id, row.continuation) for row in rows}


def _write_changed(rows: Iterable[Row], stored: Mapping[int, tuple[int | None, str]], change: Change) -> None:
    """Writes only what is tied otherwise than before, so that linking again leaves no trace."""
    now = list(rows)
    differing = [row for row in now if (row.continues_id, row.continuation) != stored[row.pk]]
    update_rows(differing, ["continues", "continuation"], change=change)


def _processes_by_item(edition: Edition) -> dict[int, list[ReformProcess]]:
    rows = ReformProcess.objects.filter(edition=edition).select_related("sheet").prefetch_related("sheet__items")
    found: dict[int, list[ReformProcess]] = defaultdict(list)
    for row in rows.order_by("sheet__order", "order"):
        for item in row.sheet.items.all():
            found[item.pk].append(row)
    return found


def _open(rows: Iterable[Row]) -> dict[int, Row]:
    """The rows that no person has decided, freed of what the words alone tied."""
    free = {row.pk: row for row in rows if row.continuation_by_id is None}
    for row in free.values():
        row.continues_id, row.continuation = None, Continuation.NONE
    return free


def _untaken(words: Mapping[int, str], later: Iterable[ReformItem] | Iterable[ReformProcess]) -> dict[int, str]:
    """The earlier rows that no person has given to a later one."""
    taken = {row.continues_id for row in later if row.continuation_by_id is not None}
    return {pk: text for pk, text in words.items() if pk not in taken}


def _tie(rows: Mapping[int, Row], matches: Sequence[Match]) -> list[Row]:
    for match in matches:
        rows[match.later].continues_id = match.earlier
        rows[match.later].continuation = Continuation.CONFIRMED if match.certain else Continuation.PROPOSED
    return [rows[match.later] for match in matches]


@transaction.atomic
def confirm_continuation(row: Row, *, earlier: Row, change: Change) -> None:
    """Says that the row goes on from `earlier`; loading never changes it again."""
    row.continues_id, row.continuation, row.continuation_by = earlier.pk, Continuation.CONFIRMED, change.by
    update_rows([row], FIELDS, change=change)


@transaction.atomic
def refuse_continuation(row: Row, *, change: Change) -> None:
    """Says that the row goes on from no earlier one; loading never proposes one again."""
    row.continues_id, row.continuation, row.continuation_by = None, Continuation.REFUSED, change.by
    update_rows([row], FIELDS, change=change)
