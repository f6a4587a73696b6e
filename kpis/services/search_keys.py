"""The keys that published rows are searched by."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction

from kpi_tracker.lib.search import key_of_texts
from kpis.frozen import FrozenKpi
from kpis.models import PublishedKpi
from kpis.searched import kpi_texts
from reforms.frozen import FrozenItem, FrozenProgress
from reforms.models import Publication, PublishedItem, PublishedProgress
from reforms.searched import item_texts, progress_texts

ROWS_AT_ONCE = 500


@transaction.atomic
def write_search_keys(publication: Publication) -> None:
    """Makes the keys of every row of a publication again, from what it froze."""
    kpis = list(PublishedKpi.objects.filter(publication=publication))
    for kpi in kpis:
        kpi.search_key = key_of_texts(kpi_texts(FrozenKpi.from_json(kpi.content)))
    cells = list(PublishedProgress.objects.filter(publication=publication))
    for cell in cells:
        cell.search_key = key_of_texts(progress_texts(FrozenProgress.from_json(cell.content)))
    items = list(PublishedItem.objects.filter(publication=publication))
    for item in items:
        content = FrozenItem.from_json(item.content)
        item.heading_key = key_of_texts(item_texts(item.number, item.name, item.important_issue, content))
    PublishedKpi.objects.bulk_update(kpis, ["search_key"], batch_size=ROWS_AT_ONCE)
    PublishedProgress.objects.bulk_update(cells, ["search_key"], batch_size=ROWS_AT_ONCE)
    PublishedItem.objects.bulk_update(items, ["heading_key"], batch_size=ROWS_AT_ONCE)
    collect_keys(publication)


@transaction.atomic
def collect_keys(publication: Publication) -> None:
    """Lets each item of a publication be found by its own heading and by every row under it."""
    rows: dict[int, list[str]] = defaultdict(list)
    cells = PublishedProgress.objects.filter(publication=publication).order_by("order")
    kpis = PublishedKpi.objects.filter(publication=publication).order_by("order")
    for item, key in (*cells.values_list("items", "search_key"), *kpis.values_list("items", "search_key")):
        rows[item].append(key)
    items = list(PublishedItem.objects.filter(publication=publication))
    for one in items:
        one.search_key = "\n".join([one.heading_key, *rows[one.pk]])
    PublishedItem.objects.bulk_update(items, ["search_key"], batch_size=ROWS_AT_ONCE)
