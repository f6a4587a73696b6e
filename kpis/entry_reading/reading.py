"""How the words of an actual cell are understood: values, the computed grade, and what is odd about them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from kpi_tracker.lib.actuals import read_actual_cell
from kpi_tracker.lib.readings import ActualCell, ActualReading, Doubt, TargetReading
from kpi_tracker.lib.records import replace
from kpis.entry_reading.drafts import draft_row
from kpis.entry_reading.shown import ReadValue, ShownReading
from kpis.entry_reading.surroundings import Surroundings
from kpis.entry_warnings import entry_warnings
from kpis.frozen import freeze_measurement, freeze_target
from kpis.history import published_definition, row_before
from kpis.models import Kpi, ProgressSnapshot
from kpis.published_rows import PublishedRow
from kpis.series import Direction
from kpis.shown import actual_value_text
from kpis.shown_judgement import shown_judgement
from kpis.wording import KIND_NAMES, as_of_text

NO_TITLES: dict[int, str] = {}
"""Of the documents that a grade rests on: the worksheet gives its reason, the public pages the 出典."""
_DIRECTIONS: dict[str, Direction | None] = {Kpi.Direction.UP: "up", Kpi.Direction.DOWN: "down"}


def stored_reading(snapshot: ProgressSnapshot, known: Surroundings, *, may_correct: bool) -> ShownReading:
    """How the stored words of the row are understood, people's corrections included."""
    measurements = known.measurements_of(snapshot)
    corrected = frozenset(one.order for one in measurements if one.correction_id)
    # Who corrected a value has looked at what was doubtful about it.
    doubts = () if corrected else _read(snapshot, snapshot.actual_words, known).doubts
    reading = _shown(snapshot, known, tuple(freeze_measurement(one) for one in measurements), doubts, corrected)
    address = reverse("kpis:correct_reading", args=(snapshot.pk,)) if may_correct else ""
    return replace(reading, correct_url=address)


def typed_reading(snapshot: ProgressSnapshot, words: str, known: Surroundings) -> ShownReading:
    """How words would be understood that are not stored yet."""
    cell = _read(snapshot, words, known)
    return _shown(snapshot, known, cell.actuals, cell.doubts)


def _read(snapshot: ProgressSnapshot, words: str, known: Surroundings) -> ActualCell:
    return read_actual_cell(words or None, snapshot.listing.name or None, _targets(snapshot, known))


def _targets(snapshot: ProgressSnapshot, known: Surroundings) -> tuple[TargetReading, ...]:
    return tuple(freeze_target(target) for target in known.targets_of(snapshot))


def _shown(
    snapshot: ProgressSnapshot,
    known: Surroundings,
    actuals: tuple[ActualReading, ...],
    doubts: Sequence[Doubt],
    corrected: frozenset[int] = frozenset(),
) -> ShownReading:
    row, history = draft_row(snapshot, known.round, _targets(snapshot, known), actuals), known.history_of(snapshot)
    messages = [doubt.message for doubt in doubts]
    of_value = [[one for one in messages if actual.raw and actual.raw in one] for actual in actuals]
    told = {one for found in of_value for one in found}
    return ShownReading(
        values=[
            _value(order, actual, of_value[order - 1], is_corrected=order in corrected)
            for order, actual in enumerate(actuals, start=1)
        ],
        grade=shown_judgement(row, [*history, row], known.ratings, NO_TITLES) if actuals else None,
        warnings=[*(one for one in messages if one not in told), *_warnings(snapshot, row, history, known)],
        kinds=[(code, KIND_NAMES[code]) for code in KIND_NAMES],
        version=snapshot.version,
    )


def _warnings(
    snapshot: ProgressSnapshot, row: PublishedRow, history: Sequence[PublishedRow], known: Surroundings
) -> list[str]:
    before = row_before(row, history)
    return entry_warnings(
        row.content.actuals,
        before.content.actuals if before else (),
        targets=row.content.targets,
        direction=_DIRECTIONS.get(published_definition([*history, row]).direction),
        elsewhere=known.elsewhere(snapshot),
    )


def _value(order: int, actual: ActualReading, doubts: list[str], *, is_corrected: bool) -> ReadValue:
    unit = "％" if actual.unit == "%" else actual.unit
    return ReadValue(
        order=order,
        value=actual_value_text(actual).removesuffix(unit),
        unit=unit,
        as_of=as_of_text(actual.as_of),
        kind=actual.kind,
        kind_words=KIND_NAMES[actual.kind],
        component=actual.component or "",
        doubts=doubts,
        is_corrected=is_corrected,
        plain_value=f"{actual.value:f}",
        plain_as_of=actual.as_of or "",
    )
