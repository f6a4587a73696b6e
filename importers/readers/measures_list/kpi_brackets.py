"""What a bracket in a KPI cell says: a target, a milestone, a target still to be set, a state, or part of the name."""

from __future__ import annotations

import re
from typing import Literal

from kpi_tracker.lib.actuals import read_actual_cell
from kpi_tracker.lib.japanese_text import normalise
from kpi_tracker.lib.promised_times import PromisedTime, find_times
from kpi_tracker.lib.quantities import VAGUE_NUMBER
from kpi_tracker.lib.targets import read_target_cell

Role = Literal["target", "milestone", "unset", "state", "mixed", "several", "undated", "name"]
TAKEN_OUT: tuple[Role, ...] = ("target", "milestone", "unset", "state", "mixed")
"""The roles of words that are no part of the KPI's name."""
_COMPARED = re.compile(r"(?:の)?(?:実績|水準|値)?(?:比|対比|並み?|と比)")
_STATE = re.compile(r"(?:末|初)?(?:の)?(?:時点|現在|当初|実績|現状)")
_ARROW = re.compile("[→⇒➡]")
_NOW = re.compile(r"^(?:現状|現在|実績|直近)")


def role_of(words: str, name: str | None = None) -> Role:
    """What the words of a bracket, or behind a colon, do for the KPI they stand beside.

    A target has a number and a deadline. "undated" is a number without either date or word that makes it a state;
    "mixed" holds a state and another figure, or says from where to where.

    >>> role_of("令和2年度:60件"), role_of("令和元年度前半"), role_of("令和元年度までに設定予定")
    ('target', 'milestone', 'unset')
    >>> role_of("2017年度末時点で約98万世帯"), role_of("数件程度"), role_of("地方公共団体等")
    ('state', 'undated', 'name')
    """
    targets = read_target_cell(words, name).targets
    if any(target.kind == "undetermined" for target in targets):
        return "unset"
    figures = [target for target in targets if target.value is not None]
    dates = deadlines_in(words)
    if len(figures) > 1 and (is_state(words) or _ARROW.search(words)):
        return "mixed"
    if is_state(words) and read_actual_cell(words).actuals:
        return "state"
    if any(target.deadline_fy for target in figures) and dates:
        return "target"
    if dates:
        return "milestone"
    return "undated" if figures or VAGUE_NUMBER.search(normalise(words).text) else "name"


def is_of_target(words: str) -> bool:
    """Whether the words of a bracket close a KPI: they say by when, or of when they speak."""
    return role_of(words) in TAKEN_OUT


def is_state(words: str) -> bool:
    """Whether the words say how things stood: 2017年度末時点で, 令和元年度当初, 現状."""
    text = normalise(words).text
    behind_dates = (_STATE.match(text, time.reading.span[1]) for time in _dates(text) if time.reading)
    ends = (time.reading and time.reading.raw.endswith(("当初", "初")) for time in _dates(text))
    return any(behind_dates) or any(ends) or bool(_NOW.match(text))


def deadlines_in(words: str) -> list[PromisedTime]:
    """The times by which something is to be: not those that a figure is compared with or that it was measured at."""
    text = normalise(words).text
    return [time for time in _dates(text) if not _is_compared(text, time) and not _is_measured(text, time)]


def _dates(text: str) -> list[PromisedTime]:
    return [time for time in find_times(text, 0, len(text)) if time.reading or time.shift is not None]


def _is_compared(text: str, time: PromisedTime) -> bool:
    return bool(_COMPARED.match(text, time.reading.span[1] if time.reading else time.end))


def _is_measured(text: str, time: PromisedTime) -> bool:
    return bool(_STATE.match(text, time.reading.span[1] if time.reading else time.end))
