"""Which KPI rows of an edition print another one again (再掲): entered once, the others follow."""

from __future__ import annotations

from collections.abc import Iterable

from kpis.models import KpiListing


def leaders(listings: Iterable[KpiListing]) -> dict[int, KpiListing]:
    """For each row listed again the row that is entered for it, by primary key: of the same Kpi the first that is not
    marked 再掲. A row whose Kpi is nowhere else is entered where it stands.

    listings: of one edition, in printed order.
    """
    rows = list(listings)
    first: dict[int, KpiListing] = {}
    for row in rows:
        if row.kpi_id is not None and not row.is_relisted:
            first.setdefault(row.kpi_id, row)
    return {row.pk: first[row.kpi_id] for row in rows if row.is_relisted and row.kpi_id in first}
