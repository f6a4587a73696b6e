"""Writing source documents, the places in them and what is doubtful about them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import Model, TextField, Value
from django.db.models.functions import Concat

from kpi_tracker.lib.records import fields_of, names_of
from reforms.drafts import IssueDraft, PlaceDraft
from reforms.models import SourceDocument, SourceIssue, SourcePlace

_PIECE = 4_000_000
"""Characters of a text that are sent at once: on its way to the database it stands in memory seven times."""


@transaction.atomic
def add_source_document(
    *, file_name: str, sha256: str, title: str, published_on: datetime.date, layout: str, text: str
) -> SourceDocument:
    """The document with that SHA-256, created where it is not known yet."""
    known = SourceDocument.objects.filter(sha256=sha256).first()
    if known:
        return known
    unknown = SourceDocument(
        file_name=file_name, sha256=sha256, title=title, published_on=published_on, layout=layout, text=text
    )
    unknown.line_count = len(unknown.lines)
    unknown.full_clean()
    unknown.text = text[:_PIECE]
    unknown.save()
    for start in range(_PIECE, len(text), _PIECE):
        piece = Value(text[start : start + _PIECE], output_field=TextField())
        SourceDocument.objects.filter(pk=unknown.pk).update(text=Concat("text", piece))
    unknown.text = text
    return unknown


@transaction.atomic
def add_issues(document: SourceDocument | None, drafts: Sequence[IssueDraft]) -> list[SourceIssue]:
    """The issues that the document does not have yet, newly written, one row each, in the order given.

    Without a document there is none to tell them of.
    """
    if document is None:
        return []
    told = SourceIssue.objects.filter(document=document).values_list(*names_of(IssueDraft))
    known = {IssueDraft(*columns) for columns in told}
    new = [draft for draft in drafts if draft not in known]
    return SourceIssue.objects.bulk_create(SourceIssue(document=document, **fields_of(draft)) for draft in new)


class PlaceRegister:
    """Collects the places of many rows and writes them at once, each place of a document once.

    document: None for rows that no document prints yet; their drafts have no places.
    """

    def __init__(self, document: SourceDocument | None) -> None:
        self._document = document
        self._places: dict[PlaceDraft, SourcePlace] = {}

    @property
    def document(self) -> SourceDocument | None:
        """The document that the places are in."""
        return self._document

    def place(self, draft: PlaceDraft | None) -> SourcePlace | None:
        """The row for a draft, not yet saved: call `save_for` before rows that point to it are written."""
        if draft is None or self._document is None:
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

    def save_for(self, rows: Iterable[Model]) -> None:
        """Writes the places that the rows point to and that are not written yet."""
        pointed = {id(place): place for row in rows for place in _places_of(row) if place.pk is None}
        SourcePlace.objects.bulk_create(pointed.values())


def _places_of(row: Model) -> Iterator[SourcePlace]:
    """The places that were given to the row; those it was stored with need no look."""
    for field in row._meta.fields:
        place = row._state.fields_cache.get(field.name) if field.related_model is SourcePlace else None
        if place is not None:
            yield place
