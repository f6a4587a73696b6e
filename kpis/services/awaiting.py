"""Keeping the promises of published KPI rows, with the rows that keep them."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence

from django.db import transaction

from kpi_tracker.lib.records import replace
from kpis.checks.comparing import legible
from kpis.models import PublishedPromise
from kpis.promises.outcome import Outcome, outcomes_of
from kpis.published_rows import PublishedRow
from kpis.row_facts import row_facts

_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "kpi-tracker:promise")
COLUMNS = [field.attname for field in PublishedPromise._meta.concrete_fields if not field.primary_key]
Values = tuple[object, ...]


@transaction.atomic
def write_awaited(rows: Sequence[PublishedRow]) -> int:
    """Writes what these rows, all of their Kpis, leave to be awaited; how many promises were written or taken away."""
    by_kpi: dict[int, list[PublishedRow]] = defaultdict(list)
    for row in rows:
        if row.kpi and not row.is_heading:
            by_kpi[row.kpi].append(row)
    wanted = {_values(one): one for history in by_kpi.values() for one in _promises(history)}
    stored = {_values(one): one for one in PublishedPromise.objects.filter(standing__kpi__in=by_kpi)}
    gone = [one.pk for values, one in stored.items() if values not in wanted]
    new = [one for values, one in wanted.items() if values not in stored]
    PublishedPromise.objects.filter(pk__in=gone).delete()
    PublishedPromise.objects.bulk_create(new, batch_size=500)
    return len(gone) + len(new)


def _promises(rows: Sequence[PublishedRow]) -> list[PublishedPromise]:
    """Of one Kpi."""
    by_key = {f"{row.edition_slug}/{row.fiscal_year}/{row.order}": row for row in rows}
    outcomes = outcomes_of([legible(replace(row_facts(row), key=key)) for key, row in by_key.items()])
    numbers: Counter[str] = Counter()
    names: Counter[str] = Counter()
    promises = []
    for outcome in outcomes:
        row = by_key[outcome.row.key]
        numbers[outcome.row.key] += 1
        name = f"{row.edition_slug}/{row.fiscal_year}/{row.content.row_id}/{outcome.awaited.what}"
        names[name] += 1
        uid = uuid.uuid5(_OURS, f"{name}/{names[name]}")
        promises.append(_promise(outcome, by_key, numbers[outcome.row.key], uid))
    return promises


def _promise(outcome: Outcome, by_key: dict[str, PublishedRow], number: int, uid: uuid.UUID) -> PublishedPromise:
    row, awaited = by_key[outcome.row.key], outcome.awaited
    begins_on, ends_on = awaited.window
    return PublishedPromise(
        standing_id=row.published,
        publication_id=row.publication,
        number=number,
        uid=uid,
        kind=awaited.kind,
        what=awaited.what,
        begins_on=begins_on,
        ends_on=ends_on,
        words=awaited.words,
        kept_on=outcome.kept_by.published_on if outcome.kept_by else None,
        lacked_on=outcome.lacked_by.published_on if outcome.lacked_by else None,
    )


def _values(promise: PublishedPromise) -> Values:
    return tuple(getattr(promise, column) for column in COLUMNS)
