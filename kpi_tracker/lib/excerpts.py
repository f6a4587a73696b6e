"""The words around what a search found, as printed, the found ones apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi_tracker.lib.readings import Span
from kpi_tracker.lib.search import fold

BEFORE, LONGEST = 30, 140
"""Characters shown before the first word that is found, and altogether."""


@dataclass(frozen=True)
class ExcerptPart:
    """A run of printed words. is_found: they are what was searched for."""

    words: str
    is_found: bool = False


def excerpt(printed: str, terms: Iterable[str]) -> list[ExcerptPart]:
    """The words around the first place that has one of the terms, all places in them marked; [] where none has.

    terms: keys, see `kpi_tracker.lib.search`. What is left out is shown as 「…」.

    >>> [(part.words, part.is_found) for part in excerpt("窓口業務のＢＰＲに取り組む", ["bpr", "取組"])]
    [('窓口業務の', False), ('ＢＰＲ', True), ('に', False), ('取り組', True), ('む', False)]
    """
    folded = fold(printed)
    spans = _merged(sorted(span for term in terms for span in folded.find(term)))
    if not spans:
        return []
    begin = max(spans[0][0] - BEFORE, 0)
    stop = min(max(begin + LONGEST, spans[0][1]), len(printed))
    parts = [ExcerptPart("…")] if begin else []
    for start, end in spans:
        if end > stop:
            break
        parts += [ExcerptPart(printed[begin:start]), ExcerptPart(printed[start:end], is_found=True)]
        begin = end
    parts.append(ExcerptPart(printed[begin:stop]))
    if stop < len(printed):
        parts.append(ExcerptPart("…"))
    return [part for part in parts if part.words]


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The spans, those that touch each other as one. spans: in order."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
