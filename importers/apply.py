"""Drafts → services, in one transaction: a document is loaded whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from importers.document import SourceDocument
from importers.drafting import Drafts, draft_rows
from importers.fingerprint import fingerprint_of
from importers.loadable import in_one_line, reasons_against
from importers.readers.source_file import SourceFile
from importers.workbook import RefusedWorkbook, with_row_ids
from importers.workbook.guarded import PACKAGES, read_workbook
from importers.workbook.own_text import own_text, placed_in
from kpis.services.lineage import join_certain_kpis
from kpis.services.listings import record_listings
from kpis.services.publishing import publish_round
from kpis.services.snapshots import record_snapshots
from reforms import models
from reforms.drafts import IssueDraft
from reforms.services.corrections import record_corrections
from reforms.services.evaluations import record_assessments, record_budget
from reforms.services.frame import record_processes, record_sheets
from reforms.services.items import record_items
from reforms.services.lineage import link_to_neighbours
from reforms.services.ministries import ministries_by_name, unknown_names
from reforms.services.progress import record_progress
from reforms.services.recording import Change
from reforms.services.sources import PlaceRegister, add_issues, add_source_document
from reforms.services.upserting import NoSuchRow


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


def load_published(document: SourceDocument, *, original: SourceFile, by: models.User | None) -> Loaded:
    """Writes a published document into an empty round and publishes it with the document's own date.

    original: the file as published, whose lines the places point to. The same original with the same content again
    writes nothing. Raises NotLoadable, nothing being written, where words would be lost, where cover and reference data
    do not fit, where the round holds another document or another review, and on a row that no table can hold.
    """
    try:
        return _load(document, original=original, by=by)
    except NoSuchRow as refusal:
        raise NotLoadable(str(refusal)) from refusal
    except ValidationError as refusal:
        listed = " ".join(refusal.messages)
        raise NotLoadable(f"データベースに入らない値があります。資料の値を直してください。{listed}") from refusal
    except (IntegrityError, DataError) as refusal:
        reason = " ".join(str(refusal).split())
        raise NotLoadable(f"データベースの制約に合わない行があります。資料を直してください（{reason}）。") from refusal


@transaction.atomic
def _load(document: SourceDocument, *, original: SourceFile, by: models.User | None) -> Loaded:
    document = with_row_ids(document)
    round = _round_of(document)
    if reasons := reasons_against(document, original):
        raise NotLoadable(in_one_line(reasons))
    document, text = _with_text(document, original)
    title = document.title or document.front.get("edition") or original.name
    published_on = _published_on(document)
    drafts = draft_rows(document)
    fingerprint = fingerprint_of(title, published_on, drafts)
    if _is_loaded(round, original, fingerprint):
        return Loaded(round, 0, 0, 0, already=True)
    source = add_source_document(
        file_name=original.name,
        sha256=original.sha256,
        title=title,
        published_on=published_on,
        layout=document.layout,
        text=text,
    )
    loaded = _write(round, drafts, source, Change(by, reason=f"「{title}」の取込み"))
    publish_round(round, published_on=published_on, document=source, reason="", by=by, fingerprint=fingerprint)
    return loaded


def _with_text(document: SourceDocument, original: SourceFile) -> tuple[SourceDocument, str]:
    """The document with its places in the text that stands for the original, and that text."""
    if not original.data.startswith(PACKAGES):
        return document, original.text or ""
    try:
        shown = own_text(read_workbook(original.data))
    except RefusedWorkbook as refusal:
        raise NotLoadable(f"元文書「{original.name}」：{refusal}") from refusal
    return placed_in(document, shown), shown.text


def _is_loaded(round: models.ReportingRound, original: SourceFile, fingerprint: str) -> bool:
    publications = models.Publication.objects.filter(round=round)
    if not publications.exists():
        return False
    first = publications.filter(document__sha256=original.sha256).order_by("number").first()
    if first is None:
        raise NotLoadable(f"{round}には別の文書が取り込まれています。先に取り込んだ文書を確かめてください。")
    if first.fingerprint != fingerprint:
        raise NotLoadable(
            f"{round}には「{original.name}」が別の確認結果で取り込まれています。"
            "新しいデータベースに取り込み直すか、違う箇所を正誤として公表してください。"
        )
    return True


def _write(round: models.ReportingRound, drafts: Drafts, source: models.SourceDocument, change: Change) -> Loaded:
    places = PlaceRegister(source)
    items = record_items(round.edition, drafts.items, places=places, change=change)
    record_sheets(round.edition, drafts.sheets, places=places, change=change)
    processes = record_processes(round.edition, drafts.processes, places=places, change=change)
    record_progress(round, drafts.progress, places=places, change=change)
    listings = record_listings(round.edition, drafts.listings, places=places, change=change)
    record_corrections(round, drafts.corrections, change=change)
    record_snapshots(round, drafts.snapshots, places=places, change=change)
    record_assessments(round, drafts.assessments, places=places, change=change)
    record_budget(round, drafts.budget, places=places, change=change)
    add_issues(source, (*drafts.issues, *_of_unknown_ministries(drafts)))
    link_to_neighbours(round.edition, change=change)
    join_certain_kpis(round.edition, change=change)
    return Loaded(round, len(items), len(processes), len(listings))


def _of_unknown_ministries(drafts: Drafts) -> Iterator[IssueDraft]:
    """A warning on each row that names a ministry the reference data does not have: its words stay, its tie is none."""
    named: list[tuple[str, str]] = []
    for item in drafts.items:
        named += [(item.row_id, name) for name in (*item.ministries, *item.lead_ministries)]
    for cell in drafts.progress:
        named += [(cell.row_id, name) for segment in cell.segments for name in segment.ministries]
    for listing in drafts.listings:
        if listing.definition and listing.definition.lead_ministry:
            named.append((listing.row_id, listing.definition.lead_ministry))
    unknown = set(unknown_names((name for _, name in named), ministries_by_name()))
    for row_id, name in dict.fromkeys(named):
        if name in unknown:
            message = (
                f"「{name}」は登録された府省庁の名称・略称・別名のどれでもありません。"
                "記載のまま残しました。府省庁の別名に加えるか、記載を確かめてください。"
            )
            yield IssueDraft(row_id, "ministries", "ministry_unknown", "warning", message, name)


def _round_of(document: SourceDocument) -> models.ReportingRound:
    name, year = document.front.get("edition"), document.fiscal_year
    found: models.ReportingRound | None = (
        models.ReportingRound.objects.filter(edition__name=name, fiscal_year=year).select_related("edition").first()
    )
    if found is None and name is None:
        raise NotLoadable(
            "表紙に「版」がありません。"
            "read_source の --workbook で標準ワークブックを作り、表紙に版と公表日を書いてください。"
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
