"""Whole tables as plain values, to be compared before and after."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from reforms.models.recorded import RecordedChange

APPS = ("reforms", "kpis")
OF_THEIR_OWN = ("version",)
"""Columns that only grow."""


def all_rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of reforms and kpis, ties included, by table; without histories, versions and times."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list(*_columns(model)))
        for model in _tables()
        if not issubclass(model, RecordedChange)
    }


def number_of_states() -> int:
    """How many states of rows all histories hold together."""
    return sum(model._default_manager.count() for model in _tables() if issubclass(model, RecordedChange))


def versions() -> dict[tuple[str, int], int]:
    """The version of every row that has one, by table and primary key."""
    return {
        (model._meta.label, key): version
        for model in _tables()
        if not issubclass(model, RecordedChange) and any(field.name == "version" for field in model._meta.fields)
        for key, version in model._default_manager.values_list("pk", "version")
    }


def _tables() -> list[Any]:
    return [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]


def _columns(model: Any) -> list[str]:
    own = [field for field in model._meta.fields if not getattr(field, "auto_now_add", False)]
    return ["pk", *(field.attname for field in own if field.name not in OF_THEIR_OWN and not field.primary_key)]
