"""The codes that columns hold, with the labels that pages show."""

from __future__ import annotations

from typing import Any

from kpis.models import Kpi, KpiListing, Measurement, Target
from kpis.open_data.columns import CodeList
from reforms.models import Publication


def _labels(choices: Any) -> dict[str, str]:
    return {str(value): str(label) for value, label in choices.choices if str(value)}


VALUE_KINDS = CodeList("value_kinds", "値の種類", {"target": "目標値", "actual": "実績値"})
TARGET_KINDS = CodeList("target_kinds", "目標の種類", _labels(Target.Kind))
COMPARATORS = CodeList(
    "comparators",
    "目標の比較",
    {one.name.lower(): str(one.label) for one in Target.Comparator if one.value},
)
MEASUREMENT_KINDS = CodeList("measurement_kinds", "実績の種類（速報・確報など）", _labels(Measurement.Kind))
TIERS = CodeList("tiers", "階層", _labels(KpiListing.Tier))
DIRECTIONS = CodeList("directions", "指標の向き", _labels(Kpi.Direction))
PUBLICATION_KINDS = CodeList("publication_kinds", "公表の種類", _labels(Publication.Kind))
BUDGET_KINDS = CodeList(
    "budget_kinds",
    "予算・執行額の種類",
    {
        "initial": "当初予算",
        "supplementary": "補正予算",
        "carried_over": "繰越し等",
        "total": "合計",
        "executed": "執行額",
    },
)
NOTE_KINDS = CodeList("note_kinds", "注記の種類", {"issue": "確認事項", "correction": "訂正"})
STATIC = (
    VALUE_KINDS,
    TARGET_KINDS,
    COMPARATORS,
    MEASUREMENT_KINDS,
    TIERS,
    DIRECTIONS,
    PUBLICATION_KINDS,
    BUDGET_KINDS,
    NOTE_KINDS,
)
"""Those whose codes stand in the code; the others are rows of the database."""
PROGRAMMES = CodeList("programmes", "計画")
EDITIONS = CodeList("editions", "版")
GRADES = CodeList("grades", "区分（KPI）")
MARKS = CodeList("marks", "進捗の印（改革工程）")
ITEM_GRADES = CodeList("item_grades", "区分（改革項目・全体）")
MINISTRIES = CodeList("ministries", "府省庁")
