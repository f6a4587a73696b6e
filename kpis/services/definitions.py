"""What becomes of a KPI's definition when its listings go to another Kpi."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kpis.frozen import plain
from kpis.models import Kpi

_SINGLE = ("definition", "unit", "direction", "frequency", "collected_at", "means", "lead_ministry")
_BASELINE = ("baseline_value", "baseline_as_of")
FIELDS = ("name", *_SINGLE, *_BASELINE)


@dataclass(frozen=True)
class TakenOver:
    """filled: what the Kpi lacked and has now, as JSON values by field; conflicts: where both say something else."""

    filled: dict[str, Any]
    conflicts: tuple[str, ...]


def take_over(kpi: Kpi, source: Kpi) -> TakenOver:
    """Fills what the Kpi's definition lacks from that of source, unsaved. What both define stays for a person.

    A baseline is taken with its date, and only where both count in the same unit.
    """
    empty = [field for field in ("name", *_SINGLE) if not getattr(kpi, field) and getattr(source, field)]
    conflicts = [
        _conflict(kpi, field, str(getattr(kpi, field)), str(getattr(source, field)))
        for field in _SINGLE
        if getattr(kpi, field) and getattr(source, field) and getattr(kpi, field) != getattr(source, field)
    ]
    if source.baseline_value is not None:
        unit = kpi.unit or source.unit
        if kpi.baseline_value is None and unit == source.unit:
            empty += _BASELINE
        elif (kpi.baseline_value, kpi.baseline_as_of, unit) != (*_baseline(source), source.unit):
            conflicts.append(_conflict(kpi, "baseline_value", _baseline_words(kpi), _baseline_words(source)))
    for field in empty:
        setattr(kpi, field, getattr(source, field))
    return TakenOver({field: _as_json(kpi, field) for field in empty}, tuple(conflicts))


def give_back(kpi: Kpi, filled: dict[str, Any]) -> None:
    """Empties again, unsaved, the fields that were filled and still say what they were filled with."""
    for field, value in filled.items():
        if _as_json(kpi, field) == value:
            column = next(column for column in Kpi._meta.fields if column.name == field)
            setattr(kpi, field, None if column.null else "")
    if kpi.baseline_value is None:
        kpi.baseline_as_of = ""


def _as_json(kpi: Kpi, field: str) -> Any:
    if field == "lead_ministry":
        return kpi.lead_ministry_id
    if field == "baseline_value":
        return None if kpi.baseline_value is None else f"{plain(kpi.baseline_value):f}"
    return getattr(kpi, field)


def _baseline(kpi: Kpi) -> tuple[Any, str]:
    return kpi.baseline_value, kpi.baseline_as_of


def _baseline_words(kpi: Kpi) -> str:
    if kpi.baseline_value is None:
        return "－"
    return "・".join(word for word in (f"{plain(kpi.baseline_value):f}{kpi.unit}", kpi.baseline_as_of) if word)


def _conflict(kpi: Kpi, field: str, ours: str, theirs: str) -> str:
    column = next(column for column in kpi._meta.fields if column.name == field)
    return f"{column.verbose_name}（「{ours}」と「{theirs}」）"
