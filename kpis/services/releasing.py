"""Publishing a round that was entered in the browser: once it is closed, and later as 正誤."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from kpis.services.publishing import publish_round
from reforms.models import Publication, ReportingRound
from reforms.services.recording import Change
from reforms.services.rounds import NotPossible, refuse_others

NOT_CLOSED = "「{round}」は締め切られていないため、公表できません。先に締め切ってください。"
REASON_FOR_ERRATA = "公表後にもう一度公表するには、正誤の理由を書いてください。公表のページに示されます。"


class Unconfirmed(Exception):
    """Parts that nobody has confirmed, and no reason why they are published all the same. parts: their names."""

    def __init__(self, parts: Sequence[str]) -> None:
        super().__init__(
            f"確認が済んでいない部分が{len(parts)}件あります。確認するか、このまま公表する理由を書いてください。"
        )
        self.parts = parts


@transaction.atomic
def release_round(
    round: ReportingRound, *, published_on: datetime.date, unconfirmed: Sequence[str], change: Change
) -> Publication:
    """The next publication of a closed round: the first 公表, then 正誤 with the reason of the change.

    unconfirmed: names of the parts that nobody has confirmed; they are published only with a reason. Raises
    NotPossible, Unconfirmed, ValidationError.
    """
    refuse_others(change)
    held = ReportingRound.objects.select_for_update(of=("self",)).select_related("edition").get(pk=round.pk)
    if held.closed_at is None:
        raise NotPossible(NOT_CLOSED.format(round=held))
    reason = change.reason.strip()
    if held.publications.exists() and not reason:
        raise ValidationError({"reason": REASON_FOR_ERRATA})
    if unconfirmed and not reason:
        raise Unconfirmed(unconfirmed)
    return publish_round(held, published_on=published_on, document=None, reason=reason, by=change.by)
