"""A round as a workbook to be downloaded: filled in as it stands, or a template for what comes next."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

from importers.choices import Choices
from importers.document import SourceDocument
from importers.exporting import exported_document
from importers.imports.excerpt import pages_of_ministry
from importers.official_form import write_form_template, write_official_form
from importers.workbook import write_workbook
from importers.workbook.template import write_template
from reforms.models import EditionScale, Ministry, Rating, ReportingRound

TEMPLATE, EXPORT = "template", "export"
PURPOSES = {TEMPLATE: "ひな形（記入用。変えられない欄は保護）", EXPORT: "いまのデータの出力"}
STANDARD, OFFICIAL = "workbook", "official_form"
LAYOUTS = {OFFICIAL: "公式様式（工程表の様式のとおり）", STANDARD: "標準ワークブック（すべての計画）"}


class NothingToWrite(Exception):
    """The round has no row that was asked for. The message is Japanese and says what to do."""


def made_workbook(round: ReportingRound, *, layout: str, purpose: str, ministry: Ministry | None) -> bytes:
    """The .xlsx file. Raises NothingToWrite, UnwritableForm and UnwritableText, each with a Japanese sentence."""
    document = exported_document(round)
    if ministry:
        document = pages_of_ministry(document, ministry.name)
    if not document.sheets:
        whose = f"{ministry}の" if ministry else ""
        raise NothingToWrite(f"この調査回には{whose}改革項目がありません。調査回か府省庁を選び直してください。")
    stream = io.BytesIO()
    WRITERS[layout, purpose](document, stream, _choices(round))
    return stream.getvalue()


def _choices(round: ReportingRound) -> Choices:
    scale = EditionScale.objects.filter(edition=round.edition, rates=EditionScale.Rates.KPI).values("scale")
    return Choices(
        grades=tuple(Rating.objects.filter(scale__in=scale).order_by("order").values_list("code", flat=True)),
        ministries=tuple(Ministry.objects.values_list("name", flat=True)),
    )


def _standard_export(document: SourceDocument, target: BinaryIO, choices: Choices) -> None:
    write_workbook(document, target)


def _standard_template(document: SourceDocument, target: BinaryIO, choices: Choices) -> None:
    write_template(document, target, choices=choices)


def _official_export(document: SourceDocument, target: BinaryIO, choices: Choices) -> None:
    write_official_form(document, target, choices=choices)


def _official_template(document: SourceDocument, target: BinaryIO, choices: Choices) -> None:
    write_form_template(document, target, choices=choices)


WRITERS: dict[tuple[str, str], Callable[[SourceDocument, BinaryIO, Choices], None]] = {
    (STANDARD, EXPORT): _standard_export,
    (STANDARD, TEMPLATE): _standard_template,
    (OFFICIAL, EXPORT): _official_export,
    (OFFICIAL, TEMPLATE): _official_template,
}
