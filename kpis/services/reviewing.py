"""Reviewing one part: its grades, and whether it is confirmed or goes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum

from django.db import transaction

from kpis.services.grading_entry import GradeEntry, set_grades
from reforms.models import ReportingRound
from reforms.parts import PartKey
from reforms.services.recording import Change
from reforms.services.submitting import confirm, send_back


class ReviewAct(Enum):
    """What a reviewer does with a part besides grading its rows."""

    GRADE = "grade"
    CONFIRM = "confirm"
    RETURN = "return"


@transaction.atomic
def review(
    round: ReportingRound,
    parts: Mapping[PartKey, int],
    *,
    act: ReviewAct,
    grades: Sequence[GradeEntry],
    change: Change,
) -> None:
    """Gives the grades, each with a reason of its own, and then confirms or returns the parts.

    parts: with the version of each that the person saw. Raises what `set_grades`, `confirm` and `send_back` raise; then
    nothing is written.
    """
    if grades:
        set_grades(round, grades, change=replace(change, reason=""))
    if act is ReviewAct.CONFIRM:
        confirm(round, parts, change=change)
    elif act is ReviewAct.RETURN:
        send_back(round, parts, change=change)
