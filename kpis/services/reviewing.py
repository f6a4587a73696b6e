"""Reviewing parts: their grades, and whether they are confirmed or go back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from django.db import transaction

from kpi_tracker.lib.records import replace
from kpis.judged import Unjudged, unjudged_rows
from kpis.services.grading_entry import GradeEntry, set_grades
from reforms.models import ReportingRound, Submission
from reforms.parts import PartKey
from reforms.services.recording import Change
from reforms.services.submitting import confirm, send_back


class ReviewAct(Enum):
    """What a reviewer does with a part besides grading its rows."""

    GRADE = "grade"
    CONFIRM = "confirm"
    RETURN = "return"


class Ungraded(Exception):
    """KPI rows of parts that were to be confirmed have no 区分 that stands. rows: by part."""

    def __init__(self, rows: Unjudged) -> None:
        count = len({row.pk for found in rows.values() for row in found})
        super().__init__(
            f"区分の決まっていないKPIの行が{count}件あるため、確認済みにしていません。"
            "区分を選ぶか、付けない理由を書いてください（区分の後に実績値が変わった行は、選び直してください）。"
        )
        self.rows = rows


@transaction.atomic
def confirm_parts(round: ReportingRound, parts: Mapping[PartKey, int], *, change: Change) -> list[Submission]:
    """The parts confirmed, each KPI row of them with a 区分 or the reason why there is none.

    Raises what `confirm` raises, and Ungraded; then nothing is written.
    """
    confirmed = confirm(round, parts, change=change)
    waiting = unjudged_rows(round, {key.item for key in parts})
    if ungraded := {key: waiting[key] for key in parts if key in waiting}:
        raise Ungraded(ungraded)
    return confirmed


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

    parts: with the version of each that the person saw. Raises what `set_grades`, `confirm_parts` and `send_back`
    raise; then nothing is written.
    """
    if grades:
        set_grades(round, grades, change=replace(change, reason=""))
    if act is ReviewAct.CONFIRM:
        confirm_parts(round, parts, change=change)
    elif act is ReviewAct.RETURN:
        send_back(round, parts, change=change)
