"""The values of KPI rows in long form: one record a target, one a measured value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.frozen import FrozenKpi
from kpis.models import PublishedKpi, Target
from kpis.open_data.making.context import Context
from kpis.open_data.making.kpis import of_row
from kpis.open_data.records.kpis import ValueRecord
from kpis.open_data.records.shared import OfKpiRow
from kpis.places import actual_place, target_place
from kpis.series import as_of_of, dated


def values(row: PublishedKpi, context: Context) -> Iterator[ValueRecord]:
    """The targets in printed order, then the measured values."""
    content = FrozenKpi.from_json(row.content)
    of = of_row(row, content, context)
    for number, target in enumerate(content.targets, start=1):
        yield _target(of, number, target, content, context)
    for number, actual in enumerate(content.actuals, start=1):
        yield _actual(of, number, actual, content, context)


def _target(of: OfKpiRow, number: int, target: TargetReading, content: FrozenKpi, context: Context) -> ValueRecord:
    baseline = target.baseline
    return ValueRecord(
        row=of,
        value_kind="target",
        number=number,
        value=target.value,
        value_max=target.value_max,
        unit=target.unit or "",
        is_approximate=target.approx,
        component=target.component or "",
        value_fiscal_year=target.fiscal_year,
        target_kind=target.kind,
        comparator=Target.Comparator(target.comparator).name.lower() if target.comparator else "",
        is_final=target.final,
        deadline_fiscal_year=target.deadline_fy,
        deadline_words=target.deadline_raw or "",
        target_baseline=baseline.value if baseline else None,
        target_baseline_unit=baseline.unit if baseline else "",
        target_baseline_fiscal_year=baseline.fy if baseline else None,
        measurement_kind="",
        as_of_words="",
        as_of_from=None,
        as_of_to=None,
        is_cumulative=None,
        words=target.raw,
        confidence=Decimal(str(target.confidence)),
        cited=context.cited(target_place(content, target)),
    )


def _actual(of: OfKpiRow, number: int, actual: ActualReading, content: FrozenKpi, context: Context) -> ValueRecord:
    first, last = dated(as_of_of(actual), date.max) or (None, None)
    return ValueRecord(
        row=of,
        value_kind="actual",
        number=number,
        value=actual.value,
        value_max=None,
        unit=actual.unit,
        is_approximate=actual.approx,
        component=actual.component or "",
        value_fiscal_year=actual.fiscal_year,
        target_kind="",
        comparator="",
        is_final=None,
        deadline_fiscal_year=None,
        deadline_words="",
        target_baseline=None,
        target_baseline_unit="",
        target_baseline_fiscal_year=None,
        measurement_kind=actual.kind,
        as_of_words=actual.as_of_raw or "",
        as_of_from=first,
        as_of_to=last,
        is_cumulative=actual.cumulative,
        words=actual.raw,
        confidence=Decimal(str(actual.confidence)),
        cited=context.cited(actual_place(content, actual)),
    )
