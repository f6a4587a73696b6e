"""What the pages of 入力 show: plain records, filled by the selectors."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from kpis.entry_reading.shown import Choice, ShownReading
from kpis.selectors.entry_links import EntryLinks
from reforms.models import Rating, ReportingRound
from reforms.vocabulary import Vocabulary


@dataclass(frozen=True)
class EntryField:
    """A field of a row. previous: last year's words, "" if there are none; choices: of a field that is chosen."""

    name: str
    label: str
    value: str
    previous: str
    may_edit: bool
    choices: Sequence[Choice] = ()


@dataclass(frozen=True)
class OtherRow:
    """Another row of the same KPI. url: "" where the person does not see it."""

    key: str
    title: str
    url: str


@dataclass(frozen=True)
class SegmentRow:
    """A part of a progress cell. may_undo: the last change was the person's own; label: "" where its title says it."""

    key: str
    title: str
    label: str
    version: int
    url: str
    undo_url: str
    may_edit: bool
    may_undo: bool
    is_todo: bool
    ministries: list[str]
    fields: list[EntryField]
    warnings: list[str] = field(default_factory=list)
    links: EntryLinks | None = None


@dataclass(frozen=True)
class KpiRow:
    """A KPI row. grade: the last printed one; follows: the row that is entered for this one where it is 再掲; reasons:
    the codes to choose from where it shall say something else; is_apart: whether it does; followers: the rows that it
    is entered for."""

    key: str
    title: str
    label: str
    tier: str
    version: int
    url: str
    undo_url: str
    reading_url: str
    may_edit: bool
    may_undo: bool
    is_todo: bool
    is_heading: bool
    target_words: str
    grade: Rating | None
    ministries: list[str]
    fields: list[EntryField]
    reading: ShownReading | None
    follows: OtherRow | None
    reasons: Sequence[Choice]
    followers: list[OtherRow]
    is_apart: bool = False
    links: EntryLinks | None = None


@dataclass(frozen=True)
class MissingWords:
    """What a row lacks before it can be handed in. words: which row and what to do; url: of the row."""

    key: str
    words: str
    url: str


@dataclass(frozen=True)
class ShownPart:
    """A ministry's part of an item. shape, colour_role: as of a badge; returned_reason: "" unless it was returned."""

    ministry: str
    ministry_pk: int
    state: str
    state_words: str
    shape: str
    colour_role: str
    returned_reason: str
    may_submit: bool
    may_withdraw: bool
    missing: list[MissingWords]


@dataclass(frozen=True)
class WorksheetItem:
    """An item with the rows that the person sees and the filters leave."""

    pk: int
    number: str
    heading: str
    url: str
    anchor: str
    parts: list[ShownPart]
    segments: list[SegmentRow]
    kpis: list[KpiRow]


@dataclass(frozen=True)
class ItemStanding:
    """How an item stands for the person. left: rows that are still to be entered; url: its rows alone."""

    number: str
    heading: str
    url: str
    parts: list[ShownPart]
    left: int


@dataclass(frozen=True)
class Tab:
    """A choice of rows."""

    label: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class WorksheetPage:
    """Everything the worksheet shows. year: of the words before, "" where nothing was published before."""

    round: ReportingRound
    label: str
    programme: str
    year: str
    due_on: datetime.date | None
    days_left: int | None
    total: int
    entered: int
    left: int
    standings: list[ItemStanding]
    tabs: list[Tab]
    items: list[WorksheetItem]
    words: Vocabulary
    presence_url: str
    submit_url: str
    withdraw_url: str
    all_url: str


@dataclass(frozen=True)
class OpenRound:
    """A round that the person enters into. parts: of items × ministries; days_left: below zero once it is overdue."""

    pk: int
    label: str
    programme: str
    url: str
    due_on: datetime.date | None
    days_left: int | None
    total: int
    entered: int
    left: int
    parts: int
    submitted: int
    returned: int
    standings: list[ItemStanding]
