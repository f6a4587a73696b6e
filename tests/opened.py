"""A round that one ministry enters into, and its parts brought on their way."""

from __future__ import annotations

from dataclasses import dataclass

from reforms.models import Ministry, ReportingRound, User
from reforms.parts import PartKey
from reforms.services.changes import Change
from reforms.services.submitting import confirm, submit
from tests.builders import ItemSpec, build_round, make_ministry, make_round, make_user, open_for_entry


@dataclass(frozen=True)
class Opened:
    """A round, the ministry that enters into it, who does, and who reads what it hands in."""

    round: ReportingRound
    ministry: Ministry
    official: User
    reviewer: User


def open_items(*names: str) -> Opened:
    """Items of these names, opened for 総務省."""
    ministry = make_ministry("総務省")
    return Opened(
        open_for_entry(build_round(make_round(2018), [ItemSpec(name) for name in names]), ministry),
        ministry,
        official=make_user(User.Role.STAFF, ministry, last_name="山田", first_name="花子"),
        reviewer=make_user(User.Role.REVIEWER),
    )


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
