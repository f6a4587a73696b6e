"""Drafts → services, in one transaction: a document is loaded whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from importers.document import SourceDocument
from importers.drafting import draft_rows
from importers.readers.source_file import SourceFile
from kpis.services.lineage import join_certain_kpis
from kpis.services.listings import add_listings
from kpis.services.publishing import publish_round
from kpis.services.snapshots import record_snapshots
from reforms import models
from reforms.services.evaluations import record_assessments, record_budget
from reforms.services.frame import add_items, add_processes, add_sheets
from reforms.services.lineage import link_to_edition_before
from reforms.services.progress import record_progress
from reforms.services.sources import PlaceRegister, add_issues, add_source_document


class NotLoadable(Exception):
    """The document cannot be loaded as it is. The message is Japanese and says what to do."""


@dataclass(frozen=True)
class Loaded:
    """What came of a document: how many rows were written; 0 and already=True where it was there before."""

    round: models.ReportingRound
    items: int
    processes: int
    kpis: int
    already: bool = False


@transaction.atomic
def load_published(document: SourceDocument, *, original: SourceFile, by: models.User | None) -> Loaded:
    """Writes a published document into an empty round and publishes it with the document's own date.

    original: the file as published, whose lines the places point to. The same original again writes nothing. Raises
    NotLoadable where cover and reference data do not fit or the round already holds another document.
    """
    round = _round_of(document)
    if models.Publication.objects.filter(round=round, document__sha256=original.sha256).exists():
        return Loaded(round, 0, 0, 0, already=True)
    if models.Publication.objects.filter(round=round).exists():
        raise NotLoadable(f"{round}には別の文書が取り込まれています。先に取り込んだ文書を確かめてください。")
    source = add_source_document(
        file_name=original.name,
        sha256=original.sha256,
        title=document.title or document.front.get("edition") or original.name,
        published_on=_published_on(document),
        layout=document.layout,
        text=original.text or "",
    )
    drafts = draft_rows(document)
    places = PlaceRegister(source)
    items = add_items(round.edition, drafts.items, places=places)
    sheets = add_sheets(round.edition, drafts.sheets, items=items, places=places)
    processes = add_processes(round.edition, drafts.processes, sheets=sheets, places=places)
    record_progress(round, drafts.progress, sheets=sheets, processes=processes, places=places)
    listings = add_listings(round.edition, drafts.listings, sheets=sheets, places=places)
    record_snapshots(round, drafts.snapshots, listings=listings, places=places)
    record_assessments(round, drafts.assessments, places=places)
    record_budget(round, drafts.budget, places=places)
    add_issues(source, drafts.issues)
    link_to_edition_before(round.edition)
    join_certain_kpis(round.edition)
    publish_round(round, published_on=source.published_on, document=source, reason="", by=by)
    return Loaded(round, len(items), len(processes), len(listings))


def _round_of(document: SourceDocument) -> models.ReportingRound:
    name, year = document.front.get("edition"), document.fiscal_year
    found: models.ReportingRound | None = (
        models.ReportingRound.objects.filter(edition__name=name, fiscal_year=year).select_related("edition").first()
    )
    if found is None:
        raise NotLoadable(
            f"表紙の版「{name}」・年度「{year}」に当たる調査回がありません。"
            "fixtures/reference の版の名称と表紙の「版」「年度」をそろえてください。"
        )
    return found


def _published_on(document: SourceDocument) -> date:
    words = document.front.get("published") or ""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise NotLoadable(f"表紙の公表日「{words}」が日付として読めません。2017-12-21 の形で書いてください。") from None
