"""What a publication froze, cell by cell, for comparing with the form that was made of it."""

from __future__ import annotations

import re

from kpis.frozen import FrozenKpi
from kpis.models import PublishedKpi
from reforms.frozen import FrozenProgress
from reforms.models import PublishedProgress, ReformProcess


def kpi_cells(round):
    """By row id the cells of each published KPI row."""
    rows = PublishedKpi.objects.filter(publication__round=round, publication__is_current=True)
    return {content.row_id: _kpi(row, content) for row in rows for content in [FrozenKpi.from_json(row.content)]}


def process_cells(round):
    """By row id the words of each published process, and those of the progress and outlook cells beside it."""
    ids = dict(ReformProcess.objects.values_list("pk", "row_id"))
    rows = PublishedProgress.objects.filter(publication__round=round, publication__is_current=True)
    return {
        ids[process.id]: (
            solid(process.words),
            *(solid("".join(_words(part, field) for part in cell.segments)) for field in ("progress", "outlook")),
        )
        for cell in (FrozenProgress.from_json(row.content) for row in rows)
        for process in cell.processes
    }


def solid(words):
    """The words without white space: a cell of several lines is read as one text."""
    return re.sub(r"\s", "", words or "")


def _kpi(row, content):
    words = (content.target_words, content.actual_words, content.grade_words, content.note_words)
    return (row.tier, content.label, solid(content.name), content.is_relisted, *map(solid, words))


def _words(part, field):
    words = getattr(part, field)
    return words if not words or words.startswith(part.label) else part.label + words
