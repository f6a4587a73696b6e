"""What an exported workbook says of itself."""

from __future__ import annotations

from importers.documenting import Cover
from importers.documenting.extras import row_ids_of
from importers.drafting import Drafts
from importers.snapshot.places import published_document
from importers.workbook.cover import WHOLE
from importers.workbook.row_ids import LAST_NUMBER, highest_number
from reforms.models import EditionScale, Publication, ReportingRound


def cover_of(round: ReportingRound, drafts: Drafts, retired: frozenset[str]) -> Cover:
    """The cover of a workbook that holds the whole round. drafts, retired: so that no id is given twice."""
    edition, programme = round.edition, round.edition.programme
    document = published_document(round)
    published = Publication.objects.filter(round=round).order_by("number").first()
    scale = EditionScale.objects.filter(edition=edition, rates=EditionScale.Rates.KPI).select_related("scale").first()
    front = {
        "programme_begins": programme.begins_on.isoformat(),
        "programme_ends": programme.ends_on.isoformat() if programme.ends_on else "",
        "edition": edition.name,
        "edition_published": edition.published_on.isoformat(),
        "published": published.published_on.isoformat() if published else "",
        "scope": WHOLE,
        "rating_scale": scale.scale.name if scale else "",
        "sha256": document.sha256 if document else "",
        LAST_NUMBER: str(highest_number((*row_ids_of(drafts), *retired))),
    }
    return Cover(
        file=document.file_name if document else "",
        layout=document.layout if document else "workbook",
        programme=programme.name,
        title=document.title if document else None,
        as_of=round.as_of_words or None,
        fiscal_year=round.fiscal_year,
        front={name: words for name, words in front.items() if words},
    )
