"""Which round a file reports on: what the file says, where that leaves exactly one."""

from __future__ import annotations

from importers.document import SourceDocument
from kpi_tracker.lib.japanese_text import name_key
from reforms.models import ReportingRound


def round_of(document: SourceDocument) -> ReportingRound | None:
    """The one round that fits what the file says of 計画, 版 and 年度; None where none or several do.

    A file that names its 版 is of no other, however near: a new edition is opened by a person.
    """
    year, programme, edition = document.fiscal_year, document.programme, document.front.get("edition")
    if year is None:
        return None
    rounds = [
        one
        for one in ReportingRound.objects.filter(fiscal_year=year).select_related("edition__programme")
        if (not programme or name_key(one.edition.programme.name) == name_key(programme))
        and (not edition or name_key(one.edition.name) == name_key(edition))
    ]
    return rounds[0] if len(rounds) == 1 else None
