"""All checks, in the order in which pages and docs/checks.md list them."""

from __future__ import annotations

from kpi_tracker.lib.records import replace
from kpis.checks import (
    assessments,
    commitments,
    counted_text,
    deadlines,
    evaluation,
    forecasts,
    grades,
    listings,
    narrative,
    outcomes,
    percentages,
    sums,
    targets,
    units,
    values,
)
from kpis.checks.comparing import legible
from kpis.checks.facts import Check, Facts, Finding
from kpis.checks.ordering import natural_key, order_of

CHECKS: tuple[Check, ...] = (
    *grades.CHECKS,
    *outcomes.CHECKS,
    *values.CHECKS,
    *units.CHECKS,
    *targets.CHECKS,
    *deadlines.CHECKS,
    *commitments.CHECKS,
    *narrative.CHECKS,
    *forecasts.CHECKS,
    *counted_text.CHECKS,
    *percentages.CHECKS,
    *sums.CHECKS,
    *evaluation.CHECKS,
    *assessments.CHECKS,
    *listings.CHECKS,
)


def run_all(facts: Facts) -> list[Finding]:
    """What all checks find, in the order of the checks; the same whatever order the facts come in.

    Two findings of one fingerprint speak of the same cells: the first is kept.
    """
    ordered = replace(
        facts,
        kpis=tuple(legible(row) for row in sorted(facts.kpis, key=order_of)),
        progress=tuple(sorted(facts.progress, key=lambda row: natural_key(row.key))),
        budgets=tuple(sorted(facts.budgets, key=lambda row: natural_key(row.key))),
        assessments=tuple(sorted(facts.assessments, key=lambda row: natural_key(row.key))),
    )
    found: dict[str, Finding] = {}
    for check in CHECKS:
        for finding in check.find(ordered):
            found.setdefault(finding.fingerprint, finding)
    return list(found.values())
