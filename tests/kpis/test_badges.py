"""The badges of ratings, and that templates keep to what the Content-Security-Policy lets through."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from kpis.templatetags.badges import computed_badge, grade_badge, grade_count
from reforms.models import Rating

BADGE = "includes/_grade_badge.html"
STYLES = settings.BASE_DIR / "static" / "css"
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))


@dataclass(frozen=True)
class Printed:
    """A rating as a scale prints it."""

    code: str = "ロ"
    label: str = "目標に近い"
    shape: str = "triangle"
    colour_role: str = "behind"


def words_of(markup: str) -> str:
    return re.sub(r"\s+", "", strip_tags(markup))


def test_a_badge_says_letter_and_word_beside_its_shape():
    markup = render_to_string(BADGE, grade_badge(Printed()))
    assert words_of(markup) == "ロ目標に近い"
    assert "<svg" in markup


def test_a_mark_that_is_its_own_word_is_said_once():
    assert words_of(render_to_string(BADGE, grade_badge(Printed(code="順調", label="順調")))) == "順調"


def test_a_computed_badge_says_that_it_is_ours():
    markup = render_to_string(BADGE, computed_badge(Printed()))
    assert words_of(markup) == "試算ロ目標に近い"
    assert "badge--computed" in markup


@pytest.mark.parametrize("count", [0, 12])
def test_a_counted_badge_says_how_many(count):
    assert words_of(render_to_string(BADGE, grade_count(Printed(), count))) == f"ロ目標に近い{count}件"


def test_each_shape_is_drawn_in_its_own_way():
    drawings = re.findall(
        r'<symbol id="shape-(\w+)"(.*?)</symbol>', render_to_string("includes/_shapes.html"), re.DOTALL
    )
    assert {shape for shape, _ in drawings} == set(Rating.Shape.values)
    assert len({drawing for _, drawing in drawings}) == len(drawings)


def test_a_badge_refers_to_the_drawing_of_its_shape():
    assert 'href="#shape-triangle"' in render_to_string(BADGE, grade_badge(Printed()))


@pytest.mark.parametrize("role", Rating.ColourRole.values)
def test_each_colour_role_has_its_colours(role):
    assert f".badge--{role} {{" in (STYLES / "badges.css").read_text()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_inline_style_or_script(template: Path):
    """A block of JSON is read by a script and never run: a strict policy lets it stand."""
    markup = template.read_text()
    run = r'<script(?! type="application/json")(?![^>]*\ssrc=)'
    assert not re.search(rf"<style|\sstyle=|\son[a-z]+=|{run}|javascript:", markup)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_calls_the_outside(template: Path):
    assert not re.search(r"(?:src|href|action)=[\"'](?:https?:)?//", template.read_text())


@pytest.mark.parametrize("sheet", sorted(STYLES.glob("*.css")), ids=lambda path: path.name)
def test_style_sheets_ask_for_no_file_elsewhere(sheet: Path):
    assert not re.search(r"@import|url\(", sheet.read_text())
