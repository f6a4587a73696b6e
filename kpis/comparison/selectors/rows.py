"""The rows of one page of a comparison with their words: three queries, whatever their number."""

from __future__ import annotations

from collections.abc import Sequence

from kpis.comparison.records import Comparison, Section
from kpis.comparison.shown import Printed, PrintedCell, PrintedKpi, ShownSection
from kpis.comparison.shown_sections import shown_section
from kpis.frozen import FrozenKpi
from kpis.models import PublishedKpi
from reforms.frozen import FrozenProgress
from reforms.models import Publication, PublishedProgress, Rating


def shown_sections(
    sections: Sequence[Section], whole: Comparison, new: Publication, old: Publication
) -> list[ShownSection]:
    """The sections in words. whole: both publications, however the sections were narrowed."""
    printed = Printed(
        new=new,
        old=old,
        kpis=_printed_kpis(sections),
        cells=_printed_cells(sections),
        marks={rating.pk: rating for rating in Rating.objects.all()},
        new_items={item.root: item for section in whole.sections for item in section.new_items},
        old_items={item.root: item for section in whole.sections for item in section.old_items},
    )
    return [shown_section(section, printed) for section in sections]


def _printed_kpis(sections: Sequence[Section]) -> dict[int, PrintedKpi]:
    keys = [row.key for section in sections for pair in section.kpis for row in pair.rows]
    rows = PublishedKpi.objects.filter(pk__in=keys).select_related("grade")
    return {row.pk: PrintedKpi(row.tier, row.grade, FrozenKpi.from_json(row.content)) for row in rows}


def _printed_cells(sections: Sequence[Section]) -> dict[int, PrintedCell]:
    keys = [row.key for section in sections for pair in section.cells for row in pair.rows]
    rows = PublishedProgress.objects.filter(pk__in=keys)
    return {row.pk: PrintedCell(row.order, FrozenProgress.from_json(row.content)) for row in rows}
