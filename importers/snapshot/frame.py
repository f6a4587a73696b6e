"""Items, pages, processes and their progress, and what a round prints as a whole."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from kpis.models import KpiListing
from reforms.drafts import (
    AssessmentDraft,
    BudgetDraft,
    ItemDraft,
    ProcessDraft,
    ProgressDraft,
    SegmentDraft,
    SheetDraft,
)
from reforms.models import (
    Assessment,
    BudgetLine,
    FormSheet,
    ItemMinistry,
    ProcessProgress,
    ProgressSegment,
    ReformItem,
    ReformProcess,
    ReportingRound,
)
from reforms.services.items import MINISTRIES_AS_PRINTED

Row = TypeVar("Row", bound=Model)


def in_force(rows: QuerySet[Row], round: ReportingRound) -> QuerySet[Row]:
    """Those rows of the round's edition that were not retired by then."""
    return rows.filter(_is_in_force(round), edition=round.edition_id)


def _is_in_force(round: ReportingRound) -> Q:
    return Q(retired_in=None) | Q(retired_in__fiscal_year__gt=round.fiscal_year)


def retired_row_ids(round: ReportingRound) -> frozenset[str]:
    """The ids of the edition's retired rows: they stay taken."""
    found: set[str] = set()
    for model in (ReformItem, ReformProcess, KpiListing):
        rows: QuerySet[Any] = model._default_manager.filter(edition=round.edition_id)
        found.update(rows.exclude(_is_in_force(round)).values_list("row_id", flat=True))
    return frozenset(found)


def item_drafts(round: ReportingRound) -> list[ItemDraft]:
    """The items in their order."""
    names: dict[int, list[str]] = defaultdict(list)
    leads: dict[int, list[str]] = defaultdict(list)
    ties = ItemMinistry.objects.filter(item__edition=round.edition_id).order_by("item_id", "order")
    for item, name, is_lead in ties.values_list("item_id", "ministry__name", "is_lead"):
        names[item].append(name)
        if is_lead:
            leads[item].append(name)
    return [
        ItemDraft(
            row_id=item.row_id,
            order=item.order,
            name=item.name,
            number=item.number,
            important_issue=item.important_issue,
            ministries=tuple(item.attributes.get(MINISTRIES_AS_PRINTED, names[item.pk])),
            lead_ministries=tuple(leads[item.pk]),
            attributes={name: value for name, value in item.attributes.items() if name != MINISTRIES_AS_PRINTED},
        )
        for item in in_force(ReformItem.objects.all(), round).order_by("order", "pk")
    ]


def sheet_drafts(round: ReportingRound) -> list[SheetDraft]:
    """The pages in their order. A page whose items are all retired is left out."""
    items: dict[int, list[str]] = defaultdict(list)
    ties = FormSheet.items.through.objects.filter(formsheet__edition=round.edition_id).order_by("pk")
    in_it = set(in_force(ReformItem.objects.all(), round).values_list("pk", flat=True))
    for sheet, item, row_id in ties.values_list("formsheet_id", "reformitem_id", "reformitem__row_id"):
        if item in in_it:
            items[sheet].append(row_id)
    rows = FormSheet.objects.filter(edition=round.edition_id).order_by("order", "pk")
    return [
        SheetDraft(row_id, order, tuple(items[pk]), repeats)
        for pk, row_id, order, repeats in rows.values_list("pk", "row_id", "order", "repeats__row_id")
        if items[pk]
    ]


def process_drafts(round: ReportingRound) -> list[ProcessDraft]:
    """The processes in printed order."""
    rows = in_force(ReformProcess.objects.all(), round).order_by("sheet__order", "order", "pk")
    return [ProcessDraft(*values) for values in rows.values_list("row_id", "sheet__row_id", "order", "words")]


def progress_drafts(round: ReportingRound) -> list[ProgressDraft]:
    """The progress cells of the round in printed order, of processes that are in force."""
    served: dict[int, list[str]] = defaultdict(list)
    in_it = in_force(ReformProcess.objects.all(), round)
    ties = ProcessProgress.processes.through.objects.filter(processprogress__round=round, reformprocess__in=in_it)
    ties = ties.order_by("reformprocess__order", "reformprocess_id")
    for cell, row_id in ties.values_list("processprogress_id", "reformprocess__row_id"):
        served[cell].append(row_id)
    segments = _segments(round)
    rows = ProcessProgress.objects.filter(round=round).order_by("sheet__order", "order", "pk")
    columns = ("pk", "row_id", "sheet__row_id", "order", "progress_words", "outlook_words")
    return [
        ProgressDraft(row_id, sheet, order, tuple(served[pk]), tuple(segments[pk]), progress, outlook)
        for pk, row_id, sheet, order, progress, outlook in rows.values_list(*columns)
        if served[pk]
    ]


def _segments(round: ReportingRound) -> dict[int, list[SegmentDraft]]:
    ministries: dict[int, list[str]] = defaultdict(list)
    ties = ProgressSegment.ministries.through.objects.filter(progresssegment__process_progress__round=round)
    ties = ties.order_by("ministry__order", "ministry_id")
    for segment, name in ties.values_list("progresssegment_id", "ministry__name"):
        ministries[segment].append(name)
    found: dict[int, list[SegmentDraft]] = defaultdict(list)
    rows = ProgressSegment.objects.filter(process_progress__round=round).order_by("process_progress_id", "order")
    columns = ("pk", "process_progress_id", "label", "progress_words", "outlook_words", "mark_words")
    for pk, cell, label, progress, outlook, mark in rows.values_list(*columns):
        found[cell].append(SegmentDraft(label, tuple(ministries[pk]), progress, outlook, mark))
    return found


def assessment_drafts(round: ReportingRound) -> list[AssessmentDraft]:
    """The judgement of the round as a whole."""
    rows = Assessment.objects.filter(round=round, item=None)
    return [AssessmentDraft(*values) for values in rows.values_list("words", "reason")]


def budget_drafts(round: ReportingRound) -> list[BudgetDraft]:
    """The budget lines of the round as a whole."""
    rows = BudgetLine.objects.filter(round=round, item=None).order_by("fiscal_year")
    columns = ("fiscal_year", "unit", "initial", "supplementary", "carried_over", "total", "executed")
    return [BudgetDraft(*values) for values in rows.values_list(*columns)]
