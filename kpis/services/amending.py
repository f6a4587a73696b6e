"""An admin's 訂正 of one entry past its locks: words and 区分 together, recorded as an override."""

from __future__ import annotations

from django.db import transaction

from kpi_tracker.lib.records import replace
from kpis.models import ProgressSnapshot
from kpis.services.entering import KpiEntry, enter_kpis
from kpis.services.grading_entry import GradeEntry, set_grades
from reforms.services.recording import Change


@transaction.atomic
def amend_kpi(entry: KpiEntry, *, grade: str | None, change: Change) -> ProgressSnapshot:
    """The KPI row as it is stored now. grade: its code, "" for none; None: it stays.

    Raises Locked unless an admin changes it and says why, MovedOn, ValidationError.
    """
    overriding = replace(change, overrides=True)
    row = enter_kpis([entry], change=overriding).rows[0]
    if grade is not None and grade != row.grade_words:
        set_grades(row.round, [GradeEntry(row.pk, row.version, grade)], change=overriding)
    return row
