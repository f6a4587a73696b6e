"""Writing source documents, the places in them and what is doubtful about them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction

from reforms.drafts import IssueDraft, PlaceDraft
from reforms.models import SourceDocument, SourceIssue, SourcePlace


@transaction.atomic
def add_source_document(
    *, file_name: str, sha256: str, title: str, published_on: datetime.date, layout: str, text: str
) -> SourceDocument:
    """The document with that SHA-256, created where it is not known yet."""
    known = SourceDocument.objects.filter(sha256=sha256).first()
    if known:
        return known
    document = SourceDocument(
        file_name=file_name, sha256=sha256, title=title, published_on=published_on, layout=layout, text=text
    )
    document.line_count = len(document.lines)
    document.full_clean()
    document.save()
    return document


@transaction.atomic
def add_issues(document: SourceDocument, drafts: Sequence[IssueDraft]) -> list[SourceIssue]:
    """The issues of a document, one row each, in the order given."""
    return SourceIssue.objects.bulk_create(
        SourceIssue(
            document=document,
            row_id=draft.row_id,
            field=draft.field,
            code=draft.code,
            severity=draft.severity,
            message=draft.message,
            words=draft.words,
        )
        for draft in drafts
    )


class PlaceRegister:
    """Collects the places of many rows and writes them at once, each place of a document once."""

    def __init__(self, document: SourceDocument) -> None:
        self._document = document
        self._places: dict[PlaceDraft, SourcePlace] = {}

    @property
    def document(self) -> SourceDocument:
        """The document that the places are in."""
        return self._document

    def place(self, draft: PlaceDraft | None) -> SourcePlace | None:
        """The row for a draft, not yet saved: call `save` before the rows that point to it are written."""
        if draft is None:
            return None
        if draft not in self._places:
            self._places[draft] = SourcePlace(
                document=self._document,
                sheet=draft.sheet,
                line_from=draft.line_from,
                line_to=draft.line_to,
                cell=draft.cell,
                words=draft.words,
            )
        return self._places[draft]

    def save(self) -> None:
        """Writes the places that are not written yet."""
        SourcePlace.objects.bulk_create([place for place in self._places.values() if place.pk is None])
