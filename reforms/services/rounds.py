"""Opening an edition and its round."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.text import slugify

from reforms.models import Edition, EditionScale, Programme, ReportingRound, User


@transaction.atomic
def open_round(
    programme: Programme,
    *,
    name: str,
    fiscal_year: int,
    published_on: datetime.date,
    as_of_words: str,
    by: User | None,
) -> ReportingRound:
    """The round of a new, empty edition, which calls and grades things as the programme's latest edition does.

    Raises ValidationError where the programme has an edition of that year already.
    """
    latest = programme.editions.order_by("-fiscal_year", "-published_on").first()
    edition = Edition(
        slug=f"{slugify(programme.slug)}-{fiscal_year}",
        programme=programme,
        name=name,
        fiscal_year=fiscal_year,
        published_on=published_on,
        words=latest.words if latest else {},
    )
    edition.full_clean()
    edition.save(force_insert=True)
    scales = EditionScale.objects.filter(edition=latest) if latest else EditionScale.objects.none()
    EditionScale.objects.bulk_create(
        EditionScale(edition=edition, rates=one.rates, scale_id=one.scale_id) for one in scales
    )
    round = ReportingRound(edition=edition, fiscal_year=fiscal_year, as_of_words=as_of_words)
    round.full_clean()
    round.save(force_insert=True)
    return round
