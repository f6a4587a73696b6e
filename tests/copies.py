"""Many published rows at little cost: copies of one that the services published."""

from __future__ import annotations

import itertools
from typing import Any

from kpis.models import PublishedKpi
from reforms.models import PublishedProgress

_numbers = itertools.count(1000)


def copy_published_kpi(row: PublishedKpi, count: int) -> None:
    """So many rows more like this one, each of a Kpi of its own, on the same items."""
    _copy_listed(row, count, {"kpi": _copies(row.listing.kpi, count, {})})


def list_published_kpi_again(row: PublishedKpi, count: int) -> None:
    """So many rows more like this one, of the same Kpi: each has its whole history."""
    _copy_listed(row, count, {})


def _copy_listed(row: PublishedKpi, count: int, own: dict[str, Any]) -> None:
    listings = _copies(row.listing, count, {**own, "row_id": _row_ids(count)})
    _tied_copies(row, count, {"listing": listings}, "publishedkpi")


def copy_published_progress(row: PublishedProgress, count: int) -> None:
    """So many cells more like this one, on the same items."""
    cells = _copies(row.progress, count, {"row_id": _row_ids(count)})
    _tied_copies(row, count, {"progress": cells}, "publishedprogress")


def _tied_copies(row: PublishedKpi | PublishedProgress, count: int, own: dict[str, Any], name: str) -> None:
    rows = _copies(row, count, {**own, "order": [next(_numbers) for _ in range(count)]})
    ties = type(row).items.through
    ties.objects.bulk_create(
        ties(**{name: copy, "publisheditem_id": item.pk}) for copy in rows for item in row.items.all()
    )


def _row_ids(count: int) -> list[str]:
    return [f"copy-{next(_numbers)}" for _ in range(count)]


def _copies(row: Any, count: int, own: dict[str, Any]) -> list[Any]:
    """own: by field the value of each copy."""
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    made = [type(row)(**values) for _ in range(count)]
    for field, each in own.items():
        for copy, value in zip(made, each, strict=True):
            setattr(copy, field, value)
    return type(row)._base_manager.bulk_create(made)
