"""A printed progress cell and its parts: label, running text and mark. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Part(NamedTuple):
    """What one label speaks for. mark: its code, "" without one."""

    label: str
    words: str
    mark: str = ""


def whole_words(parts: Iterable[Part]) -> str:
    """The cell as it is printed: each part that says something on lines of its own, label first, mark last.

    >>> whole_words([Part("【総務省】", "調査を実施した。", "順調"), Part("【厚労省】", "")])
    '【総務省】調査を実施した。（順調）'
    """
    return "\n".join(_whole(part) for part in parts if part.words)


def without_mark(words: str, mark: str) -> str:
    """The running text without its printed mark.

    >>> without_mark("調査を実施した。\\n（順調）", "順調"), without_mark("調査した。（順調）〈予算〉", "順調")
    ('調査を実施した。', '調査した。\\n〈予算〉')
    """
    before, found, after = words.rpartition(f"（{mark}）") if mark else ("", "", "")
    return "\n".join(part for part in (before.strip(), after.strip()) if part) if found else words


def _whole(part: Part) -> str:
    label = "" if part.words.startswith(part.label) else part.label
    mark = f"（{part.mark}）" if part.mark and f"（{part.mark}）" not in part.words else ""
    return f"{label}{part.words}{mark}"
