"""How a finding speaks: both sides as printed, each with the edition that prints it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.checks.facts import Cell, KpiFacts, ProgressFacts, RowField
from kpis.series import as_of_of
from kpis.wording import amount, as_of_text, kind_in_sentence

_LONGEST_QUOTE = 60


def cells(rows: Iterable[KpiFacts | ProgressFacts], field: RowField) -> tuple[Cell, ...]:
    """The cell of this field in each row."""
    return tuple(Cell(row.key, field) for row in rows)


def named(row: KpiFacts) -> str:
    """KPI「…」."""
    return f"KPI「{row.name}」" if row.name else "名称のないKPI"


def item_named(row: KpiFacts | ProgressFacts) -> str:
    """改革項目「⑪…」, or how else the edition heads its rows."""
    return f"「{row.item_no}{row.item}」"


def quote(words: str) -> str:
    """The words as printed in 「」, on one line, cut where they are long.

    >>> quote("半減（2012年度\\n：1450）")
    '「半減（2012年度：1450）」'
    """
    line = "".join(words.splitlines())
    return f"「{line}」" if len(line) <= _LONGEST_QUOTE else f"「{line[:_LONGEST_QUOTE]}…」"


def cell_text(row: KpiFacts | ProgressFacts, field: RowField) -> str:
    """The words of a cell in 「」; a dash where it is empty."""
    return quote(row.words.get(field) or "－")


def places(rows: Sequence[KpiFacts]) -> list[str]:
    """Where each row is printed: the edition, with its item where the edition prints several of them."""
    editions = [row.edition for row in rows]
    return [
        f"{row.edition_name}（{row.item_no}{row.item}）" if editions.count(row.edition) > 1 else row.edition_name
        for row in rows
    ]


def side_by_side(rows: Sequence[KpiFacts], texts: Sequence[str]) -> str:
    """「○○では「A」、△△では「B」」 for rows with what each of them prints."""
    return "、".join(f"{place}では{text}" for place, text in zip(places(rows), texts, strict=True))


def actual_text(actual: ActualReading) -> str:
    """「「301団体」（2017年4月、速報値）」, the figure as printed."""
    kind = "" if actual.kind == "final" else f"、{kind_in_sentence(actual.kind)}"
    return f"「{actual.raw or amount(actual.value, actual.unit)}」（{as_of_text(as_of_of(actual))}{kind}）"


def target_text(target: TargetReading) -> str:
    """「「416団体」（2020年度まで）」, the target as printed."""
    words = target.raw or (amount(target.value, target.unit) if target.value is not None else "－")
    year = target.deadline_fy or target.fiscal_year
    return f"{quote(words)}（{f'{year}年度まで' if year else '達成時期の記載なし'}）"
