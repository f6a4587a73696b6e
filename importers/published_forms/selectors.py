"""What was published, as the document that the official form is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from importers.document import SourceDocument
from importers.documenting import Cover, document_of
from importers.official_form import FormColumns
from importers.snapshot.publication import published_drafts
from kpis.open_data import licence
from reforms.models import EditionScale, FormSheet, Publication
from reforms.selectors import latest_published, publication_label


@dataclass(frozen=True)
class PublishedForm:
    """The pages of a publication. name: what they are of, with the year; provenance: from which publication it was
    made, and on which terms it may be used."""

    document: SourceDocument
    columns: FormColumns
    name: str
    edition: str
    provenance: str

    @property
    def file_stem(self) -> str:
        """The name of a file that holds it, without its ending."""
        return f"{self.name}_公式様式"


def form_of_item(item_id: int) -> PublishedForm | None:
    """The pages of a 改革項目 as last published; None where it is not published, or not on the form of a 工程表."""
    item = latest_published(item_id)
    if item is None:
        return None
    return _form(item.publication, FormSheet.objects.filter(items=item_id), f"{item.number}{item.name}")


def form_of_round(round_id: int) -> PublishedForm | None:
    """Every page of a round as last published; None as `form_of_item`."""
    publication = (
        Publication.objects.filter(round=round_id, is_current=True)
        .select_related("round__edition__programme", "document")
        .first()
    )
    if publication is None:
        return None
    sheets = FormSheet.objects.filter(edition=publication.round.edition_id)
    return _form(publication, sheets, publication.round.edition.name)


def _form(publication: Publication, sheets: QuerySet[FormSheet], name: str) -> PublishedForm | None:
    round, edition = publication.round, publication.round.edition
    if not edition.vocabulary.is_of_a_roadmap:
        return None
    document = publication.document
    cover = Cover(
        file=document.file_name if document else "",
        layout="official_form",
        programme=edition.programme.name,
        title=document.title if document else edition.name,
        as_of=round.as_of_words or None,
        fiscal_year=round.fiscal_year,
    )
    has_grades = EditionScale.objects.filter(edition=edition, rates=EditionScale.Rates.KPI).exists()
    return PublishedForm(
        document=document_of(published_drafts(publication, sheets), cover),
        columns=FormColumns(edition.vocabulary, has_grades),
        name=f"{name}（{round.fiscal_year}年度）",
        edition=edition.name,
        provenance=f"{publication_label(publication)}の記載から作成　{licence.TERMS}",
    )
