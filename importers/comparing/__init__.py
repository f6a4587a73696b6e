"""A file's rows beside the standing ones: the plan of an import, and what it writes. Pure: no database."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from importers.comparing.retiring import missing_items, retirement_candidates
from importers.comparing.settling import settled_ids
from importers.comparing.sides import Sides
from importers.comparing.writing import ComparedRows, Writing, compared_rows
from importers.drafting import Drafts
from importers.incoming import Incoming
from importers.matching import match
from importers.plan import Decisions, Plan
from importers.sequences import Chained
from importers.standing import Standing
from kpi_tracker.lib.records import replace

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True)
class Comparison:
    """A file beside what stands."""

    sides: Sides
    rows: ComparedRows
    decisions: Decisions

    @cached_property
    def plan(self) -> Plan:
        """Everything the import would do. Two plans with one fingerprint show and write the same.

        The fingerprint is of what the plan shows: a change elsewhere in the database does not ask for a new preview,
        nor does leaving a row out or retiring one, which changes no other row.
        """
        rows = Chained(self.rows.planned, tuple(retirement_candidates(self.sides)))
        issues = (*self.sides.incoming.issues, *missing_items(self.sides))
        fingerprint = hashlib.sha256(repr((len(rows), issues, sorted(self.decisions.same.items()))).encode())
        for row in rows:
            if row.kind != "unchanged" or row.issues:
                # The place is told otherwise once the file's own text is made: it says where, not what.
                fingerprint.update(repr(replace(row, place="")).encode())
        return Plan(rows, issues, fingerprint.hexdigest())

    def to_write(self) -> Drafts:
        """The drafts of the new and changed rows that are not left out, ready for the services."""
        return Writing(self.sides, self.rows, self.decisions).drafts()

    def to_retire(self) -> tuple[str, ...]:
        """The row ids that a person decided to retire, the rows of a retired item with it."""
        candidates = {row.row_id for row in retirement_candidates(self.sides)}
        chosen = self.decisions.retired & candidates
        standing = self.sides.standing.drafts
        pages = {sheet.row_id for sheet in standing.sheets if chosen.issuperset(sheet.item_row_ids)}
        chosen |= {row.row_id for row in standing.processes if row.sheet_row_id in pages}
        return tuple(sorted(chosen | {row.row_id for row in standing.listings if row.sheet_row_id in pages}))


def compare(incoming: Incoming, standing: Standing, decisions: Decisions) -> Comparison:
    """The file beside what stands, under what people decided so far."""
    same: dict[str, dict[str, str]] = defaultdict(dict)
    for key, row_id in decisions.same.items():
        table, _, ours = key.partition("/")
        same[table][ours] = row_id
    matches = match(incoming, standing, same)
    sides = Sides(incoming, standing, matches, settled_ids(incoming, standing, matches))
    return Comparison(sides, compared_rows(sides), decisions)
