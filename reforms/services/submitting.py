"""Handing parts of a round in, taking them back, returning and confirming them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from reforms.models import Ministry, ReformItem, ReportingRound, Submission
from reforms.parts import PartKey, Parts, parts_of
from reforms.people import person_of
from reforms.rights import Rights, rights_on
from reforms.services.notices import notify_of_submissions
from reforms.services.recording import Change, create_rows, update_rows

NOT_ALLOWED = "「{part}」は、いまの状態では{act}ことができません。ページを読み込み直して確かめてください。"
MOVED = "「{part}」は、画面を開いた後に状態が変わりました。内容を確かめてから、もう一度行ってください。"


@dataclass(frozen=True)
class MissingEntry:
    """Something that a row must have before it is handed in. row: as the worksheet names it, "kpi-12"; what: the field
    and what to do, in Japanese."""

    row: str
    what: str


class NotAllowed(Exception):
    """The act is not this person's, or not one of the state that a part is in. The message is Japanese."""


class Moved(NotAllowed):
    """Somebody brought a part to another state since the person saw it."""


class Incomplete(Exception):
    """Something required is missing in a part that was to be handed in."""

    def __init__(self, missing: Sequence[MissingEntry]) -> None:
        super().__init__(f"未入力の必須項目が{len(missing)}件あるため、提出していません。")
        self.missing = missing


@transaction.atomic
def submit(
    round: ReportingRound, parts: Collection[PartKey], *, missing: Sequence[MissingEntry], change: Change
) -> list[Submission]:
    """The parts handed in. Raises NotAllowed; Incomplete where something is missing. Then nothing is written."""
    _require(_locked_parts(round), parts, lambda rights: rights.may_submit, act="提出する", change=change)
    if missing:
        raise Incomplete(missing)
    return _bring_to(Submission.State.SUBMITTED, round, parts, change=change)


@transaction.atomic
def withdraw(round: ReportingRound, parts: Collection[PartKey], *, change: Change) -> list[Submission]:
    """The parts back in entering, before anybody confirmed them. Raises NotAllowed; then nothing is written."""
    _require(_locked_parts(round), parts, lambda rights: rights.may_withdraw, act="取り下げる", change=change)
    return _bring_to(Submission.State.ENTERING, round, parts, change=change)


@transaction.atomic
def send_back(round: ReportingRound, parts: Mapping[PartKey, int], *, change: Change) -> list[Submission]:
    """The parts returned (差戻し) for the reason of the change. parts: with the version of each that the person saw.

    Raises NotAllowed, Moved; ValidationError without a reason. Then nothing is written.
    """
    if not change.reason.strip():
        raise ValidationError({"reason": "差戻しには理由を書いてください。府省庁の担当者に示されます。"})
    standing = _locked_parts(round)
    _require(standing, parts, lambda rights: rights.may_return, act="差し戻す", change=change)
    _require_seen(standing, parts)
    return _bring_to(Submission.State.RETURNED, round, parts, change=change)


@transaction.atomic
def confirm(round: ReportingRound, parts: Mapping[PartKey, int], *, change: Change) -> list[Submission]:
    """The parts confirmed (確認). parts: with the version of each that the person saw.

    Raises Moved; NotAllowed, also of what the person entered themselves. Then nothing is written.
    """
    standing = _locked_parts(round)
    _require(standing, parts, lambda rights: rights.may_confirm, act="確認済みにする", change=change)
    _require_seen(standing, parts)
    return _bring_to(Submission.State.CONFIRMED, round, parts, change=change)


def _locked_parts(round: ReportingRound) -> Parts:
    """The parts as they stand, held until the end of the transaction: every act on a part takes its round first."""
    return parts_of(ReportingRound.objects.select_for_update().get(pk=round.pk))


def _require(
    standing: Parts, parts: Collection[PartKey], right: Callable[[Rights], bool], *, act: str, change: Change
) -> None:
    """Raises NotAllowed unless the one who changes has the right on each of the parts, and each is one of the round."""
    person = person_of(change.by) if change.by else None
    for key in parts:
        if person is None or key not in standing or not right(rights_on(person, standing[key])):
            raise NotAllowed(NOT_ALLOWED.format(part=_name(key), act=act))


def _require_seen(standing: Parts, parts: Mapping[PartKey, int]) -> None:
    for key, version in parts.items():
        if standing.version(key) != version:
            raise Moved(MOVED.format(part=_name(key)))


def _bring_to(
    state: Submission.State, round: ReportingRound, parts: Collection[PartKey], *, change: Change
) -> list[Submission]:
    rows = Submission.objects.filter(round=round, item__in={key.item for key in parts})
    stored = {PartKey(row.item_id, row.ministry_id): row for row in rows}
    reached = [
        stored.get(key) or Submission(round=round, item_id=key.item, ministry_id=key.ministry)
        for key in dict.fromkeys(parts)
    ]
    for row in reached:
        row.state, row.by, row.at = state, change.by, timezone.now()
        row.reason = change.reason if state == Submission.State.RETURNED else ""
    update_rows([row for row in reached if row.pk], ["state", "reason", "by", "at"], change=change)
    create_rows([row for row in reached if not row.pk], change=change)
    notify_of_submissions(reached, by=change.by)
    return reached


def _name(key: PartKey) -> str:
    """「①窓口業務 総務省」, as far as the item and the ministry are there."""
    found = (ReformItem.objects.filter(pk=key.item).first(), Ministry.objects.filter(pk=key.ministry).first())
    return " ".join(str(row) for row in found if row)
