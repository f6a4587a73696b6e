"""What nobody writes to any more: rows of a closed round, and rows of which every part was confirmed.

Asked by the doors of `recording`, so that pages, imports and commands meet the same lock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import product
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from reforms.models import Publication, ReasonCode, ReportingRound, Submission, User
from reforms.models.entries import EntryPath, EntryRow
from reforms.services.changes import Change

CLOSED = "「{round}」は締め切られているため変更できません。公表後の訂正は正誤として、管理者が理由を付けて行います。"
CONFIRMED = "確認が済んだ行は変更できません。直すには、確認者に差戻しを頼んでください。"
NOT_AN_ADMIN = "締切後・確認済みの行を変更できるのは管理者だけです。"
NO_REASON = "締切後・確認済みの行を変更する理由を書いてください。履歴に残ります。"
NO_CODE = "公表済みの値・目標・区分の変更には、変更の理由の種類（誤記訂正、確報化など）が要ります。"


_asked: ContextVar[dict[int, Any] | None] = ContextVar("asked", default=None)


class Locked(Exception):
    """The row is not to be written, and why. The message is Japanese."""


def refuse_locked(rows: Sequence[models.Model], change: Change) -> None:
    """Raises Locked where one of the rows, of one model, is locked, or where a published one changes without a code.

    One query while nothing of the rounds is locked, at most five, whatever the number of rows.
    """
    if not isinstance(rows[0], EntryRow):
        return
    path = rows[0].entry_path
    rounds = _at_the_end(rows, path.round)
    found = _rounds_with_locks({round for round in rounds if round is not None})
    # 入力 says that a row is entered for the first time, not why a published one changes.
    if change.code in ("", ReasonCode.ENTRY) and any(round.is_published for round in found):
        raise Locked(NO_CODE)
    locking = [round for round in found if round.closed_at is not None or round.has_confirmed_parts]
    if not locking:
        return
    if change.overrides:
        require_an_admin(change)
        return
    for round in locking:
        if round.closed_at is not None:
            raise Locked(CLOSED.format(round=round))
    if path.answered_for and _is_confirmed(rows, rounds, path):
        raise Locked(CONFIRMED)


@contextmanager
def asked_once() -> Iterator[None]:
    """While inside, what may lock a round is asked once, however many doors a row is saved through.

    For who holds the rounds until the end of the transaction: whoever closes one, or confirms a part, waits for them.
    """
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def _rounds_with_locks(rounds: Collection[int]) -> list[Any]:
    known = _asked.get()
    if known is None:
        return list(_with_locks(rounds))
    if missing := set(rounds) - known.keys():
        known |= {round.pk: round for round in _with_locks(missing)}
    return [known[round] for round in rounds if round in known]


def _with_locks(rounds: Collection[int]) -> QuerySet[Any]:
    """The rounds, by primary key, each with what may lock rows of it."""
    confirmed = Submission.objects.filter(round=OuterRef("pk"), state=Submission.State.CONFIRMED)
    published = Publication.objects.filter(round=OuterRef("pk"))
    found: QuerySet[Any] = ReportingRound.objects.filter(pk__in=rounds).annotate(
        is_published=Exists(published), has_confirmed_parts=Exists(confirmed)
    )
    return found.order_by()


def locks_something(round: ReportingRound) -> bool:
    """Whether rows of the round are locked: it is closed, or a part of it was confirmed."""
    return round.closed_at is not None or round.submissions.filter(state=Submission.State.CONFIRMED).exists()


def may_override(person: User | None) -> bool:
    """Whether the person may write past a lock."""
    return person is not None and (person.is_superuser or person.role == User.Role.ADMIN)


def require_an_admin(change: Change) -> None:
    """Raises Locked unless an admin changes what is locked, and says why."""
    if not may_override(change.by):
        raise Locked(NOT_AN_ADMIN)
    if not change.reason.strip():
        raise Locked(NO_REASON)


def _is_confirmed(rows: Sequence[models.Model], rounds: Sequence[int | None], path: EntryPath) -> bool:
    """Whether one of the rows is answered for, and everyone who answers for it was confirmed for all its items."""
    keys = [row.pk for row in rows] if path.answered_for == "self" else _at_the_end(rows, path.answered_for)
    model = type(rows[0]) if path.answered_for == "self" else _model_at(type(rows[0]), path.answered_for)
    parts = _parts(model, keys, path.items)
    confirmed = set(
        Submission.objects.filter(round__in={*rounds} - {None}, state=Submission.State.CONFIRMED).values_list(
            "round", "item", "ministry"
        )
    )
    return any(
        key in parts and all((round, *part) in confirmed for part in parts[key])
        for key, round in zip(keys, rounds, strict=True)
    )


def _parts(
    model: type[models.Model], keys: Iterable[int | None], items: str
) -> Mapping[int | None, set[tuple[int, int]]]:
    """By primary key, the items that each is printed under and the ministries that answer for it, in pairs."""
    answering, printed = defaultdict(set), defaultdict(set)
    rows = model._default_manager.filter(pk__in={*keys} - {None})
    for key, ministry in rows.filter(responsibilities__isnull=False).values_list("pk", "responsibilities__ministry"):
        answering[key].add(ministry)
    for key, item in rows.filter(pk__in=answering).values_list("pk", items):
        printed[key].add(item)
    return {key: set(product(printed[key], ministries)) for key, ministries in answering.items()}


def _at_the_end(rows: Sequence[models.Model], path: str) -> list[int | None]:
    """The primary key at the end of a path of foreign keys, for each row; the rows need not be stored yet.

    None where a row on the path is gone already: an undoing deletes what hangs on it in the same transaction. Rows that
    are known already are not asked for.
    """
    first, _, rest = path.partition("__")
    if rest and all(first in row._state.fields_cache for row in rows):
        return _at_the_end([getattr(row, first) for row in rows], rest)
    keys = [getattr(row, f"{first}_id") for row in rows]
    if not rest:
        return keys
    found: dict[int, int] = dict(
        _model_at(type(rows[0]), first)._default_manager.filter(pk__in=set(keys)).values_list("pk", rest)
    )
    return [found.get(key) for key in keys]


def _model_at(model: type[models.Model], path: str) -> type[models.Model]:
    """The model at the end of a path of foreign keys."""
    for step in path.split("__"):
        field: Any = model._meta.get_field(step)
        model = field.related_model
    return model
