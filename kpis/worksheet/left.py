"""Whether a row that was just saved is still to be entered."""

from __future__ import annotations

from kpis.models import ProgressSnapshot
from kpis.published_rows import mark_ratings
from kpis.worksheet.missing import lacking_segments, lacking_snapshots
from kpis.worksheet.relisted import follows_another
from reforms.models import ProgressSegment
from reforms.vocabulary import Vocabulary


def is_left(row: ProgressSnapshot | ProgressSegment) -> bool:
    """Whether the row lacks something, as it would be told when its part is handed in; at most four queries."""
    if isinstance(row, ProgressSnapshot):
        return bool(lacking_snapshots([row], (), Vocabulary())) and not follows_another(row)
    cell = row.process_progress
    segments = ProgressSegment.objects.filter(process_progress=cell).prefetch_related("responsibilities")
    marks = [rating.code for rating in mark_ratings(cell.round.edition_id)]
    return row.pk in lacking_segments(list(segments.order_by("order")), marks, Vocabulary())
