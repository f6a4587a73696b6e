"""A comparison narrowed to what is asked for, and cut into pages. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kpi_tracker.lib.records import replace
from kpis.comparison.kinds import ChangeKind
from kpis.comparison.kpi_rows import KpiPair
from kpis.comparison.process_rows import CellPair
from kpis.comparison.records import Comparison, Section

_Fits = Callable[[CellPair | KpiPair], bool]


def under_item(comparison: Comparison, root: int) -> Comparison:
    """Only what stands under that item or on a page that it shares."""
    return Comparison(tuple(section for section in comparison.sections if root in section.roots))


def of_ministry(comparison: Comparison, name: str) -> Comparison:
    """Only the rows of that ministry, and the items without rows that it is named beside."""
    kept = [_with_rows(section, lambda pair: name in pair.ministries) for section in comparison.sections]
    return Comparison(
        tuple(section for section in kept if section.size or any(name in item.ministries for item in section.items))
    )


def of_kind(comparison: Comparison, kind: ChangeKind) -> Comparison:
    """Only the rows and items that changed in that way."""
    kept = [_with_rows(section, lambda pair: pair.has(kind)) for section in comparison.sections]
    return Comparison(
        tuple(section for section in kept if section.size or any(change.kind is kind for change in section.changes))
    )


def _with_rows(section: Section, fits: _Fits) -> Section:
    return replace(
        section,
        cells=tuple(pair for pair in section.cells if fits(pair)),
        kpis=tuple(pair for pair in section.kpis if fits(pair)),
    )


def pages_of(sections: Sequence[Section], most: int) -> list[tuple[Section, ...]]:
    """The sections on pages of at most so many rows; a section goes whole on a page unless it is longer than one."""
    pages: list[list[Section]] = [[]]
    left = most
    for part in (part for section in sections for part in _parts(section, most)):
        height = max(part.size, 1)
        if pages[-1] and height > left:
            pages.append([])
            left = most
        pages[-1].append(part)
        left -= height
    return [tuple(page) for page in pages]


def _parts(section: Section, most: int) -> Iterator[Section]:
    """The section, cut where it is longer than a page: its cells first, as it is printed."""
    for start in range(0, max(section.size, 1), most):
        after = max(start - len(section.cells), 0), max(start + most - len(section.cells), 0)
        yield replace(
            section,
            cells=section.cells[start : start + most],
            kpis=section.kpis[slice(*after)],
            is_continued=section.is_continued or start > 0,
        )
