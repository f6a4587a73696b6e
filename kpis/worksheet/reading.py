"""How the words of an actual cell are understood: values, the computed grade, and what is odd about them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from kpi_tracker.lib.actuals import read_actual_cell
from kpi_tracker.lib.readings import ActualReading
from kpis.entry_warnings import entry_warnings
from kpis.history import published_definition, row_before
from kpis.models import Kpi, Measurement, ProgressSnapshot
from kpis.selectors.rows import PublishedRow
from kpis.series import Direction
from kpis.shown import actual_value_text
from kpis.shown_judgement import shown_judgement
from kpis.wording import KIND_NAMES, as_of_text
from kpis.worksheet.drafts import draft_row, stored_actuals, stored_targets
from kpis.worksheet.page import ReadValue, ShownReading
from kpis.worksheet.surroundings import Surroundings

_DIRECTIONS: dict[str, Direction | None] = {Kpi.Direction.UP: "up", Kpi.Direction.DOWN: "down"}


def stored_reading(snapshot: ProgressSnapshot, known: Surroundings, *, may_correct: bool) -> ShownReading:
    """How the stored words of the row are understood, people's corrections included."""
    measurements = list(snapshot.listing.measurements.all())
    corrected = {measurement.order for measurement in measurements if measurement.correction_id}
    # Who corrected a value has looked at what was doubtful about it.
    doubts = [] if corrected else doubts_of(snapshot, snapshot.actual_words)
    actuals = stored_actuals(snapshot)
    return _shown(
        snapshot,
        known,
        actuals,
        doubts,
        corrected,
        correct_url=reverse("kpis:correct_reading", args=(snapshot.pk,)) if may_correct else "",
    )


def typed_reading(snapshot: ProgressSnapshot, words: str, known: Surroundings) -> ShownReading:
    """How words would be understood that are not stored yet."""
    cell = read_actual_cell(words or None, snapshot.listing.name or None, stored_targets(snapshot))
    return _shown(snapshot, known, cell.actuals, [doubt.message for doubt in cell.doubts], frozenset(), correct_url="")


def doubts_of(snapshot: ProgressSnapshot, words: str) -> list[str]:
    """What is doubtful about words of the row's actual cell."""
    cell = read_actual_cell(words or None, snapshot.listing.name or None, stored_targets(snapshot))
    return [doubt.message for doubt in cell.doubts]


def _shown(
    snapshot: ProgressSnapshot,
    known: Surroundings,
    actuals: tuple[ActualReading, ...],
    doubts: Sequence[str],
    corrected: frozenset[int] | set[int],
    *,
    correct_url: str,
) -> ShownReading:
    row, history = draft_row(snapshot, known.round, actuals), known.history_of(snapshot)
    of_value = {actual.raw: [doubt for doubt in doubts if actual.raw and actual.raw in doubt] for actual in actuals}
    told = {doubt for found in of_value.values() for doubt in found}
    return ShownReading(
        values=[
            _value(order, actual, of_value[actual.raw], is_corrected=order in corrected)
            for order, actual in enumerate(actuals, start=1)
        ],
        grade=shown_judgement(row, [*history, row], known.ratings, known.documents) if actuals else None,
        warnings=[*(doubt for doubt in doubts if doubt not in told), *_warnings(snapshot, row, history, known)],
        kinds=Measurement.Kind.choices,
        correct_url=correct_url,
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
