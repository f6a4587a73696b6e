"""Writing which rows of an edition go on from the one before it."""

from __future__ import annotations

from typing import TypeVar

from django.db import transaction

from reforms.lineage import continued_rows
from reforms.models import Edition, ReformItem, ReformProcess
from reforms.models.items import Continuation

Row = TypeVar("Row", ReformItem, ReformProcess)


def edition_before(edition: Edition) -> Edition | None:
    """The same programme's edition of the nearest earlier year."""
    return (
        Edition.objects.filter(programme=edition.programme_id, fiscal_year__lt=edition.fiscal_year)
        .order_by("-fiscal_year")
        .first()
    )


@transaction.atomic
def link_to_edition_before(edition: Edition) -> None:
    """Ties the items and processes of an edition to those they go on from: same words confirmed, near ones proposed.

    Processes are compared within items that go on from each other; rows a person has linked already are left alone.
    """
    before = edition_before(edition)
    if before is None:
        return
    earlier_items = {item.pk: item.name for item in ReformItem.objects.filter(edition=before)}
    later_items = {item.pk: item for item in ReformItem.objects.filter(edition=edition, continuation="")}
    _link(ReformItem, later_items, earlier_items, {pk: item.name for pk, item in later_items.items()})
    for item in ReformItem.objects.filter(edition=edition, continues__isnull=False):
        earlier = dict(ReformProcess.objects.filter(sheet__items=item.continues_id).values_list("pk", "words"))
        later = {row.pk: row for row in ReformProcess.objects.filter(sheet__items=item, continuation="")}
        _link(ReformProcess, later, earlier, {pk: row.words for pk, row in later.items()})


def _link(model: type[Row], rows: dict[int, Row], earlier: dict[int, str], later: dict[int, str]) -> None:
    linked = []
    for match in continued_rows(earlier, later):
        row = rows[match.later]
        row.continues_id = match.earlier
        row.continuation = Continuation.CONFIRMED if match.certain else Continuation.PROPOSED
        linked.append(row)
    model._default_manager.bulk_update(linked, ["continues", "continuation"])
