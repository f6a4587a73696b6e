"""What was promised, by whom, and what was printed."""

from simple_history import register

from reforms.models.comments import SegmentComment
from reforms.models.corrections import Correction
from reforms.models.evaluations import Assessment, BudgetLine
from reforms.models.evidence import SegmentEvidence
from reforms.models.items import FormSheet, ItemMinistry, ItemPlace, ReformItem, ReformProcess
from reforms.models.ministries import Ministry, MinistryAlias
from reforms.models.notices import Notice
from reforms.models.people import AccountEvent, User
from reforms.models.programmes import Edition, EditionScale, Programme, ReportingRound
from reforms.models.progress import ProcessProgress, ProgressSegment
from reforms.models.publications import Publication, PublishedItem, PublishedProgress
from reforms.models.ratings import Rating, RatingScale
from reforms.models.recorded import ReasonCode, RowHistory
from reforms.models.responsibilities import SegmentResponsibility
from reforms.models.sources import SourceDocument, SourceIssue, SourcePlace
from reforms.models.submissions import Submission

__all__ = [
    "AccountEvent",
    "Assessment",
    "BudgetLine",
    "Correction",
    "Edition",
    "EditionScale",
    "FormSheet",
    "ItemMinistry",
    "ItemPlace",
    "Ministry",
    "MinistryAlias",
    "Notice",
    "ProcessProgress",
    "Programme",
    "ProgressSegment",
    "Publication",
    "PublishedItem",
    "PublishedProgress",
    "Rating",
    "RatingScale",
    "ReasonCode",
    "ReformItem",
    "ReformProcess",
    "ReportingRound",
    "SegmentComment",
    "SegmentEvidence",
    "SegmentResponsibility",
    "SourceDocument",
    "SourceIssue",
    "SourcePlace",
    "Submission",
    "User",
]

# Which pages, processes and ministries belong together has a history as any row has.
for field in (FormSheet.items, ProcessProgress.processes, ProgressSegment.ministries):
    register(field.through, records_class=RowHistory)
