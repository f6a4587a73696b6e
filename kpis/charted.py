"""A KPI as a chart with where its numbers come from: published rows → what pages and downloads of charts show."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from kpi_tracker.lib.records import replace
from kpis.history import published_definition, series_of
from kpis.published_rows import PublishedRow
from kpis.series import Series


@dataclass(frozen=True)
class ChartSource:
    """An edition that prints numbers of a chart. document: its title, "" where no cell has a place."""

    edition: str
    document: str
    published_on: datetime.date


@dataclass(frozen=True)
class ChartedKpi:
    """A KPI and all that is drawn of it. sources: the oldest edition first."""

    name: str
    series: Series
    sources: tuple[ChartSource, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether a value has a date: a chart of targets alone shows nothing."""
        return any(point.day for point in self.series.points)


def charted_kpi(rows: Sequence[PublishedRow], documents: dict[int, str], unnamed: str) -> ChartedKpi:
    """rows: of the KPI, oldest first; documents: titles by primary key; unnamed: the name of a KPI without one."""
    name = published_definition(rows).name or unnamed
    return ChartedKpi(name, replace(series_of(rows), name=name), tuple(_sources(rows, documents)))


def _sources(rows: Sequence[PublishedRow], documents: dict[int, str]) -> list[ChartSource]:
    found = [
        ChartSource(
            row.edition_name,
            next((documents.get(place.document, "") for place in row.content.places.values()), ""),
            row.published_on,
        )
        for row in rows
    ]
    return list(dict.fromkeys(found))
