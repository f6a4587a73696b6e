"""Percentages in prose, against the figures that they are printed beside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kpi_tracker.lib.fiscal_year import read_date
from kpi_tracker.lib.quantities import Quantity, read_quantity
from kpi_tracker.lib.readings import Baseline
from kpis.checks.comparing import baseline_of, final_targets, may_be_one_unit
from kpis.checks.facts import Cell, Check, Facts, Finding, KpiFacts, ProgressFacts, RowField
from kpis.checks.quoting import item_named, quote
from kpis.levels import is_figure
from kpis.wording import amount

_PERCENT = r"(?P<approx>約)?(?P<percent>\d{1,3}(?:\.\d+)?)%"
_CHANGE = re.compile(
    r"(?P<amount>約?\d[\d,.]*[兆億万千]{0,2}[^\d、。()]{0,6}?)の?(?:削減|縮減|減少|減|増加|増)"
    rf"\((?:(?P<base>[^()、。]{{2,12}}?)比で?)?{_PERCENT}の?(?:削減|縮減|減少|減|増加|増)"
)
"""「1104億円の削減（2013年度比で29%減）」."""
_SHARE = re.compile(
    r"(?P<whole>\d[\d,]*)(?P<unit>[一-鿿か]{1,4}?)(?:\([^()]*\))?のうち、?(?P<part>\d[\d,]*)(?P=unit)"
    rf"(?:において)?\({_PERCENT}\)"
)
"""「110圏域のうち、85圏域（77％）」."""


@dataclass(frozen=True)
class _Told:
    """A printed percentage and the one that the figures beside it give; base: what it is a percentage of."""

    words: str
    printed: Decimal
    reckoned: Decimal
    base: str
    approx: bool

    @property
    def differs(self) -> bool:
        """Whether rounding to the printed digits cannot explain the difference."""
        last = Decimal(1).scaleb(int(self.printed.as_tuple().exponent))
        return abs(self.printed - self.reckoned) > (last if self.approx else last / 2)


def _percentage_not_reckoned(facts: Facts) -> list[Finding]:
    findings = []
    for row in facts.kpis:
        for field in ("note", "actual"):
            for told in _told(row.words.get(field, ""), [row]):
                findings += _finding(row, "note" if field == "note" else "actual", told)
    for cell in facts.progress:
        rows = [r for r in facts.kpis if (r.edition, r.item_key) == (cell.edition, cell.item_key)]
        for told in _told(cell.words.get("progress", ""), rows):
            findings += _finding(cell, "progress", told)
    return findings


def _finding(row: KpiFacts | ProgressFacts, field: RowField, told: _Told) -> list[Finding]:
    if not told.differs:
        return []
    decimals = Decimal(1).scaleb(min(int(told.printed.as_tuple().exponent), 0) - 1)
    message = (
        f"{row.edition_name}の{item_named(row)}に{quote(told.words)}とありますが、"
        f"{told.base}に対しては{told.reckoned.quantize(decimals)}％です。"
    )
    kpi = row.kpi if isinstance(row, KpiFacts) else None
    return [Finding("percentage_not_reckoned", (Cell(row.key, field),), message, about=told.words, kpi=kpi)]


def _told(words: str, rows: list[KpiFacts]) -> Iterator[_Told]:
    text = unicodedata.normalize("NFKC", words)
    for found in _CHANGE.finditer(text):
        change = read_quantity(found["amount"])
        baseline = _baseline(change, found["base"], rows) if change else None
        if change and baseline:
            base = f"{baseline.fy}年度の{amount(baseline.value, baseline.unit)}" if baseline.fy else "初期値"
            yield _reckoned(found, abs(change.value), baseline.value, base)
    for found in _SHARE.finditer(text):
        part, whole = (Decimal(found[name].replace(",", "")) for name in ("part", "whole"))
        if whole:
            yield _reckoned(found, part, whole, f"{found['whole']}{found['unit']}")


def _reckoned(found: re.Match[str], part: Decimal, whole: Decimal, base: str) -> _Told:
    return _Told(found[0], Decimal(found["percent"]), part / abs(whole) * 100, base, found["approx"] is not None)


def _baseline(change: Quantity, base: str | None, rows: list[KpiFacts]) -> Baseline | None:
    """The one baseline of the rows, of the named year and of a unit that fits; None where there are none or several."""
    year = read_date(base) if base else None
    if base and year is None:
        return None
    known = {
        baseline
        for row in rows
        for target in final_targets(row)
        if target.kind == "ratio_change" and (baseline := baseline_of(row, target)) and baseline.value
        if year is None or baseline.fy == year.fiscal_year
        if may_be_one_unit(baseline.unit, change.unit)
    }
    return known.pop() if len(known) == 1 and is_figure(change.value) else None


CHECKS = (
    Check(
        "percentage_not_reckoned",
        "割合が記載の数値から計算できない",
        "割合と元の数値のどちらかが誤っているか、別の分母が使われています。",
        "分母に使った値を担当に確かめ、丸める前の値か、使った分母の記載を求めます。",
        _percentage_not_reckoned,
    ),
)
