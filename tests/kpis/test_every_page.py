"""Every page of the published years answers."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from kpis.models import Kpi
from reforms.models import ReformItem, SourceDocument

pytestmark = pytest.mark.django_db


@pytest.mark.once
def test_every_published_item_kpi_and_source_answers(client, published_years):
    items = ReformItem.objects.values_list("pk", flat=True)
    pages = [reverse(name, args=(pk,)) for name in ("kpis:item", "kpis:item_details") for pk in items]
    pages += [reverse("reforms:source", args=(pk,)) for pk in SourceDocument.objects.values_list("pk", flat=True)]
    kpis = Kpi.objects.filter(listings__isnull=False).distinct()
    pages += [kpi.get_absolute_url() for kpi in kpis]
    assert len(pages) >= 40
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, HTTPStatus.OK)
