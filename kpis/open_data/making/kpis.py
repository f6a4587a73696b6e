"""The records of KPI rows: the row, its grade, its promises, and what it stands under."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from kpis.frozen import FrozenDefinition, FrozenKpi
from kpis.models import KpiStanding, PublishedKpi
from kpis.open_data.making.context import NO_ITEM, Context, address, under
from kpis.open_data.records.kpis import GradeRecord, KpiItemRecord, KpiMinistryRecord, KpiRecord, PromiseRecord
from kpis.open_data.records.shared import OfKpiRow

_UNDEFINED = FrozenDefinition("")


def of_row(row: Any, content: FrozenKpi, context: Context) -> OfKpiRow:
    """Which printed row a record is of. row: a PublishedKpi annotated with its kpi_id."""
    return OfKpiRow(
        publication=context.publications[row.publication_id],
        kpi_id=row.kpi_id,
        listing_id=row.listing_id,
        row_id=content.row_id,
        kpi_name=content.name,
        item=next((under(item) for item in row.items.all()), NO_ITEM),
    )


def kpis(row: PublishedKpi, context: Context) -> Iterator[KpiRecord]:
    """The row itself."""
    content = FrozenKpi.from_json(row.content)
    definition = content.definition or _UNDEFINED
    of = of_row(row, content, context)
    page = ("kpis:kpi", of.kpi_id) if of.kpi_id else ("kpis:item", of.item.item_id)
    yield KpiRecord(
        row=of,
        order=row.order,
        tier=str(row.tier or ""),
        label=content.label,
        heading=content.heading,
        is_heading=row.is_heading,
        is_relisted=content.is_relisted,
        is_main=content.is_main,
        target_words=content.target_words,
        actual_words=content.actual_words,
        grade_words=content.grade_words,
        note_words=content.note_words,
        baseline_words=content.baseline_words,
        baseline=content.baseline.value if content.baseline else None,
        baseline_unit=content.baseline.unit if content.baseline else "",
        baseline_fiscal_year=content.baseline.fy if content.baseline else None,
        definition=definition.definition,
        unit=definition.unit,
        direction=definition.direction,
        start_value=definition.baseline_value,
        start_as_of=definition.baseline_as_of,
        frequency=definition.frequency,
        collected_at=definition.collected_at,
        means=definition.means,
        lead_ministry=definition.lead_ministry,
        url=address(reverse(page[0], args=(page[1],))) if page[1] else "",
        cited=context.cited(content.places.get("name")),
    )


def grades(row: PublishedKpi, context: Context) -> Iterator[GradeRecord]:
    """The printed grade beside the computed one; nothing of a heading row."""
    if row.is_heading:
        return
    content = FrozenKpi.from_json(row.content)
    standing = getattr(row, "standing", None) or KpiStanding()
    rating = row.grade or standing.computed
    yield GradeRecord(
        row=of_row(row, content, context),
        scale=rating.scale.slug if rating else "",
        printed=content.grade_code,
        printed_label=content.grade_label,
        printed_words=content.grade_words,
        computed=standing.computed.code if standing.computed else "",
        computed_label=standing.computed.label if standing.computed else "",
        progress=standing.progress,
        elapsed=standing.elapsed,
        behind_by=standing.behind_by,
        explanation=standing.explanation,
        cited=context.cited(content.places.get("grade")),
    )


def promises(row: PublishedKpi, context: Context) -> Iterator[PromiseRecord]:
    """The dated commitments of the row, in printed order."""
    content = FrozenKpi.from_json(row.content)
    for number, promise in enumerate(content.promises, start=1):
        yield PromiseRecord(
            row=of_row(row, content, context),
            number=number,
            what=promise.what,
            begins_on=_day(promise.begins_on),
            ends_on=_day(promise.ends_on),
            words=promise.words,
        )


def kpi_items(row: PublishedKpi, context: Context) -> Iterator[KpiItemRecord]:
    """The items that the row stands under."""
    for item in row.items.all():
        yield KpiItemRecord(context.publications[row.publication_id], row.listing_id, under(item))


def kpi_ministries(row: PublishedKpi, context: Context) -> Iterator[KpiMinistryRecord]:
    """The ministries that answer for the row."""
    standing = getattr(row, "standing", None)
    for ministry in standing.ministries.all() if standing else ():
        yield KpiMinistryRecord(context.publications[row.publication_id], row.listing_id, ministry.name)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
