"""Keeping who has which row open."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from kpis.models import OpenRow
from reforms.models import ReportingRound, User

FORGOTTEN_AFTER = datetime.timedelta(seconds=60)


@transaction.atomic
def keep_open(round: ReportingRound, row: str, *, by: User) -> None:
    """Notes the row that the person has open, as the worksheet names it, "" for none; forgets what is a minute old."""
    OpenRow.objects.filter(round=round, seen_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    if row:
        OpenRow.objects.update_or_create(round=round, person=by, defaults={"row": row, "seen_at": timezone.now()})
    else:
        OpenRow.objects.filter(round=round, person=by).delete()
