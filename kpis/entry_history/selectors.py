"""What the page of an entry's history shows; the number of queries does not depend on the number of changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kpis.entries import KPIS, PROGRESS, EntryHeading, heading_of, kind_of
from reforms.answering import edits
from reforms.rights import Person
from reforms.row_history import RowState, row_states

COLUMNS = {
    KPIS.name: ("actual_words", "note_words", "target_words", "grade_words"),
    PROGRESS.name: ("progress_words", "outlook_words", "mark_words"),
}
ENTERED = {KPIS.name: ("actual_words", "note_words"), PROGRESS.name: COLUMNS[PROGRESS.name]}
"""What is put back: the words of the ministry, not those of the secretariat."""


@dataclass(frozen=True)
class ShownState:
    """can_come_back: the person may put it back, and its words are not those of today."""

    state: RowState
    can_come_back: bool


@dataclass(frozen=True)
class HistoryPage:
    """Everything the page shows. version: of the row as it is shown."""

    heading: EntryHeading
    states: list[ShownState]
    version: int


def history_page(entry: Any, person: Person) -> HistoryPage:
    """Every state of an entry, the latest first."""
    kind = kind_of(entry)
    states = row_states(entry, COLUMNS[kind.name])
    may_edit = edits(person, entry)
    entered = [[state.words[column] for column in ENTERED[kind.name]] for state in states]
    shown = [
        ShownState(state, can_come_back=may_edit and words != entered[0])
        for state, words in zip(states, entered, strict=True)
    ]
    return HistoryPage(heading_of(entry), shown, entry.version)
