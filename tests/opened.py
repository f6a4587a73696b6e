"""A round that ministries enter into, and the people around it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from kpis.models import ListingResponsibility
from reforms.models import Ministry, ProgressSegment, ReportingRound, SegmentResponsibility, User
from reforms.parts import PartKey
from reforms.services.changes import Change
from reforms.services.recording import create_rows
from reforms.services.rounds import open_for_entry
from reforms.services.submitting import confirm, submit
from tests.builders import BuiltRound, ItemSpec, build_round, make_round

DUE = datetime.date(2017, 12, 1)


def make_person(role: str, ministries: Iterable[Ministry] = (), **fields: str) -> User:
    """A person who signs in; several of one role need a username each."""
    person = User.objects.create(**{"username": role, **fields}, role=role)
    person.ministries.set(ministries)
    return person


def make_opened_round(
    items: Sequence[ItemSpec], ministries: Iterable[Ministry], *, by: User, round: ReportingRound | None = None
) -> BuiltRound:
    """A round that is open, each of the ministries answering for every row of it."""
    built = build_round(round or make_round(), items)
    answer_for_everything(built, ministries, by=by)
    return BuiltRound(open_for_entry(built.round, due_on=DUE, change=Change(by)), built.document, built.listings)


def answer_for_everything(built: BuiltRound, ministries: Iterable[Ministry], *, by: User) -> None:
    """Each of the ministries answers for every row of the round."""
    segments = ProgressSegment.objects.filter(process_progress__round=built.round)
    listings = [listing for listing in built.listings.values() if not listing.is_heading]
    for ministry in ministries:
        create_rows((SegmentResponsibility(segment=row, ministry=ministry) for row in segments), change=Change(by))
        create_rows((ListingResponsibility(listing=row, ministry=ministry) for row in listings), change=Change(by))


def part_keys(built: BuiltRound, ministry: Ministry) -> list[PartKey]:
    """The ministry's parts of the round's items, in printed order."""
    return [PartKey(item.pk, ministry.pk) for item in built.round.edition.items.order_by("order")]


def hand_in(built: BuiltRound, ministry: Ministry, *, by: User) -> list[PartKey]:
    """All parts of the ministry, handed in."""
    keys = part_keys(built, ministry)
    submit(built.round, keys, missing=(), change=Change(by))
    return keys


def confirm_all(built: BuiltRound, ministry: Ministry, *, by: User) -> None:
    """All parts of the ministry, handed in once, confirmed."""
    confirm(built.round, dict.fromkeys(part_keys(built, ministry), 1), change=Change(by))
