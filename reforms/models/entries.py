"""Which rows ministries enter in a round, and what each hangs on: the locks and the grounds of a change ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.db import models


@dataclass(frozen=True)
class EntryPath:
    """Lookups from a row: round, its 調査回; answered_for, the row with the 担当, "" where none answers for it alone;
    items, from that one on, the 改革項目 that it is printed under."""

    round: str
    answered_for: str = ""
    items: str = ""


class EntryRow(models.Model):
    """A row of what a round reports. It is locked with its round, and with the part that was confirmed."""

    entry_path: ClassVar[EntryPath]

    class Meta:
        abstract = True
