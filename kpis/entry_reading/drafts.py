"""A row as it is entered now, in the form of a published one: history, grading and charts take it as it is."""

from __future__ import annotations

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.frozen import FrozenKpi, freeze_baseline, freeze_definition
from kpis.models import ProgressSnapshot
from kpis.published_rows import PublishedRow
from reforms.models import ReportingRound


def draft_row(
    snapshot: ProgressSnapshot,
    round: ReportingRound,
    targets: tuple[TargetReading, ...] = (),
    actuals: tuple[ActualReading, ...] = (),
) -> PublishedRow:
    """The row as it would be published now, with these readings; without places, since nothing of it is printed yet,
    and without the items and promises that neither history nor grading asks for."""
    listing, edition = snapshot.listing, round.edition
    return PublishedRow(
        listing=listing.pk,
        kpi=listing.kpi_id,
        order=listing.order,
        tier=listing.tier,
        is_heading=listing.is_heading,
        grade=snapshot.grade,
        content=_content(snapshot, targets, actuals),
        items=(),
        edition=edition.pk,
        edition_slug=edition.slug,
        edition_name=edition.name,
        words=edition.vocabulary,
        programme=edition.programme.name,
        fiscal_year=round.fiscal_year,
        published_on=edition.published_on,
        programme_begins_on=edition.programme.begins_on,
        programme_ends_on=edition.programme.ends_on,
    )


def _content(
    snapshot: ProgressSnapshot, targets: tuple[TargetReading, ...], actuals: tuple[ActualReading, ...]
) -> FrozenKpi:
    listing = snapshot.listing
    return FrozenKpi(
        row_id=listing.row_id,
        label=listing.label,
        name=listing.name,
        heading=listing.heading.name if listing.heading else "",
        is_relisted=listing.is_relisted,
        is_main=listing.is_main,
        target_words=snapshot.target_words,
        actual_words=snapshot.actual_words,
        grade_words=snapshot.grade_words,
        note_words=snapshot.note_words,
        targets=targets,
        actuals=actuals,
        promises=(),
        places={},
        issues=(),
        baseline_words=listing.baseline_words,
        baseline=freeze_baseline(listing),
        definition=freeze_definition(listing.kpi),
        grade_code=snapshot.grade.code if snapshot.grade else "",
        grade_label=snapshot.grade.label if snapshot.grade else "",
    )
