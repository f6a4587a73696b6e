"""Templates without their indentation."""

import pytest
from django.template import Context, Engine

INDENTED = "<ul>\n  <li>{{ words }}</li>\n</ul>\n"
NOT_INDENTED = "<ul>\n<li>{{ words }}</li>\n</ul>\n"


@pytest.mark.parametrize(("name", "source"), [("page.html", NOT_INDENTED), ("mail.txt", INDENTED)])
def test_only_a_page_loses_its_indentation(tmp_path, name, source):
    (tmp_path / name).write_text(INDENTED)
    engine = Engine(dirs=[tmp_path], loaders=["kpi_tracker.unindented.Loader"])
    assert engine.get_template(name).source == source


def test_words_keep_theirs(tmp_path):
    (tmp_path / "page.html").write_text(INDENTED)
    engine = Engine(dirs=[tmp_path], loaders=["kpi_tracker.unindented.Loader"])
    assert "<li>第一に\n  第二に</li>" in engine.get_template("page.html").render(
        Context({"words": "第一に\n  第二に"})
    )
