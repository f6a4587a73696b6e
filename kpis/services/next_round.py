"""Opening the next 調査回: the frame of an edition goes on in a new one, with nothing entered."""

from __future__ import annotations

import datetime

from django.db import transaction

from kpis.services.next_rows import copy_kpi_rows
from reforms.models import Programme, ReportingRound
from reforms.people import person_of
from reforms.rights import may_run_rounds
from reforms.services.ministries import heirs_on
from reforms.services.next_frame import copy_frame
from reforms.services.next_progress import copy_progress
from reforms.services.recording import Change
from reforms.services.rounds import NOT_YOURS, NotPossible, open_for_entry, open_round

NOT_LATEST = "「{round}」より新しい調査回が既にあります。次の調査回は、最も新しい調査回から開いてください。"
STILL_OPEN = "「{round}」は入力中です。締め切ってから次の調査回を開いてください。"


@transaction.atomic
def open_next_round(
    before: ReportingRound,
    *,
    name: str,
    published_on: datetime.date,
    as_of_words: str = "",
    due_on: datetime.date | None,
    change: Change,
) -> ReportingRound:
    """The round of the fiscal year after, open for entry: its edition, called `name`, has the frame of the one before.

    Items, pages, processes, labels, KPI rows, targets and 担当 are carried; what was retired is not. A ministry that
    ended before `published_on` gives way to its successor. Raises NotPossible; ValidationError on a name or day that
    no edition can have.
    """
    _require(before, change)
    into = open_round(
        before.edition.programme,
        name=name,
        fiscal_year=before.fiscal_year + 1,
        published_on=published_on,
        as_of_words=as_of_words,
        by=change.by,
    )
    heirs = heirs_on(published_on)
    frame = copy_frame(before.edition, into.edition, heirs=heirs, change=change)
    copy_progress(before, into, frame, heirs=heirs, change=change)
    copy_kpi_rows(before, into, frame, heirs=heirs, change=change)
    return open_for_entry(into, due_on=due_on, change=change)


def why_not_from(round: ReportingRound) -> str:
    """Why the next round cannot be opened from this one, in Japanese; "" where it can."""
    newest = ReportingRound.objects.filter(edition__programme=round.edition.programme_id)
    if newest.order_by("-fiscal_year", "-edition__published_on").first() != round:
        return NOT_LATEST.format(round=round)
    return STILL_OPEN.format(round=round) if round.is_open else ""


def _require(before: ReportingRound, change: Change) -> None:
    """Raises NotPossible; two people who open the same round wait for each other."""
    if change.by is None or not may_run_rounds(person_of(change.by)):
        raise NotPossible(NOT_YOURS)
    Programme.objects.select_for_update().get(pk=before.edition.programme_id)
    if reason := why_not_from(before):
        raise NotPossible(reason)
