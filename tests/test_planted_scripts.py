"""A script in any text of any row, names of files among them, is shown as text on every page."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from tests.address_samples import make_entry_site, make_published_site, make_visitors
from tests.builders import publish
from tests.rights_table import ALWAYS, BY_STATE, GET

pytestmark = pytest.mark.django_db

SCRIPT = '"><script>alert(1)</script>'
OURS = ("reforms", "kpis", "importers")
FEWEST_PAGES = 40
"""That show planted words, of those there are."""
NO_PLACE_FOR_WORDS = (models.SlugField, models.URLField, models.FileField)
LET_BE = {
    "reforms.Notice.url": "a path of ours, which the application writes",
    "reforms.User.password": "never shown",
    "importers.ImportBatch.layout": "the name of a reader",
    "kpis.Contradiction.check_id": "the name of a check",
}


def text_columns(model):
    """The columns that hold what somebody typed or a document says."""
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, (models.CharField, models.TextField)) and not isinstance(field, NO_PLACE_FOR_WORDS)
        is_long_enough = field.max_length is None or field.max_length > len(SCRIPT) + 6
        if is_text and is_long_enough and not field.choices and f"{model._meta.label}.{field.name}" not in LET_BE:
            yield field.name


def plant_everywhere():
    """Writes the script into every text column of every row that there is; how many columns had a row."""
    planted = 0
    for model in apps.get_models():
        if model._meta.app_label not in OURS:
            continue
        columns = list(text_columns(model))
        for number, key in enumerate(model._base_manager.values_list("pk", flat=True) if columns else ()):
            model._base_manager.filter(pk=key).update(**dict.fromkeys(columns, f"{SCRIPT}{number}"))
            planted += len(columns)
    return planted


@pytest.fixture
def pages():
    """The addresses of all pages, over rows that hold the script everywhere, and who sees all of them."""
    visitors = make_visitors()
    published, entered = make_published_site(2), make_entry_site("提出", visitors)
    assert plant_everywhere()
    publish(published.built, reason=SCRIPT)
    samples = [(row.address, published) for row in ALWAYS] + [(row.address, entered) for row in BY_STATE]
    wanted = {row.address for row in (*ALWAYS, *BY_STATE) if row.way == GET}
    addresses = {name: reverse(name, args=site.sample(name).args) for name, site in samples if name in wanted}
    return addresses, visitors["管理者"]


def test_no_page_runs_what_was_typed(client, pages):
    addresses, admin = pages
    client.force_login(admin)
    as_text, running = [], []
    for name, address in addresses.items():
        response = client.get(address)
        if response.status_code == HTTPStatus.OK and response.headers["Content-Type"].startswith("text/html"):
            content = response.content.decode()
            as_text += [name] if "&lt;script&gt;alert" in content else []
            running += [name] if "<script>alert" in content else []

    assert running == []
    assert len(as_text) >= FEWEST_PAGES, as_text
