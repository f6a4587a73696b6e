"""Opening a round, for its entries, until which day, and closing it."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from reforms.models import Edition, EditionScale, Programme, ReportingRound, User
from reforms.people import person_of
from reforms.rights import may_run_rounds
from reforms.services.notices import notify_of_new_deadline
from reforms.services.recording import Change, create_rows, update_rows

NOT_YOURS = "調査回の開始・締切・公表と担当の設定ができるのは確認者と管理者だけです。"
OPENED_BEFORE = "「{round}」の入力は既に始まっています。締め切った後に入力を続けるには、締切を取り消してください。"
NOT_OPEN = "「{round}」は入力中ではないため、締め切れません。"
NOT_OPEN_FOR_DUE = "「{round}」は入力中ではないため、提出期限を変えられません。"
NOT_CLOSED = "「{round}」は締め切られていないため、締切を取り消せません。"
NO_REASON = "提出期限を変える理由を書いてください。府省庁の担当者に示され、履歴に残ります。"
MOVED = "提出期限は、画面を開いた後にほかの人が変えました。いまの提出期限を確かめてから、もう一度送ってください。"
SAME_DAY = "いまの提出期限と同じ日です。"
PUBLISHED = "「{round}」は公表済みのため、締切を取り消せません。公表後の訂正は正誤として行ってください。"


class NotPossible(Exception):
    """The round is not in a state for this, or the person may not. The message is Japanese."""


@transaction.atomic
def open_round(
    programme: Programme,
    *,
    name: str,
    fiscal_year: int,
    published_on: datetime.date,
    as_of_words: str,
    by: User | None,
) -> ReportingRound:
    """The round of a new, empty edition, which calls and grades things as the programme's latest edition does.

    Raises ValidationError where the programme has an edition of that year already.
    """
    latest = programme.editions.order_by("-fiscal_year", "-published_on").first()
    edition = Edition(
        slug=f"{slugify(programme.slug)}-{fiscal_year}",
        programme=programme,
        name=name,
        fiscal_year=fiscal_year,
        published_on=published_on,
        words=latest.words if latest else {},
    )
    edition.full_clean()
    edition.save(force_insert=True)
    scales = EditionScale.objects.filter(edition=latest) if latest else EditionScale.objects.none()
    EditionScale.objects.bulk_create(
        EditionScale(edition=edition, rates=one.rates, scale_id=one.scale_id) for one in scales
    )
    round = ReportingRound(edition=edition, fiscal_year=fiscal_year, as_of_words=as_of_words)
    round.full_clean()
    create_rows([round], change=Change(by))
    return round


@transaction.atomic
def open_for_entry(round: ReportingRound, *, due_on: datetime.date | None, change: Change) -> ReportingRound:
    """The round, entered into by the ministries from now on until it is closed. Raises NotPossible."""
    stored = _locked(round, change)
    if stored.opened_at is not None:
        raise NotPossible(OPENED_BEFORE.format(round=stored))
    stored.opened_at, stored.due_on = timezone.now(), due_on
    update_rows([stored], ["opened_at", "due_on"], change=change)
    return stored


@transaction.atomic
def change_due_on(
    round: ReportingRound, due_on: datetime.date, *, seen: datetime.date | None, change: Change
) -> ReportingRound:
    """The round with another day until which it is entered; who answers for rows of it is told, with the reason.

    seen: the day as the person saw it. Raises NotPossible; ValidationError without a reason and on the day that stands.
    """
    if not change.reason.strip():
        raise ValidationError({"reason": NO_REASON})
    stored = _locked(round, change)
    if not stored.is_open:
        raise NotPossible(NOT_OPEN_FOR_DUE.format(round=stored))
    before = stored.due_on
    if before != seen:
        raise NotPossible(MOVED)
    if before == due_on:
        raise ValidationError({"due_on": SAME_DAY})
    stored.due_on = due_on
    update_rows([stored], ["due_on"], change=change)
    notify_of_new_deadline(stored, before=before, reason=change.reason.strip())
    return stored


@transaction.atomic
def close_round(round: ReportingRound, *, change: Change) -> ReportingRound:
    """The round, closed: its rows are locked from now on. Raises NotPossible."""
    stored = _locked(round, change)
    if not stored.is_open:
        raise NotPossible(NOT_OPEN.format(round=stored))
    stored.closed_at = timezone.now()
    update_rows([stored], ["closed_at"], change=change)
    return stored


@transaction.atomic
def reopen_round(round: ReportingRound, *, change: Change) -> ReportingRound:
    """The round, open again for the reason of the change. Raises NotPossible; ValidationError without a reason."""
    if not change.reason.strip():
        raise ValidationError({"reason": "締切を取り消す理由を書いてください。履歴に残ります。"})
    stored = _locked(round, change)
    if stored.closed_at is None:
        raise NotPossible(NOT_CLOSED.format(round=stored))
    if stored.publications.exists():
        raise NotPossible(PUBLISHED.format(round=stored))
    stored.closed_at = None
    update_rows([stored], ["closed_at"], change=change)
    return stored


def refuse_others(change: Change) -> None:
    """Raises NotPossible unless the one who changes runs rounds."""
    if change.by is None or not may_run_rounds(person_of(change.by)):
        raise NotPossible(NOT_YOURS)


def _locked(round: ReportingRound, change: Change) -> ReportingRound:
    refuse_others(change)
    stored: ReportingRound = ReportingRound.objects.select_for_update().get(pk=round.pk)
    return stored
