"""Ministries that the secretariat adds, rewords and ends. A printed row keeps the name of its day: none is renamed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields

from django.core.exceptions import ValidationError
from django.db import transaction

from reforms.models import Ministry
from reforms.services.keeping import held, require_keeper
from reforms.services.ministries import ministries_by_name, unknown_names
from reforms.services.recording import Change, create_rows, update_rows

TAKEN = "「{name}」は、ほかの府省庁の名称・略称・別名と同じです。"
OWN_HEIR = "後継には、この府省庁でない、廃止していない府省庁を選んでください。"
CIRCLE = "「{parent}」はこの府省庁の下にあるため、上部組織にできません。"


@dataclass(frozen=True)
class MinistryWords:
    """What is kept of a ministry besides its name. order: 建制順."""

    short_name: str
    order: int
    parent: Ministry | None = None
    valid_from: datetime.date | None = None


@transaction.atomic
def add_ministry(name: str, words: MinistryWords, *, change: Change) -> Ministry:
    """A new ministry. Raises NotKept, ValidationError where its names mean another one already."""
    require_keeper(change)
    _require_free(name, words.short_name)
    ministry = Ministry(name=name, **_values(words))
    ministry.full_clean()
    create_rows([ministry], change=change)
    return ministry


@transaction.atomic
def keep_ministry(ministry: Ministry, words: MinistryWords, *, version: int, change: Change) -> Ministry:
    """The ministry with these words. Raises NotKept, MovedOn, ValidationError."""
    require_keeper(change)
    stored = held(ministry, version)
    if words.short_name != stored.short_name:
        _require_free(words.short_name)
    _require_no_circle(stored, words.parent)
    for name, value in _values(words).items():
        setattr(stored, name, value)
    stored.full_clean()
    update_rows([stored], list(_values(words)), change=change)
    return stored


@transaction.atomic
def end_ministry(
    ministry: Ministry, *, on: datetime.date, successor: Ministry | None, version: int, change: Change
) -> Ministry:
    """The ministry, ended after that day; its successor does its work in the rounds opened from then on.

    Raises NotKept, MovedOn, ValidationError.
    """
    require_keeper(change)
    stored = held(ministry, version)
    if successor is not None and (successor.pk == stored.pk or successor.valid_to is not None):
        raise ValidationError({"successor": OWN_HEIR})
    stored.valid_to, stored.successor = on, successor
    stored.full_clean()
    update_rows([stored], ["valid_to", "successor"], change=change)
    return stored


def _values(words: MinistryWords) -> dict[str, object]:
    return {field.name: getattr(words, field.name) for field in fields(words)}


def _require_free(*names: str) -> None:
    known = ministries_by_name()
    unknown = unknown_names(names, known)
    for name in names:
        if name not in unknown:
            raise ValidationError({"name": TAKEN.format(name=name)})


def _require_no_circle(ministry: Ministry, parent: Ministry | None) -> None:
    above, passed = parent, {ministry.pk}
    while above is not None:
        if above.pk in passed:
            raise ValidationError({"parent": CIRCLE.format(parent=parent)})
        passed.add(above.pk)
        above = above.parent
