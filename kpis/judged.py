"""Which KPI rows still wait for the secretariat's 区分."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from kpis.models import ProgressSnapshot
from reforms.models import EditionScale, ReasonCode, ReportingRound
from reforms.parts import PartKey, parts_by_row

Unjudged = dict[PartKey, list[ProgressSnapshot]]


def unjudged_rows(round: ReportingRound, items: Collection[int]) -> Unjudged:
    """The KPI rows without a 区分 that stands, by the part they belong to; three queries, none of an edition without
    区分 but the first.

    A 区分, or the reason why there is none, stands as long as the actual words are those that it was given to. One that
    came with a document stands as it is.
    """
    if not EditionScale.objects.filter(edition=round.edition_id, rates=EditionScale.Rates.KPI).exists():
        return {}
    rows = ProgressSnapshot.objects.filter(round=round, listing__is_heading=False, listing__sheet__items__in=items)
    rows = rows.exclude(listing__retired_in__fiscal_year__lte=round.fiscal_year).distinct()
    judged = last_judgements(rows)
    waiting = {
        row.pk: row
        for row in rows.select_related("listing").order_by("listing__sheet__order", "listing__order")
        if not stands(row, judged.get(row.pk))
    }
    found: Unjudged = defaultdict(list)
    belonging = parts_by_row(rows)
    for key, row in waiting.items():
        for part in belonging.get(key, ()):
            found[part].append(row)
    return dict(found)


def last_judgements(rows: QuerySet[ProgressSnapshot]) -> dict[int, Any]:
    """The state of each row that the secretariat judged last, by primary key; a row that it never did is not there. One
    query."""
    states = ProgressSnapshot.history.filter(id__in=rows.values("pk"), reason_code=ReasonCode.GRADE)
    return {state.id: state for state in states.order_by("version", "history_id")}


def stands(row: ProgressSnapshot, judgement: Any) -> bool:
    """Whether the row needs no judgement any more. judgement: the state that was judged last, None without one."""
    if judgement is None:
        return bool(row.grade_words)
    is_of_today = judgement.actual_words == row.actual_words and judgement.grade_words == row.grade_words
    return is_of_today and bool(row.grade_words or judgement.history_change_reason)
