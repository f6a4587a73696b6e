"""Asking and answering about entries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from kpis.entries import kind_of, title_of
from reforms.answering import comments_on, ministries_of
from reforms.models import Notice, User
from reforms.models.comments import Comment
from reforms.models.entries import EntryRow
from reforms.people import person_of, staff_of
from reforms.rights import may_settle
from reforms.services.entries import NotYours
from reforms.services.notices import notify
from reforms.services.recording import Change, create_rows, update_rows

SHOWN_WORDS = 80
"""Characters of a comment that its notice repeats."""


@transaction.atomic
def add_comment(entry: EntryRow, *, words: str, question: Comment | None = None, change: Change) -> Comment:
    """A new question about the entry, or an answer to one: of the entry itself or of one that it goes on from.

    Those who answer for the entry, who wrote before and, where a ministry writes, the 確認者 are told. An answer opens
    a settled question again. Raises NotYours.
    """
    by = _writer(entry, change)
    kind = kind_of(entry)
    comment: Comment = kind.comments(entry=entry, question=question, words=words, by=by, at=timezone.now())
    comment.clean_fields(exclude=["entry", "question", "by", "settled_by"])
    create_rows([comment], change=change)
    if question is not None and question.settled_at is not None:
        _mark([question], settled_at=None, settled_by=None, change=change)
    notify(
        [person for person in _readers(entry, question, by) if person != by],
        kind=Notice.Kind.COMMENT,
        text=f"{by.shown_name}さんの質疑（{_short(title_of(entry))}）：{_short(words)}",
        url=f"{reverse('kpis:comments', args=(kind.name, entry.pk))}#comment-{comment.pk}",
    )
    return comment


@transaction.atomic
def settle(questions: Iterable[Comment], *, change: Change) -> None:
    """Says that the questions are settled (解決済み). Raises NotYours."""
    _mark(_settled_by(questions, change), settled_at=timezone.now(), settled_by=change.by, change=change)


@transaction.atomic
def reopen(questions: Iterable[Comment], *, change: Change) -> None:
    """Says that the questions are not settled after all. Raises NotYours."""
    _mark(_settled_by(questions, change), settled_at=None, settled_by=None, change=change)


def _writer(entry: EntryRow, change: Change) -> User:
    if change.by is None or not comments_on(person_of(change.by), entry):
        raise NotYours
    return change.by


def _settled_by(questions: Iterable[Comment], change: Change) -> list[Comment]:
    """The questions, of which the one who changes may say so."""
    rows = list(questions)
    person = person_of(change.by) if change.by else None
    if person is None or not all(may_settle(person, row.by_id) for row in rows):
        raise NotYours
    return rows


def _mark(rows: list[Comment], *, change: Change, **settled: Any) -> None:
    for row in rows:
        for field, value in settled.items():
            setattr(row, field, value)
    update_rows(rows, ["settled_at", "settled_by"], change=change)


def _readers(entry: EntryRow, question: Comment | None, by: User) -> list[User]:
    """Who is told: the staff of the entry, who wrote in the thread before, and the 確認者 of what a ministry asks."""
    readers = staff_of(ministries_of(entry))
    if question is not None:
        thread = type(question)._default_manager.filter(Q(pk=question.pk) | Q(question=question.pk))
        readers += User.objects.filter(pk__in=thread.values("by"), is_active=True)
    if by.role == User.Role.STAFF:
        readers += User.objects.filter(role=User.Role.REVIEWER, is_active=True)
    return readers


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SHOWN_WORDS else f"{line[:SHOWN_WORDS]}…"
