"""A published document with its review, loaded whole into its empty round and published with its own date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from importers.apply import NotLoadable, placed_in_text, told_in_japanese, write_drafts
from importers.document import SourceDocument
from importers.drafting import draft_rows
from importers.fingerprint import fingerprint_of
from importers.loadable import in_one_line, reasons_against
from importers.readers.source_file import SourceFile
from importers.workbook import with_row_ids
from kpis.services.publishing import publish_round
from reforms import models
from reforms.models import ReasonCode
from reforms.services.recording import Change
from reforms.services.sources import add_source_document


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
    with told_in_japanese():
        return _load(document, original=original, by=by)


@transaction.atomic
def _load(document: SourceDocument, *, original: SourceFile, by: models.User | None) -> Loaded:
    document = with_row_ids(document)
    round = _round_of(document)
    if reasons := reasons_against(document, original):
        raise NotLoadable(in_one_line(reasons))
    document, shown = placed_in_text(document, original)
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
        text=shown.text,
    )
    write_drafts(round, drafts, source, change=Change(by, f"「{title}」の取込み", code=ReasonCode.DOCUMENT))
    publish_round(round, published_on=published_on, document=source, reason="", by=by, fingerprint=fingerprint)
    return Loaded(round, len(drafts.items), len(drafts.processes), len(drafts.listings))


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
