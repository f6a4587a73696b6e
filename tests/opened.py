"""Parts of a round that was opened with `tests.builders.open_for_entry`, brought on their way."""

from __future__ import annotations

from reforms.models import Ministry, ReportingRound, User
from reforms.parts import PartKey
from reforms.services.changes import Change
from reforms.services.submitting import confirm, submit


def part_keys(round: ReportingRound, ministry: Ministry) -> list[PartKey]:
    """The ministry's parts of the round's items, in printed order."""
    return [PartKey(item.pk, ministry.pk) for item in round.edition.items.order_by("order")]


def hand_in(round: ReportingRound, ministry: Ministry, *, by: User) -> list[PartKey]:
    """All parts of the ministry, handed in."""
    keys = part_keys(round, ministry)
    submit(round, keys, missing=(), change=Change(by))
    return keys


def confirm_all(round: ReportingRound, ministry: Ministry, *, by: User) -> None:
    """All parts of the ministry, handed in once, confirmed."""
    confirm(round, dict.fromkeys(part_keys(round, ministry), 1), change=Change(by))
