"""KPI rows about to be written: what a caller hands to the services, as plain frozen records."""

from __future__ import annotations

from kpi_tracker.lib.readings import ActualReading, Baseline, PromiseReading, TargetReading
from kpi_tracker.lib.records import Record, field
from reforms.drafts import CorrectionDraft, PlaceDraft


class DefinitionDraft(Record, frozen=True):
    """What the KPI整理表 says of a KPI. lead_ministry: a name or alias."""

    definition: str = ""
    unit: str = ""
    direction: str = ""
    baseline_value: str = ""
    baseline_as_of: str = ""
    frequency: str = ""
    collected_at: str = ""
    means: str = ""
    lead_ministry: str = ""


class ListingDraft(Record, frozen=True):
    """A row of ＫＰＩの状況 in an edition. heading_row_id: the heading row it stands under."""

    row_id: str
    sheet_row_id: str
    order: int
    name: str
    tier: int | None = None
    label: str = ""
    heading_row_id: str | None = None
    is_heading: bool = False
    is_relisted: bool = False
    is_main: bool | None = None
    baseline_words: str = ""
    baseline: Baseline | None = None
    baseline_place: PlaceDraft | None = None
    place: PlaceDraft | None = None
    definition: DefinitionDraft | None = None


class SnapshotDraft(Record, frozen=True):
    """The words of a row in a round and what was read out of them.

    corrections: the latest one of each corrected reading, by ("targets" or "actuals", order from 1).
    """

    row_id: str
    target: str = ""
    actual: str = ""
    grade: str = ""
    note: str = ""
    targets: tuple[TargetReading, ...] = ()
    actuals: tuple[ActualReading, ...] = ()
    promises: tuple[PromiseReading, ...] = ()
    places: dict[str, PlaceDraft] = field(default_factory=dict)
    corrections: dict[tuple[str, int], CorrectionDraft] = field(default_factory=dict)
