"""The printed grade of every published KPI row beside the one that the official rule gives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kpis.grading import Judgement, as_fields
from kpis.history import judgement_of
from kpis.models import PublishedKpi
from kpis.published_rows import PublishedRow, kpi_ratings, published_rows


@dataclass(frozen=True)
class GradedRow:
    """One listing in one round. agrees: None where either grade is missing."""

    row: PublishedRow
    judgement: Judgement

    @property
    def printed(self) -> str | None:
        """The grade as printed, None where the row prints none."""
        return self.row.content.grade_words or None

    @property
    def agrees(self) -> bool | None:
        """Whether both grades are the same."""
        if self.printed is None or self.judgement.suggested is None:
            return None
        return self.printed == self.judgement.suggested

    def as_json(self) -> dict[str, object]:
        """The row as `grade_report --json` prints it."""
        item = self.row.items[0] if self.row.items else None
        break_even = self.judgement.break_even
        return {
            "programme": self.row.programme,
            "fiscal_year": self.row.fiscal_year,
            "item_no": item.number or None if item else None,
            "item": " ／ ".join(item.name for item in self.row.items) or None,
            "tier": self.row.tier,
            "kpi": self.row.content.name or None,
            "row_id": self.row.content.row_id,
            "is_heading": self.row.is_heading,
            "printed": self.printed,
            "agrees": self.agrees,
            **as_fields(self.judgement),
            "break_even": break_even.sentence if break_even else None,
        }


def graded_rows() -> list[GradedRow]:
    """Every published listing and round, oldest year first."""
    rows = published_rows(PublishedKpi.objects.all())
    ratings = kpi_ratings(row.edition for row in rows)
    by_kpi: dict[int, list[PublishedRow]] = defaultdict(list)
    for row in rows:
        if row.kpi:
            by_kpi[row.kpi].append(row)
    return [
        GradedRow(
            row=row,
            judgement=judgement_of(row, by_kpi[row.kpi] if row.kpi else [], ratings),
        )
        for row in rows
    ]
