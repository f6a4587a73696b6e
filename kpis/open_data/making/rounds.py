"""The records of publications as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.urls import reverse

from kpis.open_data.code_lists import BUDGET_KINDS
from kpis.open_data.making.context import Context, address
from kpis.open_data.records.rounds import AssessmentRecord, BudgetRecord, PublicationRecord
from reforms.frozen import FrozenRound
from reforms.models import Publication


def publications(publication: Publication, context: Context) -> Iterator[PublicationRecord]:
    """The publication itself."""
    round = publication.round
    programme = round.edition.programme
    document = publication.document
    yield PublicationRecord(
        publication=context.publications[publication.pk],
        programme_name=programme.name,
        edition=round.edition.slug,
        edition_name=round.edition.name,
        number=publication.number,
        kind=publication.kind,
        reason=publication.reason,
        is_current=publication.is_current,
        as_of_words=round.as_of_words,
        document=document.title if document else "",
        document_sha256=document.sha256 if document else "",
        url=address(f"{reverse('kpis:items')}?programme={programme.slug}&year={round.fiscal_year}"),
    )


def budget(publication: Publication, context: Context) -> Iterator[BudgetRecord]:
    """Its money in long form; a cell that is blank gives no row."""
    for line in FrozenRound.from_json(publication.content).budget:
        for kind in BUDGET_KINDS.labels:
            amount = getattr(line, kind)
            if amount is not None:
                yield BudgetRecord(
                    publication=context.publications[publication.pk],
                    budget_fiscal_year=line.fiscal_year,
                    kind=kind,
                    amount=Decimal(amount),
                    unit=line.unit,
                    cited=context.cited(line.place),
                )


def assessments(publication: Publication, context: Context) -> Iterator[AssessmentRecord]:
    """Its overall judgements."""
    for given in FrozenRound.from_json(publication.content).assessments:
        yield AssessmentRecord(
            publication=context.publications[publication.pk],
            words=given.words,
            rating=context.ratings.get(given.rating or 0, ""),
            reason=given.reason,
            cited=context.cited(given.place),
        )
