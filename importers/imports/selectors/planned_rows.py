"""One planned row as the preview shows it."""

from __future__ import annotations

from dataclasses import dataclass

from importers.imports.cells import ShownChange, shown_change
from importers.imports.choices import Choice, choices_of
from importers.imports.filters import TABLES
from importers.imports.issues import ShownIssue, shown_issue
from importers.models import PreviewRow
from importers.plan import row_from_json

UNREADABLE = "（名称が読み取れません）"


@dataclass(frozen=True)
class ShownRow:
    """A planned row. name: of its field in the form; chosen: the decision that stands, "" none.

    has_before: whether there is something now to set beside its cells; for a new row there is not.
    """

    pk: int
    name: str
    kind: str
    table: str
    item: str
    title: str
    place: str
    changes: list[ShownChange]
    has_before: bool
    issues: list[ShownIssue]
    choices: list[Choice]
    chosen: str
    is_waiting: bool


def shown_row(row: PreviewRow) -> ShownRow:
    """The row in words."""
    planned = row_from_json(row.content)
    return ShownRow(
        pk=row.pk,
        name=f"row-{row.pk}",
        kind=row.get_kind_display(),
        table=TABLES[row.table],
        item=row.item,
        title=row.title or UNREADABLE,
        place=planned.place,
        changes=[shown_change(change) for change in planned.changes],
        has_before=row.kind == PreviewRow.Kind.CHANGED or any(change.before for change in planned.changes),
        issues=[shown_issue(issue, table=row.table) for issue in planned.issues],
        choices=choices_of(row),
        chosen=row.decision,
        is_waiting=row.is_waiting,
    )
