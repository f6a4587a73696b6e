"""What changed between two texts, by character, numbers as wholes."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(r"[0-9０-９][0-9０-９,，.．]*|.", re.DOTALL)


@dataclass(frozen=True)
class DiffPart:
    """A run of words that stands in both texts ("same"), only in the earlier ("delete") or only in the later one."""

    kind: Literal["same", "insert", "delete"]
    words: str


def changed_parts(before: str, after: str) -> list[DiffPart]:
    """The two texts as one run of parts: same and delete give `before`, same and insert give `after`.

    >>> [(part.kind, part.words) for part in changed_parts("416団体", "370団体")]
    [('delete', '416'), ('insert', '370'), ('same', '団体')]
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    parts = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(DiffPart("same", "".join(old[a:b])))
            continue
        if b > a:
            parts.append(DiffPart("delete", "".join(old[a:b])))
        if d > c:
            parts.append(DiffPart("insert", "".join(new[c:d])))
    return parts
