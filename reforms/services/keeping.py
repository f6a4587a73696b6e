"""What every change of a frame in the browser must pass, and the ids of rows that come in there."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from reforms.models import Edition, Publication, ReasonCode, ReportingRound
from reforms.models.recorded import VersionedRow
from reforms.people import person_of
from reforms.rights import may_run_rounds
from reforms.services.changes import Change
from reforms.services.entries import require_seen

Row = TypeVar("Row", bound=VersionedRow)
CODES = (ReasonCode.TARGET, ReasonCode.DEFINITION, ReasonCode.ERROR)
NOT_YOURS = "改革項目・改革工程・KPI・府省庁を書き換えられるのは確認者と管理者だけです。"
NO_REASON = "書き換える理由を書いてください。履歴に残ります。"
NO_CODE = "理由の種類は「目標見直し」「定義変更」「誤記訂正」から選んでください。"
ONLY_ERRATA = "公表済みの版です。書き換えは正誤に当たるため、理由の種類は「誤記訂正」にしてください。"
NO_ROUND = "「{edition}」には調査回がないため、行を終えられません。"


class NotKept(Exception):
    """The frame is not this person's to change, or does not change like this. The message is Japanese."""


def require_keeper(change: Change, edition: Edition | None = None) -> None:
    """Raises NotKept unless the person keeps the frame; ValidationError without a reason and a code that fits.

    A published edition changes only as 正誤: what is published stays as it is until errata are.
    """
    if change.by is None or not may_run_rounds(person_of(change.by)):
        raise NotKept(NOT_YOURS)
    if not change.reason.strip():
        raise ValidationError({"reason": NO_REASON})
    if change.code not in CODES:
        raise ValidationError({"code": NO_CODE})
    if change.code != ReasonCode.ERROR and edition is not None and is_published(edition):
        raise ValidationError({"code": ONLY_ERRATA})


def is_published(edition: Edition) -> bool:
    """Whether the public was shown a round of the edition."""
    return Publication.objects.filter(round__edition=edition).exists()


def held(row: Row, version: int) -> Row:
    """The row as it is stored, held until the end of the transaction. Raises MovedOn where it was changed since."""
    rows: Any = type(row)._default_manager
    stored: Row = rows.select_for_update(of=("self",)).get(pk=row.pk)
    require_seen(stored, version)
    return stored


def newest_round(edition: Edition) -> ReportingRound:
    """The edition's round of the latest year. Raises NotKept where it has none."""
    found = edition.rounds.order_by("-fiscal_year").first()
    if found is None:
        raise NotKept(NO_ROUND.format(edition=edition))
    return found


def new_row_id(model: Any, edition: Edition, stem: str) -> str:
    """An id that no row of the model has in the edition: the stem with the next free number of two digits."""
    taken = set(model._default_manager.filter(edition=edition).values_list("row_id", flat=True))
    number = 1
    while (row_id := f"{stem}{number:02}") in taken:
        number += 1
    return row_id


def next_order(rows: Any) -> int:
    """The place after the last of the rows, from 1."""
    last = rows.order_by("-order").values_list("order", flat=True).first()
    return (last or 0) + 1
