"""A year's target and actual, printed in two lines of the form, that extraction joined into one cell."""

from __future__ import annotations

import re

from kpi_tracker.lib.japanese_text import normalise

_GAP = re.compile(r"(?<=\S) (?=[^\s(（【\[〔・●○◆■※])")
_BOUND = re.compile(r"(?:以上|以内|以下|未満|超|程度|維持|増加|減少|実施|推進|開始)[。]?$|。$")
_BOUND_AND_FIGURE = re.compile(r"(?P<target>.*?\d.*?(?:以上|以内|以下|未満))、?(?P<actual>(?:約|延べ|△|-)?\d.*)")
_FIGURE = re.compile(r"\d")
_COMPARED = re.compile("以上|以内|以下|未満")


def split_pair(text: str) -> tuple[str, str] | None:
    """The target and the actual that one cell holds, None where no place between them can be told.

    >>> split_pair("38時間以内 56.9時間"), split_pair("1,000人以上1,104人"), split_pair("約1,000団体")
    (('38時間以内', '56.9時間'), ('1,000人以上', '1,104人'), None)
    >>> split_pair("・安定的な運用を実施。 ・不稼働率：0.2%以下 安定的に運用（不稼働率0%）")
    ('・安定的な運用を実施。 ・不稼働率：0.2%以下', '安定的に運用（不稼働率0%）')
    """
    gaps = [found.start() for found in _GAP.finditer(text)]
    ended = [gap for gap in gaps if _BOUND.search(text[:gap])]
    at = ended[0] if ended else gaps[0] if len(gaps) == 1 else None
    if at is not None:
        return text[:at].strip(), text[at:].strip()
    found = _BOUND_AND_FIGURE.fullmatch(normalise(text).text) if not gaps else None
    return (text[: found.end("target")], text[found.start("actual") :]) if found else None


def is_pair_of_figures(text: str) -> bool:
    """Whether the cell holds a figure with 以上 or its like and then one without: a target and what was reached."""
    parts = split_pair(text)
    if parts is None:
        return False
    target, actual = (normalise(part).text for part in parts)
    return bool(_FIGURE.search(target) and _FIGURE.search(actual) and _COMPARED.search(target)) and not (
        _COMPARED.search(actual)
    )


def split_final(text: str, printed: str) -> tuple[str, str] | None:
    """The last year's target and the final one that one cell holds: the same kind of words twice.

    printed: the whole cell, whose bracket with the year belongs to the final target.
    """
    parts = split_pair(text)
    if parts is None or not printed.startswith(parts[0]):
        return None
    return parts
