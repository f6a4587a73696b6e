"""Further programmes as long and as large as the first, until a table has so many rows."""

from __future__ import annotations

from django.db import connection

from kpis.models import Contradiction, Kpi, KpiListing, KpiStanding, PublishedKpi, PublishedPromise
from kpis.search_index import drop_search_indexes, make_search_indexes
from reforms.models import (
    Edition,
    EditionScale,
    FormSheet,
    ProcessProgress,
    Programme,
    Publication,
    PublishedItem,
    PublishedProgress,
    ReformItem,
    ReformProcess,
    ReportingRound,
    SourceDocument,
)
from scripts.bench.copies import Models, copy

PUBLISHED: Models = (
    Programme,
    Edition,
    EditionScale,
    ReportingRound,
    Publication,
    SourceDocument,
    FormSheet,
    ReformItem,
    ReformProcess,
    ProcessProgress,
    Kpi,
    KpiListing,
    PublishedItem,
    PublishedItem.ministries.through,
    PublishedProgress,
    PublishedProgress.items.through,
    PublishedProgress.ministries.through,
    PublishedKpi,
    PublishedKpi.items.through,
    KpiStanding,
    KpiStanding.items.through,
    KpiStanding.ministries.through,
    PublishedPromise,
    Contradiction,
)
"""Each after what it points to; ministries and scales serve all programmes."""
OWN_NAMES = "replace({column}::text, '指標', '計画' || n || 'の指標')"
OWN_WORDS = f"replace({OWN_NAMES}, '手引き', CASE WHEN mod(id, 100) = 0 THEN '手引き' ELSE '指針' END)"


def fill_others(rows: int) -> None:
    """Copies all that is published into further programmes until so many rows stand.

    Each has KPIs, items and years of its own; the names of its KPIs tell whose they are. Where the first programme
    prints 「手引き」, for which the bench searches, the others do so in one row of a hundred, else 「指針」. Only
    primary keys within contents (documents, processes) stay those of the first.
    """
    words = {column: OWN_WORDS.format(column=column) for column in ("search_key", "heading_key")}
    words |= {"content": f"({OWN_WORDS.format(column='content')})::jsonb", "name": OWN_NAMES.format(column="name")}
    drop_search_indexes(connection)  # made anew in a fraction of the time
    copy(PUBLISHED, -(-rows // KpiStanding.objects.count()) - 1, words)
    make_search_indexes(connection)
