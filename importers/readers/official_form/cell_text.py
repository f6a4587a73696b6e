"""The words of a cell as one text, whether its lines were broken by hand, copied out of a page, or not at all."""

from __future__ import annotations

import re
from itertools import pairwise

from kpi_tracker.lib.japanese_text import join_broken

_SENTENCE_ENDS = re.compile(r"。[」』）)〉》】]*$")
_YEAR = r"(?:(?:19|20|１９|２０)[0-9０-９]{2}|(?:令和|平成|昭和|[RHＲＨ])\s*(?:元|[0-9０-９]{1,2}))"
_STARTS_WITH_YEAR = re.compile(rf"[・(（]?{_YEAR}")
_HAS_FIGURE = re.compile(r"[0-9０-９]")
_FIGURE_ENDS = re.compile(r"[0-9０-９]\s*(?:[%％]|[^\W\d_ぁ-ん０-９年月日度末時点第約]{1,4}(?<![千万億兆]))[）)]?$")


def cell_text(words: str) -> str | None:
    """The words with the breaks that mean something; None where there are none.

    A line broken inside a sentence is joined as everywhere (`join_broken`). In a cell, more breaks are meant than on a
    page: those after a sentence, a blank line, and those between figures that are listed one a line.

    >>> cell_text("2020年\\n度までに\\n416団体"), cell_text("実施した。\\n今後も行う。")
    ('2020年度までに416団体', '実施した。\\n今後も行う。')
    >>> cell_text("平成29年度 301団体\\n平成30年度 350団体"), cell_text("道路 62%\\n橋梁 74%")
    ('平成29年度 301団体\\n平成30年度 350団体', '道路 62%\\n橋梁 74%')
    """
    paragraphs: list[list[str]] = [[]]
    lines = [line.strip(" \t\u3000\r\f") for line in words.split("\n")]
    for above, line in pairwise(["", *lines]):
        if not line or not above or _is_meant(above, line):
            paragraphs.append([])
        paragraphs[-1].append(line)
    joined = (join_broken(paragraph) for paragraph in paragraphs)
    return "\n".join(paragraph for paragraph in joined if paragraph) or None


def one_line(words: str) -> str:
    """The words of a heading line, whose breaks mean nothing.

    >>> one_line("民間の大胆な活用による\\n適正な民間委託")
    '民間の大胆な活用による適正な民間委託'
    """
    return "".join(line.strip() for line in words.split("\n"))


def _is_meant(above: str, line: str) -> bool:
    if _SENTENCE_ENDS.search(above):
        return True
    if not _HAS_FIGURE.search(line) or line[0] in "（(":
        return False
    both_dated = _STARTS_WITH_YEAR.match(above) and _STARTS_WITH_YEAR.match(line)
    return bool(_FIGURE_ENDS.search(above) and (both_dated or not _HAS_FIGURE.match(line)))
