"""The KPIs of a measure as rows: name, target, state and commitments parted from each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from importers.document import KpiRow, Place
from importers.readers.measures_list.brackets import groups_of
from importers.readers.measures_list.cells import Cell
from importers.readers.measures_list.kpi_brackets import TAKEN_OUT, Role, deadlines_in, role_of
from importers.readers.measures_list.kpi_issues import issues_of
from importers.readers.measures_list.kpi_items import KpiItem, items_of
from importers.readers.measures_list.milestones import deadline_in_name, milestones_in, setting_of
from kpi_tracker.lib.actuals import read_actual_cell
from kpi_tracker.lib.japanese_text import normalise
from kpi_tracker.lib.promised_times import find_times
from kpi_tracker.lib.readings import Baseline
from kpi_tracker.lib.records import replace
from kpi_tracker.lib.targets import read_target_cell

_NOT_SET = re.compile(r"\s*(?:KPI(?:は|を|:)?)?(?:未設定|未定|設定予定|検討中|調整中)(?=[\s(\[【。、:]|$)")
_BEHIND_NAME = re.compile(r"[:：\s]\s*$")
_STATEMENT_END = re.compile(
    r"(?:以上|以下|以内|程度)?(?:[にへをまで]{0,2}(?:増加|削減|減少|拡大|縮小|向上|低減|圧縮|短縮|達成|実現|普及|導入|整備|引き?上げ|引き?下げ"
    r"|すること|する|を?目指す|とする)){0,3}[。]?"
)


@dataclass(frozen=True)
class KpiParts:
    """name: without what says target or state; role: of the words taken out of it; words: those words."""

    name: str | None
    role: Role = "name"
    words: str | None = None


def kpi_rows(cell: Cell, tier: Literal[1, 2]) -> tuple[KpiRow, ...]:
    """The rows of one KPI cell in printed order."""
    return tuple(_row(item, cell, tier) for item in items_of(cell.blocks))


def parts_of(text: str) -> KpiParts:
    """The parts of one KPI as printed. Where the whole is a target, it is the name too: no other is printed.

    >>> parts_of("接続機関数(令和2年度:80機関)")
    KpiParts(name='接続機関数', role='target', words='令和2年度:80機関')
    >>> parts_of("未設定(令和元年度中に検討)")
    KpiParts(name=None, role='unset', words='未設定(令和元年度中に検討)')
    """
    if _NOT_SET.match(normalise(text).text):
        return KpiParts(None, "unset", text)
    statement = KpiParts(text, "target", text) if _is_statement(text) else None
    return _behind_name(text) or statement or _behind_bracket(text) or KpiParts(text)


def _is_statement(text: str) -> bool:
    """「令和5年度を目途に3割削減(平成27年度比。)」: number and deadline stand outside every bracket, and nothing else
    follows the number."""
    groups = groups_of(text)
    outside = text[: groups[0].start] if groups else text
    targets = [target for target in read_target_cell(outside).targets if target.value is not None]
    if not targets or not all(target.deadline_fy for target in targets) or not deadlines_in(outside):
        return False
    return bool(_STATEMENT_END.fullmatch(outside[targets[-1].span[1] :].strip()))


def _behind_bracket(text: str) -> KpiParts | None:
    """The bracket that says target or state, and the words around it as the name; of several, the whole is both."""
    found = []
    for group in groups_of(text):
        name = (text[: group.start] + text[group.end :]).strip(" 　")
        role = role_of(group.inner, name)
        if role in TAKEN_OUT and name:
            found.append(KpiParts(name, role, group.inner.strip()))
    if len(found) > 1:
        return KpiParts(text, "several", text)
    return found[0] if found else None


def _behind_name(text: str) -> KpiParts | None:
    """「導入団体数：令和5年度末までに100団体」: the first date behind a colon or a space begins the target."""
    printed = normalise(text)
    for time in find_times(printed.text, 0, len(printed.text)):
        before = printed.text[: time.start]
        if not time.reading or not _BEHIND_NAME.search(before) or not before.strip(" :"):
            continue
        start = printed.original_span(time.start, time.end)[0]
        name, words = text[:start].rstrip(" 　:："), text[start:]
        role = role_of(words, name)
        return KpiParts(name, role, words) if role in TAKEN_OUT else None
    return None


def _row(item: KpiItem, cell: Cell, tier: Literal[1, 2]) -> KpiRow:
    parts = parts_of(item.text)
    row = KpiRow(
        tier=tier,
        label=None,
        name=parts.name,
        lines=(cell.line, cell.line),
        group=item.group,
        places={"name": _place(cell, item.text)},
    )
    row = _with_words(row, parts, cell)
    return replace(row, issues=tuple(issues_of(row, item, parts.role, cell)))


def _with_words(row: KpiRow, parts: KpiParts, cell: Cell) -> KpiRow:
    words = parts.words
    if words is None:
        return replace(row, promises=deadline_in_name(row.name or ""))
    place = _place(cell, words)
    if parts.role == "state":
        places = {**row.places, "actual_raw": place}
        return replace(row, actual_raw=words, baseline=_baseline(words), places=places)
    row = replace(row, target_raw=words, places={**row.places, "target_raw": place})
    if parts.role == "unset":
        return replace(row, promises=setting_of(words))
    return replace(row, promises=milestones_in(words, row.name)) if parts.role == "milestone" else row


def _baseline(words: str) -> Baseline | None:
    """The state a KPI starts from, as printed beside its name."""
    actuals = read_actual_cell(words).actuals
    if len(actuals) != 1:
        return None
    dates = [time for time in find_times(normalise(words).text, 0, len(normalise(words).text)) if time.reading]
    return Baseline(actuals[0].value, actuals[0].unit, dates[0].fiscal_year if dates else None)


def _place(cell: Cell, words: str) -> Place:
    return replace(cell.place, words=words)
