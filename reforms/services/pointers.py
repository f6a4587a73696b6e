"""Which tables have a history, and which columns of which tables point to one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models


@dataclass(frozen=True)
class Pointer:
    """A foreign key: the model that has it, and what becomes of its row when the other is deleted."""

    model: type[models.Model]
    field: models.ForeignKey[Any, Any]

    @property
    def on_delete(self) -> Callable[..., Any] | None:
        """models.CASCADE, models.PROTECT, models.SET_NULL …"""
        return self.field.remote_field.on_delete


def is_recorded(model: type[models.Model]) -> bool:
    """Whether the model's rows have a history."""
    return hasattr(model._meta, "simple_history_manager_attribute")


def recorded_models() -> list[type[models.Model]]:
    """Every model with a history, ties between rows included."""
    return [model for model in apps.get_models(include_auto_created=True) if is_recorded(model)]


def pointers_at(model: type[models.Model]) -> list[Pointer]:
    """The foreign keys that point to the model and that the database holds to; those of histories are only words."""
    return [
        Pointer(relation.related_model, relation.field)
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is not models.DO_NOTHING
    ]
