"""An issue: something about a printed cell that a person should look at."""

from __future__ import annotations

from kpi_tracker.lib.readings import Severity
from kpi_tracker.lib.records import Record


class Issue(Record, frozen=True):
    """field: the key of the row it speaks of ("target_raw", "name", …); lines: 1-based, or cell of a workbook.

    message is Japanese and says what is wrong and what to do. error: the value is None because it cannot be read;
    warning: the value stands but may be wrong; note: nothing to do, only to know.
    """

    code: str
    severity: Severity
    field: str
    message: str
    raw: str | None = None
    lines: tuple[int, int] | None = None
    cell: str | None = None

    @property
    def is_of_a_workbook_cell(self) -> bool:
        """Whether it speaks of a cell of the file itself, which a person can mend there, not of a printed source."""
        return self.cell is not None and self.lines is None
