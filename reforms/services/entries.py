"""What every entry must pass, whatever is entered: the row is theirs, it is open, and nobody saved it meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from reforms.models import ReasonCode, ReportingRound, User
from reforms.models.entries import EntryRow
from reforms.models.recorded import VersionedRow
from reforms.parts import PartKey, states_by_row
from reforms.people import person_of
from reforms.rights import CONFIRMED, SUBMITTED, Part, may_enter, writes_for
from reforms.services import locks
from reforms.services.changes import Change

Row = TypeVar("Row", bound=VersionedRow)
States = Mapping[int, Mapping[PartKey, str]]
"""By primary key of a row: the parts that it belongs to, with their states."""
STATES = 200
"""How far back a save is looked for."""
SUBMITTED_BEFORE = "提出済みの行は変更できません。直すには、この改革項目の提出を取り下げるか、差戻しを頼んでください。"
NOT_YOUR_LAST = "元に戻せる自分の保存がありません。ほかの人の保存は、変更履歴から戻せます。"
NOT_OPENED = "「{round}」は入力が始まっていないため、入力できません。"


class NotYours(Exception):
    """A row that the person does not enter: to them it is not there."""


class NothingToUndo(Exception):
    """The last change of the row was not the person's own, or all of theirs are taken back. The message is Japanese."""


class MovedOn(Exception):
    """Somebody saved the row since the person saw it. row: as it is stored now."""

    def __init__(self, row: VersionedRow) -> None:
        super().__init__("ほかの人が先に保存しました。両方の文を見比べて、残すほうを選んでください。")
        self.row = row


def held_round(round: ReportingRound) -> ReportingRound:
    """The round as it stands, held until the end of the transaction: nobody hands a part in between check and write."""
    held: ReportingRound = ReportingRound.objects.select_for_update().get(pk=round.pk)
    return held


def states_of(rows: Sequence[EntryRow]) -> States:
    """The parts that each of the rows, of one model, belongs to, with their states. One query, none without rows."""
    return states_by_row(type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows])) if rows else {}


def refuse_entering(
    round: ReportingRound, rows: Sequence[EntryRow], *, change: Change, states: States | None = None
) -> None:
    """Raises NotYours or Locked unless the one who changes may enter each of the rows, of one model and of the round,
    which is held; an admin may who overrides locks and says why. states: of the rows, where they are known already;
    else two queries, whatever the number of rows."""
    if change.by is None or not rows:
        raise NotYours
    if change.overrides:
        locks.require_an_admin(change)
        return
    person = person_of(change.by)
    belonging = states_of(rows) if states is None else states
    for row in rows:
        own = [
            Part(key.ministry, state, round_is_open=round.is_open)
            for key, state in belonging.get(row.pk, {}).items()
            if writes_for(person, key.ministry)
        ]
        if not own:
            raise NotYours
        if not may_enter(person, own):
            raise locks.Locked(_why_locked(round, own))


def is_confirmed(row: EntryRow, states: States) -> bool:
    """Whether somebody answers for the row, and everyone who does was confirmed."""
    return set(states.get(row.pk, {}).values()) == {CONFIRMED}


def _why_locked(round: ReportingRound, parts: Sequence[Part]) -> str:
    if round.closed_at is not None:
        return locks.CLOSED.format(round=round)
    if round.opened_at is None:
        return NOT_OPENED.format(round=round)
    return SUBMITTED_BEFORE if any(part.state == SUBMITTED for part in parts) else locks.CONFIRMED


def require_seen(row: Row, version: int) -> None:
    """Raises MovedOn unless the version that the person saw is the one that is stored."""
    if row.version != version:
        raise MovedOn(row)


def words_before(row: VersionedRow, fields: Sequence[str], *, by: User | None) -> dict[str, str]:
    """What the fields held before the person's own last save, those taken back before passed over. One query.

    Raises NothingToUndo.
    """
    history: Any = row
    states = history.history.order_by("-version", "-history_id").values(*fields, "history_user", "reason_code")
    taken_back = 0
    for state, former in pairwise(states[:STATES]):
        if all(state[field] == former[field] for field in fields):
            continue
        if by is None or state["history_user"] != by.pk:
            break
        if state["reason_code"] == ReasonCode.UNDONE:
            taken_back += 1
        elif taken_back:
            taken_back -= 1
        else:
            return {field: former[field] for field in fields}
    raise NothingToUndo(NOT_YOUR_LAST)
