"""Putting an older text of an entry back: a change like any other, of whoever may enter the row."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from kpis.models import ProgressSnapshot
from kpis.services.entering import KpiEntry, enter_kpis
from reforms.models import ProgressSegment
from reforms.services.entering import ProgressEntry, enter_progress
from reforms.services.recording import Change

NO_SUCH_STATE = "この内容は、この行の履歴にありません。履歴を開き直してください。"


class NoSuchState(Exception):
    """The state is not one of the row's. The message is Japanese."""


@transaction.atomic
def put_kpi_back(snapshot: ProgressSnapshot, state: int, *, version: int, change: Change) -> None:
    """The words that the ministry entered are those of the state, read anew. Raises NoSuchState, and what `enter_kpis`
    does."""
    words = _state(snapshot, state)
    entry = KpiEntry(snapshot.pk, version, actual=words.actual_words, note=words.note_words)
    enter_kpis([entry], change=change)


@transaction.atomic
def put_progress_back(segment: ProgressSegment, state: int, *, version: int, change: Change) -> None:
    """The words and the mark are those of the state. Raises NoSuchState, and what `enter_progress` does."""
    words = _state(segment, state)
    entry = ProgressEntry(segment.pk, version, words.progress_words, words.outlook_words, words.mark_words)
    enter_progress([entry], change=change)


def _state(row: Any, key: int) -> Any:
    found = row.history.filter(history_id=key).first()
    if found is None:
        raise NoSuchState(NO_SUCH_STATE)
    return found
