"""One run of all checks over what is published: found, recorded, and told."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kpis.checks import run_all
from kpis.checks.facts import Finding
from kpis.selectors.cited import CitedCell, cited_cells
from kpis.selectors.facts import all_facts
from kpis.services.contradictions import FindingDraft, Recorded, record_findings


@dataclass(frozen=True)
class CheckRun:
    """The findings with their cited cells, and how the table changed."""

    findings: list[tuple[Finding, list[CitedCell]]]
    recorded: Recorded


def run_checks(today: datetime.date) -> CheckRun:
    """Runs every check and records what it found; people's decisions stay."""
    facts = all_facts(today)
    findings = run_all(facts)
    cells = cited_cells(findings)
    ministries = {row.key: row.ministries for row in facts.kpis} | {row.key: row.ministries for row in facts.progress}
    cited = [(finding, [cells[cell] for cell in finding.cells if cell in cells]) for finding in findings]
    recorded = record_findings(
        [
            FindingDraft(
                check_id=finding.check,
                fingerprint=finding.fingerprint,
                message=finding.message,
                cells=[cell.as_json() for cell in places],
                kpi=finding.kpi,
                ministries=tuple(name for cell in finding.cells for name in ministries.get(cell.row, ())),
            )
            for finding, places in cited
        ]
    )
    return CheckRun(cited, recorded)
