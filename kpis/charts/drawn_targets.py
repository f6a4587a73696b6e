"""Which targets of a panel share a line, and what a legend calls the editions that print them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi_tracker.lib.records import replace
from kpis.charts.bars import Bar
from kpis.charts.lanes import Lane

SHORTEST_NAME = 10
"""Characters of an edition's name that a legend shows at least; the table below the figure has it in full."""


@dataclass(frozen=True)
class DrawnTarget:
    """What one edition asks of a lane, or several editions alike: one line.

    place: of the lane among those drawn, from 0; bars: of the oldest of the editions; again: the first bar of each
    later one.
    """

    place: int
    lane: Lane
    bars: tuple[Bar, ...]
    editions: tuple[str, ...]
    again: tuple[Bar, ...] = ()

    @property
    def was_lowered(self) -> bool:
        """Whether a later edition asks for less."""
        return any(bar.was_lowered for bar in self.bars)


def drawn_targets(lanes: Sequence[Lane]) -> list[DrawnTarget]:
    """The lines in the order of lanes and editions. Editions that ask the same share one of them."""
    found: dict[tuple[object, ...], DrawnTarget] = {}
    for place, lane in enumerate(lanes):
        for edition in dict.fromkeys(bar.line.edition for bar in lane.bars):
            bars = tuple({_asked(bar): bar for bar in lane.bars if bar.line.edition == edition}.values())
            key = (place, *map(_asked, bars))
            same = found.get(key)
            found[key] = (
                replace(same, editions=(*same.editions, edition), again=(*same.again, bars[0]))
                if same
                else DrawnTarget(place, lane, bars, (edition,))
            )
    return list(found.values())


def lines_over(targets: Sequence[DrawnTarget], number: int) -> int:
    """How many of the later lines lie on this one: somewhere at the same height."""
    own = {bar.bound for bar in targets[number].bars}
    return sum(any(bar.bound in own for bar in later.bars) for later in targets[number + 1 :])


def _asked(bar: Bar) -> tuple[object, ...]:
    return bar.in_words, bar.bound, bar.line.deadline, bar.line.reading.fiscal_year, bar.was_lowered


def short_names(editions: Iterable[str]) -> dict[str, str]:
    """The beginning of each name that no other shares, with 「…」 for what is left out.

    >>> list(short_names(["改革工程表（2016年末時点の進捗）", "改革工程表（2017年末時点の進捗）", "施策一覧"]).values())
    ['改革工程表（2016…', '改革工程表（2017…', '施策一覧']
    """
    names = list(dict.fromkeys(editions))
    return {name: _short(name, [other for other in names if other != name]) for name in names}


def _short(name: str, others: list[str]) -> str:
    lengths = range(SHORTEST_NAME, len(name))
    own = next((length for length in lengths if not any(other.startswith(name[:length]) for other in others)), None)
    return name if own is None or own == len(name) - 1 else f"{name[:own]}…"
