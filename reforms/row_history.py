"""The states of a row through its changes: who wrote each, when and why, and what was new in it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Field, Model

from kpi_tracker.lib.text_diff import DiffPart, changed_parts
from reforms.models import ReasonCode
from reforms.selectors import date_label, moment_label

DONE = {"+": "作成", "~": "変更", "-": "削除"}
NOBODY = "（資料から）"
Names = dict[str, dict[Any, str]]
"""What the rows are called that a column points to, by column and primary key."""


@dataclass(frozen=True)
class NewWords:
    """A column whose words are new in a state, as one run of parts that are the same, deleted and inserted."""

    heading: str
    parts: Sequence[DiffPart]


@dataclass(frozen=True)
class RowState:
    """One state of a row. key: of its history; code: why, in words; batch: the import that wrote it; words: of each
    column as they were; new: what was new."""

    key: int
    done: str
    by: str
    at: str
    code: str
    reason: str
    batch: UUID | None
    is_override: bool
    is_now: bool
    words: dict[str, str]
    new: tuple[NewWords, ...]


def row_states(row: Any, columns: Sequence[str]) -> list[RowState]:
    """Every state of the row, the latest first, as far as these columns tell. One query, and one for each column that
    points to another table."""
    fields = [type(row)._meta.get_field(name) for name in columns]
    states = list(row.history.select_related("history_user").order_by("-history_id"))
    names = _names(fields, states)
    told = [{field.name: _words(field, state, names) for field in fields} for state in states]
    told.append(dict.fromkeys(columns, ""))
    return [
        _state(state, told[number], _new(fields, told[number + 1], told[number]), is_now=number == 0)
        for number, state in enumerate(states)
    ]


def _state(state: Any, words: dict[str, str], new: tuple[NewWords, ...], *, is_now: bool) -> RowState:
    return RowState(
        key=state.history_id,
        done=DONE[state.history_type],
        by=state.history_user.shown_name if state.history_user else NOBODY,
        at=moment_label(state.history_date),
        code=dict(ReasonCode.choices).get(state.reason_code, ""),
        reason=state.history_change_reason or "",
        batch=state.batch,
        is_override=state.overrides,
        is_now=is_now,
        words=words,
        new=new,
    )


def _new(fields: Sequence[Any], before: dict[str, str], words: dict[str, str]) -> tuple[NewWords, ...]:
    return tuple(
        NewWords(str(field.verbose_name), changed_parts(before[field.name], words[field.name]))
        for field in fields
        if before[field.name] != words[field.name]
    )


def _names(fields: Sequence[Any], states: Sequence[Any]) -> Names:
    found: Names = {}
    for field in fields:
        if field.is_relation:
            model: type[Model] = field.related_model
            keys = {getattr(state, field.attname) for state in states} - {None}
            found[field.name] = {key: str(row) for key, row in model._default_manager.in_bulk(list(keys)).items()}
    return found


def _words(field: Field[Any, Any] | Any, state: Any, names: Names) -> str:
    value = getattr(state, field.attname)
    if value in (None, "", False):
        return ""
    if field.is_relation:
        return names[field.name].get(value, "")
    if field.choices:
        return str(dict(field.flatchoices).get(value, ""))
    if value is True:
        return "はい"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime.datetime):
        return moment_label(value)
    if isinstance(value, datetime.date):
        return date_label(value)
    return str(value)
