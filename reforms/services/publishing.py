"""Freezing a round's items and progress as published."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from kpi_tracker.lib.search import key_of_texts
from reforms.frozen import (
    FrozenAssessment,
    FrozenBudgetLine,
    FrozenItem,
    FrozenProcess,
    FrozenProgress,
    FrozenRound,
    FrozenSegment,
    freeze_correction,
    freeze_issue,
    freeze_place,
)
from reforms.models import (
    Correction,
    ItemMinistry,
    ProcessProgress,
    Publication,
    PublishedItem,
    PublishedProgress,
    ReformItem,
    ReformProcess,
    ReportingRound,
    SourceDocument,
    SourceIssue,
    User,
)
from reforms.models.items import RetirableRow
from reforms.searched import item_texts, progress_texts
from reforms.services.corrections import corrections_by_row

Row = TypeVar("Row", bound=RetirableRow)


@transaction.atomic
def add_publication(
    round: ReportingRound,
    *,
    published_on: datetime.date,
    document: SourceDocument | None,
    reason: str,
    by: User | None,
    fingerprint: str = "",
) -> Publication:
    """The next publication of a round: the first is 公表, later ones are 正誤 and need a reason (ValidationError)."""
    earlier = list(Publication.objects.select_for_update().filter(round=round))
    publication = Publication(
        round=round,
        number=len(earlier) + 1,
        kind=Publication.Kind.ERRATA if earlier else Publication.Kind.PUBLISHED,
        published_on=published_on,
        document=document,
        reason=reason,
        by=by,
        fingerprint=fingerprint,
        content=_freeze_round(round).as_json(),
    )
    Publication.objects.filter(round=round, is_current=True).update(is_current=False)
    publication.full_clean()
    publication.save()
    return publication


@transaction.atomic
def freeze_items(publication: Publication) -> dict[int, PublishedItem]:
    """The frozen items by primary key of the ReformItem."""
    items = in_force(ReformItem.objects.filter(edition=publication.round.edition_id), publication.round)
    corrections = corrections_by_row(publication.round)
    frozen = [
        _published_item(publication, item, _freeze_item(item, corrections.get(item.row_id, ())))
        for item in items.prefetch_related("item_ministries__ministry", "item_places__place")
    ]
    return {row.item_id: row for row in PublishedItem.objects.bulk_create(frozen)}


def _published_item(publication: Publication, item: ReformItem, content: FrozenItem) -> PublishedItem:
    return PublishedItem(
        publication=publication,
        item=item,
        order=item.order,
        number=item.number,
        name=item.name,
        important_issue=item.important_issue,
        content=content.as_json(),
        heading_key=key_of_texts(item_texts(item.number, item.name, item.important_issue, content)),
    )


def _freeze_round(round: ReportingRound) -> FrozenRound:
    return FrozenRound(
        budget=tuple(
            FrozenBudgetLine(
                fiscal_year=line.fiscal_year,
                unit=line.unit,
                initial=_text(line.initial),
                supplementary=_text(line.supplementary),
                carried_over=_text(line.carried_over),
                total=_text(line.total),
                executed=_text(line.executed),
                place=freeze_place(line.place),
            )
            for line in round.budget_lines.filter(item=None).select_related("place")
        ),
        assessments=tuple(
            FrozenAssessment(given.words, given.rating_id, given.reason, freeze_place(given.place))
            for given in round.assessments.filter(item=None).select_related("place")
        ),
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _freeze_item(item: ReformItem, corrections: Iterable[Correction]) -> FrozenItem:
    ministries = item.item_ministries.all()
    return FrozenItem(
        ministries=tuple(tie.ministry.name for tie in ministries),
        lead_ministries=tuple(tie.ministry.name for tie in ministries if tie.is_lead),
        attributes=item.attributes,
        places={row.field: place for row in item.item_places.all() if (place := freeze_place(row.place)) is not None},
        corrections=tuple(freeze_correction(correction) for correction in corrections),
    )


def tie_ministries(items: dict[int, PublishedItem], cells: Sequence[ProcessProgress]) -> None:
    """Ties each frozen item to the ministries printed beside it and in its progress cells."""
    beside = ItemMinistry.objects.filter(item__in=items).values_list("item", "ministry")
    named = {(item, ministry) for item, ministry in beside} | {
        (item.pk, ministry.pk)
        for cell in cells
        for item in cell.sheet.items.all()
        for segment in cell.segments.all()
        for ministry in segment.ministries.all()
    }
    ties = PublishedItem.ministries.through
    ties.objects.bulk_create(ties(publisheditem=items[item], ministry_id=ministry) for item, ministry in sorted(named))


def progress_of_round(round: ReportingRound) -> list[ProcessProgress]:
    """The progress cells of a round in printed order with everything that a publication freezes.

    Left out are cells of which every process, or every item of their page, is retired.
    """
    cells = (
        ProcessProgress.objects.filter(round=round)
        .select_related("progress_place", "outlook_place", "sheet")
        .prefetch_related(
            Prefetch("processes", in_force(ReformProcess.objects.select_related("place"), round)),
            Prefetch("sheet__items", in_force(ReformItem.objects.all(), round)),
            "segments__ministries",
        )
        .order_by("sheet__order", "order")
    )
    return [cell for cell in cells if cell.processes.all() and cell.sheet.items.all()]


def in_force(rows: QuerySet[Row], round: ReportingRound) -> QuerySet[Row]:
    """The rows that are not retired in the round or an earlier one."""
    return rows.exclude(retired_in__fiscal_year__lte=round.fiscal_year)


def issues_by_row(document: SourceDocument | None) -> dict[str, list[SourceIssue]]:
    """The issues of a document by row id."""
    issues = defaultdict(list)
    for issue in SourceIssue.objects.filter(document=document):
        issues[issue.row_id].append(issue)
    return issues


@transaction.atomic
def freeze_progress(
    publication: Publication,
    *,
    cells: Sequence[ProcessProgress],
    items: dict[int, PublishedItem],
    issues: dict[str, list[SourceIssue]],
    corrections: dict[str, list[Correction]],
) -> list[PublishedProgress]:
    """The frozen rows of 改革工程の進捗状況, tied to their frozen items and to the ministries named in them."""
    contents = [_freeze_cell(cell, issues, corrections) for cell in cells]
    rows = [
        PublishedProgress(
            publication=publication,
            progress=cell,
            order=order,
            content=content.as_json(),
            search_key=key_of_texts(progress_texts(content)),
        )
        for order, (cell, content) in enumerate(zip(cells, contents, strict=True), start=1)
    ]
    PublishedProgress.objects.bulk_create(rows)
    to_items = PublishedProgress.items.through
    to_items.objects.bulk_create(
        to_items(publishedprogress=row, publisheditem=items[item.pk])
        for row, cell in zip(rows, cells, strict=True)
        for item in cell.sheet.items.all()
    )
    to_ministries = PublishedProgress.ministries.through
    to_ministries.objects.bulk_create(
        to_ministries(publishedprogress=row, ministry_id=ministry)
        for row, cell in zip(rows, cells, strict=True)
        for ministry in {ministry.pk for segment in cell.segments.all() for ministry in segment.ministries.all()}
    )
    return rows


def _freeze_cell(
    cell: ProcessProgress, issues: dict[str, list[SourceIssue]], corrections: dict[str, list[Correction]]
) -> FrozenProgress:
    processes = sorted(cell.processes.all(), key=lambda process: process.order)
    return FrozenProgress(
        processes=tuple(
            FrozenProcess(process.pk, process.order, process.words, freeze_place(process.place))
            for process in processes
        ),
        segments=tuple(
            FrozenSegment(
                label=segment.label,
                ministries=tuple(ministry.name for ministry in segment.ministries.all()),
                progress=segment.progress_words,
                outlook=segment.outlook_words,
                mark_words=segment.mark_words,
                mark=segment.mark_id,
            )
            for segment in cell.segments.all()
        ),
        progress_place=freeze_place(cell.progress_place),
        outlook_place=freeze_place(cell.outlook_place),
        issues=tuple(freeze_issue(issue) for process in processes for issue in issues.get(process.row_id, ())),
        corrections=tuple(
            freeze_correction(correction) for process in processes for correction in corrections.get(process.row_id, ())
        ),
        progress_words=cell.progress_words,
        outlook_words=cell.outlook_words,
    )
