"""The two sides of a comparison: the file's rows under their settled ids, and the standing ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from importers.comparing.covering import with_uncovered, with_unsaid_repeats
from importers.comparing.settling import SettledIds, settled
from importers.drafting import Drafts
from importers.incoming import Incoming
from importers.issues import Issue
from importers.matching import Matches, TableMatch
from importers.plan import CellChange, PlannedRow, RowKind, TableName
from importers.standing import Standing
from kpi_tracker.lib.records import replace
from reforms.drafts import PlaceDraft, ProgressDraft

LONGEST_KEY = 80
"""Characters of a key that a batch keeps."""


@dataclass(frozen=True)
class Sides:
    """A file beside what stands, its rows matched."""

    incoming: Incoming
    standing: Standing
    matches: Matches
    ids: SettledIds

    @cached_property
    def ours(self) -> Drafts:
        """The file's rows under the ids they will have, whole: what the file has no column for is as it stands."""
        rows = settled(self.incoming.drafts, self.ids)
        rows = with_uncovered(rows, replace(self.standing.drafts, progress=self.standing_cells), self.incoming.covers)
        return with_unsaid_repeats(rows, self.standing.drafts, self.incoming.given)

    @cached_property
    def standing_cells(self) -> Sequence[ProgressDraft]:
        """The standing progress cells, each under the id of the process that bears it in the file."""
        return [replace(cell, row_id=self.bearer(cell)) for cell in self.standing.drafts.progress]

    def bearer(self, cell: ProgressDraft) -> str:
        """The process of the file that bears a standing progress cell: one that comes back with the file bears its own
        again."""
        return cell.row_id if cell.row_id in self._coming_back else cell.stands_at

    @cached_property
    def _coming_back(self) -> Set[str]:
        return set(self.ids.processes.values()).difference(row.row_id for row in self.standing.drafts.processes)

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """By the id that a row will have the one it has in the file."""
        ids = self.ids
        rows = (*ids.items.items(), *ids.pages.items(), *ids.processes.items(), *ids.listings.items())
        return {settled_id: row_id for row_id, settled_id in rows}

    @cached_property
    def item_names(self) -> Mapping[str, str]:
        """What people call each item, by its id on either side."""
        return {item.row_id: f"{item.number}{item.name}" for item in (*self.standing.drafts.items, *self.ours.items)}

    @cached_property
    def items_of_pages(self) -> Mapping[str, tuple[str, ...]]:
        """The items of each page, by its id on either side."""
        pages = (*self.standing.drafts.sheets, *self.ours.sheets)
        return {sheet.row_id: sheet.item_row_ids for sheet in pages}

    def item_title(self, page: str) -> str:
        """What people call the items of a page."""
        return " ／ ".join(self.item_names.get(item, "") for item in self.items_of_pages.get(page, ()))


@dataclass(frozen=True)
class FileRow:
    """What every planned row of a file is made with. row_id: its id in the file; match: of its table."""

    table: TableName
    row_id: str
    settled_id: str
    match: TableMatch
    item: str
    title: str
    place: PlaceDraft | None

    @property
    def key(self) -> str:
        """What the row is called in decisions."""
        return key_of(self.table, self.row_id)

    @property
    def likely_id(self) -> str:
        """The standing row that it is compared with: the first candidate of a row that is not decided."""
        candidates = self.match.undecided.get(self.row_id)
        return candidates[0].row_id if candidates else self.settled_id

    def kind(self, is_standing: bool, changes: Collection[CellChange]) -> RowKind:
        """What becomes of the row."""
        if self.row_id in self.match.undecided:
            return "undecided"
        if not is_standing:
            return "new"
        return "changed" if changes else "unchanged"

    def planned(self, kind: RowKind, sides: Sides, **found: object) -> PlannedRow:
        """The row as a plan shows it."""
        candidates = self.match.undecided.get(self.row_id, ())
        row_id = "" if candidates else self.settled_id
        place = place_words(self.row_id, self.place, sides)
        return PlannedRow(
            self.key,
            self.table,
            row_id,
            self.item,
            self.title,
            kind,
            candidates=candidates,
            place=place,
            **found,  # type: ignore[arg-type]  # changes and issues, as PlannedRow has them
        )


def key_of(table: str, row_id: str) -> str:
    """The key of a row of the file.

    >>> key_of("kpi", "2017-s01-k01")
    'kpi/2017-s01-k01'
    """
    return f"{table}/{row_id}"[:LONGEST_KEY]


def place_words(row_id: str, place: PlaceDraft | None, sides: Sides) -> str:
    """Where the file has a row, in words."""
    at = sides.incoming.rows.get(row_id)
    if at is not None:
        return f"シート「{at.sheet}」{at.row}行目"
    if place is None:
        return ""
    sheet = f"シート「{place.sheet}」" if place.sheet else ""
    last = f"–{place.line_to}" if place.line_to > place.line_from else ""
    return f"{sheet}{place.line_from}{last}行目"


def told_issues(row_id: str, kind: RowKind, fresh: Iterable[Issue], sides: Sides) -> tuple[Issue, ...]:
    """The issues that the preview shows of a row: of cells of the file that cannot be read always, others where the row
    is new or changed. What a row that the file names says of its source is known already."""
    stated = sides.incoming.row_issues.get(row_id, ())
    of_cells = [issue for issue in stated if issue.is_of_a_workbook_cell]
    others = () if row_id in sides.incoming.given else (issue for issue in stated if not issue.is_of_a_workbook_cell)
    doubts: Iterator[Issue] = map(_doubt, (*others, *fresh))
    return (*of_cells, *(() if kind == "unchanged" else dict.fromkeys(doubts)))


def _doubt(issue: Issue) -> Issue:
    """What a source prints illegibly stays as words with its issue; only a cell of the file can be mended there."""
    return replace(issue, severity="warning") if issue.severity == "error" else issue
