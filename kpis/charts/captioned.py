"""A figure that leaves the site: with its title and where its numbers come from, as one reads it in a report."""

from __future__ import annotations

import unicodedata
from html import escape
from typing import Any

FONTS = (
    '"Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Hiragino Kaku Gothic ProN", "Yu Gothic", Meiryo, sans-serif'
)
"""As static/css/base.css has them: fonts with Japanese letters on each system."""
WIDTH, HEIGHT = 960, 620
_WIDE, _WIDE_OF_SOURCE = 44, 68
"""Characters of full width that fit on a line."""
_TITLE, _SOURCE, _MARGIN = 20, 13, 24
_LEADING = 1.4


def captioned(figure: dict[str, Any], title: str, source: str) -> dict[str, Any]:
    """The figure in a size of its own and on white, its title and where its numbers come from above it."""
    names, notes = _lines(title, _WIDE), _lines(source, _WIDE_OF_SOURCE)
    above = round(_LEADING * (_TITLE * len(names) + _SOURCE * len(notes))) + 2 * _MARGIN
    layout = figure["layout"]
    return {
        "data": figure["data"],
        "layout": {
            **layout,
            "width": WIDTH,
            "height": HEIGHT + above,
            "font": {**layout["font"], "family": FONTS, "size": 14},
            "title": {
                "text": "<br>".join(names),
                "font": {"size": _TITLE},
                "subtitle": {"text": "<br>".join(notes), "font": {"size": _SOURCE}},
                "x": 0,
                "xref": "container",
                "xanchor": "left",
                "y": 1,
                "yref": "container",
                "yanchor": "top",
                "pad": {"l": _MARGIN, "t": _MARGIN},
            },
            "margin": {**layout["margin"], "t": above, "r": _MARGIN},
            "legend": {**layout["legend"], "yref": "container", "y": 0, "yanchor": "bottom"},
        },
    }


def _lines(text: str, wide: int) -> list[str]:
    """The text in lines of at most so many characters of full width, safe from becoming markup.

    >>> _lines("「定住自立圏」の協定締結等圏域数<b>", 10)
    ['「定住自立圏」の協定', '締結等圏域数&lt;b&gt;']
    """
    lines, width = [""], 0
    for character in text:
        breadth = 2 if unicodedata.east_asian_width(character) in "WFA" else 1
        if width + breadth > 2 * wide:
            lines.append("")
            width = 0
        lines[-1] += character
        width += breadth
    return [escape(line, quote=False) for line in lines]
