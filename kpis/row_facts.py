"""A published KPI row as the plain record that checks and promises look at."""

from __future__ import annotations

import datetime

from kpi_tracker.lib.readings import PromiseReading
from kpis.checks.facts import KpiFacts, RowField
from kpis.frozen import FrozenKpi, FrozenPromise
from kpis.published_rows import PublishedRow


def row_facts(row: PublishedRow) -> KpiFacts:
    """What the row itself says; nothing of its item, its ministries or how it would be judged."""
    content = row.content
    return KpiFacts(
        key=f"{row.edition_slug}/{content.row_id}",
        kpi=row.kpi or 0,
        programme=row.programme,
        edition=row.edition_slug,
        edition_name=row.edition_name,
        fiscal_year=row.fiscal_year,
        published_on=row.published_on,
        name=content.name,
        item="",
        item_key="",
        words=_words(content),
        tier=row.tier,
        label=content.label,
        is_relisted=content.is_relisted,
        is_main=content.is_main,
        unit=content.definition.unit if content.definition else "",
        grade=content.grade_words or None,
        baseline=content.baseline,
        targets=content.targets,
        actuals=content.actuals,
        promises=tuple(_promise(promise) for promise in content.promises),
    )


def _words(content: FrozenKpi) -> dict[RowField, str]:
    return {
        "name": content.name,
        "target": content.target_words,
        "actual": content.actual_words,
        "grade": content.grade_words,
        "note": content.note_words,
    }


def _promise(promise: FrozenPromise) -> PromiseReading:
    begins = datetime.date.fromisoformat(promise.begins_on) if promise.begins_on else None
    ends = datetime.date.fromisoformat(promise.ends_on) if promise.ends_on else None
    return PromiseReading(promise.what, begins, ends, promise.words, (0, len(promise.words)))
