"""Compared rows in the words of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from kpis.comparison.actual_changes import actual_changes
from kpis.comparison.kinds import GROUPS, ChangeKind
from kpis.comparison.records import Change, ComparedCell, ComparedItem, ComparedKpi, Pair, Section
from kpis.frozen import FrozenKpi
from kpis.old_and_new import OldAndNew, old_and_new
from kpis.shown import actual_text, shown_name
from reforms.frozen import FrozenProgress
from reforms.models import Publication, Rating
from reforms.progress_words import Part, whole_words, without_mark
from reforms.selectors import Link
from reforms.vocabulary import Vocabulary

PROPOSED = "旧の工程との対応は提案の段階で、まだ人が確かめていません。"


@dataclass(frozen=True)
class Ratings:
    """The ratings of either side: the printed grade of a KPI row, the marks of a progress cell."""

    heading: str
    new: list[Rating]
    old: list[Rating]

    @property
    def are_printed(self) -> bool:
        """Whether either side has any."""
        return bool(self.new or self.old)


@dataclass(frozen=True)
class ShownPair:
    """A row beside the one of the other publication. lead: 階層 and label; new_url, old_url: of the rows, "" where no
    page shows them."""

    anchor: str
    lead: str
    title: str
    kinds: list[str]
    remarks: list[str]
    has_new: bool
    has_old: bool
    new_url: str
    old_url: str
    cells: list[OldAndNew]
    ratings: Ratings

    @property
    def height(self) -> int:
        """How many lines the row takes beneath its heading."""
        return len(self.cells) + self.ratings.are_printed


@dataclass(frozen=True)
class ShownSection:
    """One item, or several that share a page. renamed: the name before and now, where it changed."""

    anchor: str
    items: list[Link]
    kinds: list[str]
    renamed: OldAndNew | None
    is_continued: bool
    cells: list[ShownPair]
    kpis: list[ShownPair]


@dataclass(frozen=True)
class PrintedKpi:
    """What is published of a KPI row."""

    tier: int | None
    grade: Rating | None
    content: FrozenKpi


@dataclass(frozen=True)
class PrintedCell:
    """What is published of a progress row. order: names it on its page."""

    order: int
    content: FrozenProgress


@dataclass(frozen=True)
class Printed:
    """What the shown rows hold, by primary key of the published row; items of either side by their root."""

    new: Publication
    old: Publication
    kpis: Mapping[int, PrintedKpi]
    cells: Mapping[int, PrintedCell]
    marks: Mapping[int, Rating]
    new_items: Mapping[int, ComparedItem]
    old_items: Mapping[int, ComparedItem]

    @property
    def words(self) -> Vocabulary:
        """The headings of the new publication."""
        return self.new.round.edition.vocabulary

    def new_url(self, row: ComparedCell | ComparedKpi | None, anchor: str) -> str:
        """The row on the page of its item, which shows what is published now."""
        return _row_url(row, self.new_items, anchor) if row and self.new.is_current else ""

    def old_url(self, row: ComparedCell | ComparedKpi | None, anchor: str) -> str:
        """As `new_url`."""
        return _row_url(row, self.old_items, anchor) if row and self.old.is_current else ""


def _row_url(row: ComparedCell | ComparedKpi, items: Mapping[int, ComparedItem], anchor: str) -> str:
    return f"{_item_url(items[row.items[0]])}#{anchor}" if row.items else ""


def _item_url(item: ComparedItem) -> str:
    return reverse("kpis:item", args=(item.item,))


def shown_section(section: Section, printed: Printed) -> ShownSection:
    """The section with all its words."""
    items = section.new_items or section.old_items
    is_current = printed.new.is_current if section.new_items else printed.old.is_current
    return ShownSection(
        anchor=f"item-{items[0].item}",
        items=[Link(f"{item.number}{item.name}", _item_url(item) if is_current else "") for item in items],
        kinds=_labels(section.changes),
        renamed=_renamed(section),
        is_continued=section.is_continued,
        cells=[_shown_cell(pair, printed) for pair in section.cells],
        kpis=[_shown_kpi(pair, printed) for pair in section.kpis],
    )


def _renamed(section: Section) -> OldAndNew | None:
    if not any(change.kind is ChangeKind.ITEM_RENAMED for change in section.changes):
        return None
    before, after = ("、".join(item.name for item in side) for side in (section.old_items, section.new_items))
    return old_and_new("改革項目", before, after)


def _labels(changes: Iterable[Change]) -> list[str]:
    """The names of the kinds, in the order in which a page counts them, each once."""
    kinds = {change.kind for change in changes}
    return [label for labels in GROUPS.values() for kind, label in labels.items() if kind in kinds]


def _shown_cell(pair: Pair[ComparedCell], printed: Printed) -> ShownPair:
    new = [printed.cells[pair.new.key]] if pair.new else []
    old = [printed.cells[row.key] for row in pair.old]
    words = printed.words
    first = pair.old[0] if pair.old else None
    return ShownPair(
        anchor=f"cell-{pair.rows[0].key}",
        lead="",
        title="",
        kinds=_labels(pair.changes),
        remarks=[PROPOSED] if pair.is_proposed else [],
        has_new=bool(new),
        has_old=bool(old),
        new_url=printed.new_url(pair.new, f"process-{new[0].order}" if new else ""),
        old_url=printed.old_url(first, f"process-{old[0].order}" if old else ""),
        cells=[
            old_and_new(words.process, _processes(old), _processes(new)),
            old_and_new(words.progress, _progress(old), _progress(new)),
            *_unless_blank(old_and_new(words.outlook, _outlook(old), _outlook(new))),
        ],
        ratings=Ratings("印", _marks(new, printed.marks), _marks(old, printed.marks)),
    )


def _processes(cells: Sequence[PrintedCell]) -> str:
    return "\n".join(process.words for cell in cells for process in cell.content.processes)


def _progress(cells: Sequence[PrintedCell]) -> str:
    segments = [segment for cell in cells for segment in cell.content.segments]
    return whole_words(
        Part(one.label, without_mark(one.progress, one.mark_words if one.mark else "")) for one in segments
    )


def _outlook(cells: Sequence[PrintedCell]) -> str:
    return whole_words(Part(one.label, one.outlook) for cell in cells for one in cell.content.segments)


def _marks(cells: Sequence[PrintedCell], marks: Mapping[int, Rating]) -> list[Rating]:
    printed = [segment.mark for cell in cells for segment in cell.content.segments if segment.mark]
    return [marks[mark] for mark in dict.fromkeys(printed)]


def _shown_kpi(pair: Pair[ComparedKpi], printed: Printed) -> ShownPair:
    new = printed.kpis[pair.new.key] if pair.new else None
    old = printed.kpis[pair.old[0].key] if pair.old else None
    shown = new or old
    first = pair.old[0] if pair.old else None
    return ShownPair(
        anchor=f"kpi-{pair.rows[0].key}",
        lead=_lead(shown, printed.words) if shown else "",
        title=shown_name(shown.content, printed.words.kpi) if shown else "",
        kinds=_labels(pair.changes),
        remarks=list(_remarks(pair, printed)),
        has_new=new is not None,
        has_old=old is not None,
        new_url=printed.new_url(pair.new, f"kpi-{pair.new.listing}" if pair.new else ""),
        old_url=printed.old_url(first, f"kpi-{first.listing}" if first else ""),
        cells=[]
        if pair.rows[0].is_heading
        else _kpi_cells(old.content if old else None, new.content if new else None, printed.words),
        ratings=Ratings(
            printed.words.grade,
            [new.grade] if new and new.grade else [],
            [old.grade] if old and old.grade else [],
        ),
    )


def _lead(row: PrintedKpi, words: Vocabulary) -> str:
    relisted = "再掲" if row.content.is_relisted else ""
    return "・".join(one for one in (words.tier_label(row.tier), row.content.label, relisted) if one)


def _kpi_cells(old: FrozenKpi | None, new: FrozenKpi | None, words: Vocabulary) -> list[OldAndNew]:
    """The name where it changed, the actual value of whatever is measured, and what else says something."""
    name = old_and_new(words.kpi, old.name if old else "", new.name if new else "")
    target = old_and_new(words.target, old.target_words if old else "", new.target_words if new else "")
    actual = old_and_new(words.actual, old.actual_words if old else "", new.actual_words if new else "")
    note = old_and_new(words.note, old.note_words if old else "", new.note_words if new else "")
    is_renamed = bool(old and new) and not name.is_same
    return [*([name] if is_renamed else []), *_unless_blank(target), actual, *_unless_blank(note)]


def _unless_blank(cell: OldAndNew) -> list[OldAndNew]:
    return [cell] if cell.before or cell.after else []


def _remarks(pair: Pair[ComparedKpi], printed: Printed) -> Iterable[str]:
    """What the marked words alone do not say."""
    if pair.new is None or not pair.old:
        return
    old = pair.old[0]
    for change in actual_changes(old.actuals, pair.new.actuals):
        yield f"{change.kind.label}：{actual_text(change.before)} → {actual_text(change.after)}"
    if pair.has(ChangeKind.KPI_MOVED):
        names = "、".join(f"「{printed.old_items[root].number}{printed.old_items[root].name}」" for root in old.items)
        yield f"旧では{names}に載っていました。"
