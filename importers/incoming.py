"""What a file brings, as the rows that the services would write, for comparing it with what stands. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from importers.document import KpiRow, ProcessRow, Sheet, SourceDocument, WorkbookRow
from importers.drafting import Drafts, draft_rows
from importers.issues import Issue
from importers.workbook.cover import WHOLE
from importers.workbook.row_ids import with_row_ids

Row = Sheet | ProcessRow | KpiRow


@dataclass(frozen=True)
class Incoming:
    """drafts: every row with an id, of its own or made up for this file; given: the ids that the file itself carries.

    whole: whether the file speaks for the whole edition, so that what it leaves out may be retired; issues: of the
    document; row_issues, rows: the issues of a page or row, and where it stands in a workbook, by its id; above: by
    sheet of a workbook, the lines before its rows in the text that stands for the file; covers: as of SourceDocument.
    """

    drafts: Drafts
    fiscal_year: int | None = None
    given: frozenset[str] = frozenset()
    whole: bool = False
    issues: tuple[Issue, ...] = ()
    row_issues: Mapping[str, tuple[Issue, ...]] = field(default_factory=dict)
    rows: Mapping[str, WorkbookRow] = field(default_factory=dict)
    above: Mapping[str, int] = field(default_factory=dict)
    covers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def carries_segments(self) -> bool:
        """Whether the file has a place of its own for the parts of a progress cell: a table that covers some cells only
        has none, and what its reader cut out of the words is no word of the file."""
        return not self.covers

    @property
    def misses_rows(self) -> bool:
        """Whether a row that the file leaves out is missed: a table by itself holds the rows that someone chose."""
        return not self.covers or "pages" in self.covers


def incoming_of(document: SourceDocument, *, above: Mapping[str, int] | None = None) -> Incoming:
    """The rows of a document as its reader hands it on, in words: only what the file names itself has an id yet."""
    given = frozenset(row.row_id for row in _rows(document) if row.row_id)
    named = with_row_ids(document)
    row_issues: dict[str, tuple[Issue, ...]] = {}
    places: dict[str, WorkbookRow] = {}
    for row in _rows(named):
        if row.issues:
            row_issues[str(row.row_id)] = row.issues
        if not isinstance(row, Sheet) and row.at is not None:
            places[str(row.row_id)] = row.at
    told = {issue for issues in row_issues.values() for issue in issues}
    return Incoming(
        drafts=draft_rows(named),
        fiscal_year=document.fiscal_year,
        given=given,
        whole=document.front.get("scope", "").strip() == WHOLE,
        issues=tuple(issue for issue in document.issues if issue not in told),
        row_issues=row_issues,
        rows=places,
        above=above or {},
        covers=document.covers,
    )


def _rows(document: SourceDocument) -> Iterator[Row]:
    for sheet in document.sheets:
        yield sheet
        yield from sheet.processes
        yield from sheet.kpis
