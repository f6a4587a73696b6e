"""Counts in prose: 「23圏域のうち、15圏域において…設定済み」 in one cell against another cell of the same item."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kpis.checks.facts import Cell, Check, Facts, Finding, KpiFacts, ProgressFacts, RowField
from kpis.checks.ordering import grouped, natural_key, order_of
from kpis.checks.quoting import item_named, quote

_COUNT = re.compile(
    r"(?P<whole>\d[\d,]*)(?P<unit>[一-鿿か]{1,4}?)(?:\([^()]*\))?"
    r"(?:のうち、?(?P<part>\d[\d,]*)(?P=unit))?(?:において|で|が|は)[^。\n\d]{0,60}?(?P<act>[一-鿿]{2})済み?"
)
"""「N圏域（…を除く）のうち、M圏域において…設定済み」; without のうち all of the N have."""


@dataclass(frozen=True)
class _Count:
    """part of whole units have done act, as a cell says."""

    cell: Cell
    place: str
    words: str
    whole: int
    part: int
    unit: str
    act: str


def _conflicting_counts(facts: Facts) -> list[Finding]:
    """A KPI cell against the progress cells of its item that count the same whole and act."""
    findings = []
    for rows in grouped(sorted(facts.kpis, key=order_of), lambda row: (row.edition, row.item_key)):
        told = [count for cell in _progress_of(facts, rows[0]) for count in _counts(cell, "progress", "改革工程の進捗")]
        for row in rows:
            for count in _counts(row, "actual", f"KPI「{row.name}」の実績値"):
                differing = [other for other in told if _is_same_count(count, other) and other.part != count.part]
                if differing:
                    findings.append(_conflict(row, count, differing))
    return findings


def _progress_of(facts: Facts, row: KpiFacts) -> list[ProgressFacts]:
    cells = [c for c in facts.progress if (c.edition, c.item_key) == (row.edition, row.item_key)]
    return sorted(cells, key=lambda cell: natural_key(cell.key))


def _counts(row: KpiFacts | ProgressFacts, field: RowField, place: str) -> Iterator[_Count]:
    text = unicodedata.normalize("NFKC", row.words.get(field, ""))
    for found in _COUNT.finditer(text):
        whole = int(found["whole"].replace(",", ""))
        part = int(found["part"].replace(",", "")) if found["part"] else whole
        yield _Count(Cell(row.key, field), place, found[0], whole, part, found["unit"], found["act"])


def _is_same_count(one: _Count, other: _Count) -> bool:
    return (one.whole, one.unit, one.act) == (other.whole, other.unit, other.act)


def _conflict(row: KpiFacts, count: _Count, differing: list[_Count]) -> Finding:
    parts = "・".join(dict.fromkeys(f"{other.part}{other.unit}" for other in differing))
    message = (
        f"{row.edition_name}の改革項目{item_named(row)}で、{count.act}済みの{count.unit}の数が、"
        f"{count.place}では{count.part}{count.unit}、改革工程の進捗では{parts}です"
        f"（{quote(count.words)}、{quote(differing[0].words)}）。"
    )
    cells = tuple(dict.fromkeys((count.cell, *(other.cell for other in differing))))
    return Finding("conflicting_counts", cells, message, about=f"{count.whole}{count.unit} {count.act}", kpi=row.kpi)


CHECKS = (
    Check(
        "conflicting_counts",
        "KPIと進捗の文で数が違う",
        "同じ母数のうち済んだ数が同じ頁で食い違うと、進捗を数えられません。",
        "数えているものが同じかを担当に確かめ、同じなら誤っている方の訂正を依頼します。",
        _conflicting_counts,
    ),
)
