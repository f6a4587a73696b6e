"""What the documentation says of the code is so."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from reforms.models.recorded import RecordedChange

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()
# A history is named after its model; the glossary says once what a history is.
MODELS = [
    model
    for app in ("operations", "reforms", "kpis", "importers")
    for model in apps.get_app_config(app).get_models()
    if not issubclass(model, RecordedChange)
]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_is_in_the_glossary_with_its_japanese_name(model):
    rows = [row for row in GLOSSARY.splitlines() if re.search(rf"\b{model.__name__}\b", row)]
    assert any(str(model._meta.verbose_name) in row for row in rows), model._meta.verbose_name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_documentation_leads_somewhere(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("command", re.findall(r"^make (\w+)", (ROOT / "README.md").read_text(), re.MULTILINE))
def test_every_make_command_of_the_readme_is_a_target(command):
    assert re.search(rf"^{command}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("command", sorted(set(re.findall(r"manage\.py (\w+)", (ROOT / "README.md").read_text()))))
def test_every_manage_command_of_the_readme_exists(command):
    assert command in get_commands()
