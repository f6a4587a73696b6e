"""What a publication freezes of a KPI row, and its JSON form."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from msgspec.json import Decoder

from kpi_tracker.lib.readings import ActualReading, Baseline, Comparator, MeasurementKind, TargetKind, TargetReading
from kpi_tracker.lib.records import JsonRecord
from kpis.models import UNNAMED, Kpi, KpiListing, Measurement, Promise, Target
from reforms.frozen import FrozenCorrection, FrozenIssue, FrozenPlace

TARGETS = Decoder(tuple[TargetReading, ...])
ACTUALS = Decoder(tuple[ActualReading, ...])
"""Read the targets and the measured values of a row back from the text of their JSON form."""


class FrozenPromise(JsonRecord, frozen=True):
    """A dated commitment: ISO days, None where the words leave the window open."""

    what: str
    begins_on: str | None
    ends_on: str | None
    words: str


class FrozenDefinition(JsonRecord, frozen=True):
    """What was known of the KPI itself. direction: "up", "down" or ""; baseline_as_of: as ActualReading.as_of."""

    name: str
    definition: str = ""
    unit: str = ""
    direction: str = ""
    baseline_value: Decimal | None = None
    baseline_as_of: str = ""
    frequency: str = ""
    collected_at: str = ""
    means: str = ""
    lead_ministry: str = ""

    @property
    def shown_name(self) -> str:
        """The name as pages show it."""
        return self.name or UNNAMED

    @property
    def says_something(self) -> bool:
        """Whether anything but the name is known."""
        return self != FrozenDefinition(self.name)


class FrozenKpi(JsonRecord, frozen=True):
    """One row of ＫＰＩの状況. definition: None of a heading row; grade_code, grade_label: of the printed grade.

    places: by "name", "baseline", "target", "actual", "grade", "note"; of a reading also by "target.2017",
    "target.final", "actual.2016".
    """

    row_id: str
    label: str
    name: str
    heading: str
    is_relisted: bool
    is_main: bool | None
    target_words: str
    actual_words: str
    grade_words: str
    note_words: str
    targets: tuple[TargetReading, ...]
    actuals: tuple[ActualReading, ...]
    promises: tuple[FrozenPromise, ...]
    places: dict[str, FrozenPlace]
    issues: tuple[FrozenIssue, ...]
    corrections: tuple[FrozenCorrection, ...] = ()
    baseline_words: str = ""
    baseline: Baseline | None = None
    definition: FrozenDefinition | None = None
    grade_code: str = ""
    grade_label: str = ""


def freeze_baseline(listing: KpiListing) -> Baseline | None:
    """The 基準値 printed in the row, None where it prints none with a number."""
    if listing.baseline_value is None:
        return None
    return Baseline(plain(listing.baseline_value), listing.baseline_unit, listing.baseline_fy)


def freeze_definition(kpi: Kpi | None) -> FrozenDefinition | None:
    """The definition as it stands, None of a heading row."""
    if kpi is None:
        return None
    return FrozenDefinition(
        name=kpi.name,
        definition=kpi.definition,
        unit=kpi.unit,
        direction=kpi.direction,
        baseline_value=None if kpi.baseline_value is None else plain(kpi.baseline_value),
        baseline_as_of=kpi.baseline_as_of,
        frequency=kpi.frequency,
        collected_at=kpi.collected_at,
        means=kpi.means,
        lead_ministry=kpi.lead_ministry.name if kpi.lead_ministry else "",
    )


def freeze_target(target: Target) -> TargetReading:
    """The target as it stands, corrections included."""
    baseline = None
    if target.baseline_value is not None:
        baseline = Baseline(plain(target.baseline_value), target.baseline_unit, target.baseline_fy)
    return TargetReading(
        kind=cast(TargetKind, target.kind),
        value=None if target.value is None else plain(target.value),
        unit=target.unit or None,
        comparator=cast(Comparator | None, target.comparator or None),
        value_max=None if target.value_max is None else plain(target.value_max),
        deadline_fy=target.deadline_fy,
        deadline_raw=target.deadline_words or None,
        fiscal_year=target.fiscal_year,
        final=target.is_final,
        baseline=baseline,
        approx=target.is_approximate,
        component=target.component or None,
        raw=target.words,
        span=(target.span_from, target.span_to),
        confidence=float(target.confidence),
    )


def freeze_measurement(measurement: Measurement) -> ActualReading:
    """The measured value as it stands, corrections included."""
    return ActualReading(
        value=plain(measurement.value),
        unit=measurement.unit,
        as_of_raw=measurement.as_of_words or None,
        as_of=measurement.as_of or None,
        fiscal_year=measurement.fiscal_year,
        kind=cast(MeasurementKind, measurement.kind),
        approx=measurement.is_approximate,
        cumulative=measurement.is_cumulative,
        component=measurement.component or None,
        raw=measurement.words,
        span=(measurement.span_from, measurement.span_to),
        confidence=float(measurement.confidence),
    )


def freeze_promise(promise: Promise) -> FrozenPromise:
    """The promise as it stands."""
    begins, ends = promise.begins_on, promise.ends_on
    return FrozenPromise(
        promise.what, begins.isoformat() if begins else None, ends.isoformat() if ends else None, promise.words
    )


def plain(value: Decimal) -> Decimal:
    """The decimal without the zeros that the column added: 416.000000 → 416."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
