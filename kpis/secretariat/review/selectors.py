"""One part of a round, row by row against last year: a fixed number of queries, whatever the number of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kpis.entry_reading.before import SegmentBefore, segments_before
from kpis.entry_reading.drafts import draft_row
from kpis.entry_reading.keys import segment_key, snapshot_key
from kpis.entry_reading.reading import stored_reading
from kpis.entry_reading.rows import with_processes, with_readings
from kpis.entry_reading.shown import Choice
from kpis.entry_reading.surroundings import Surroundings, surroundings_of
from kpis.history import row_before
from kpis.judged import last_judgements, stands
from kpis.models import ProgressSnapshot
from kpis.old_and_new import old_and_new
from kpis.part_states import state_badge
from kpis.secretariat.parts import RoundPart, round_parts, segments_in_force, snapshots_in_force
from kpis.secretariat.review.page import ReviewedGrade, ReviewedRow, ReviewPage
from kpis.selectors.entry_links import EntryLinks, entry_links
from reforms.models import ProgressSegment, ReportingRound
from reforms.parts import PartKey
from reforms.progress_words import without_mark
from reforms.rights import ADMIN, Person
from reforms.selectors import year_label
from reforms.vocabulary import Vocabulary

NO_GRADE: Choice = ("", "（なし）")


@dataclass(frozen=True)
class ReviewedPart:
    """A part with all parts of its round, which say where the next one waits."""

    person: Person
    part: RoundPart
    parts: list[RoundPart]

    def next_url(self) -> str:
        """The address of the next part that waits for the person, from this one on and around; "" if none does."""
        own = self.parts.index(self.part)
        for part in (*self.parts[own + 1 :], *self.parts[:own]):
            if part.rights.may_confirm:
                return part.review_url
        return ""

    @property
    def board_url(self) -> str:
        """The address of the round's board."""
        return reverse("kpis:board", args=(self.part.round.pk,))

    def waiting(self) -> int:
        """How many parts wait for the person."""
        return sum(part.rights.may_confirm for part in self.parts)


def reviewed_part(round: ReportingRound, person: Person, key: PartKey) -> ReviewedPart | None:
    """The part, None where nobody answers for anything of it."""
    parts = round_parts(round, person)
    found = next((part for part in parts if part.key == key), None)
    return ReviewedPart(person, found, parts) if found else None


def review_page(reviewed: ReviewedPart, round: ReportingRound) -> ReviewPage:
    """Everything about the part; some thirty queries."""
    part = reviewed.part
    words = round.edition.vocabulary
    snapshots = _snapshots(round, part.key)
    known = surroundings_of(round, {row.listing.kpi_id for row in snapshots if row.listing.kpi_id})
    links = entry_links("kpis", [row.pk for row in snapshots])
    submission = part.submission
    judged = last_judgements(ProgressSnapshot.objects.filter(pk__in=[row.pk for row in snapshots]))
    kpis = [_kpi(row, links[row.pk], known, judged.get(row.pk), words) for row in snapshots]
    return ReviewPage(
        round=round,
        label=year_label(round.fiscal_year),
        item=str(part.item),
        item_url=part.item.get_absolute_url(),
        ministry=part.ministry.name,
        settle_url=reverse("kpis:settle_part", args=(round.pk, *part.key)),
        version=part.version,
        badge=state_badge(part.part.state),
        reason=submission.reason if submission else "",
        by=submission.by.shown_name if submission and submission.by else "",
        at=submission.at if submission else None,
        may_confirm=part.rights.may_confirm,
        may_return=part.rights.may_return,
        may_grade=part.rights.may_grade,
        may_amend=reviewed.person.role == ADMIN and part.is_locked,
        is_own=part.waits_for_others,
        processes=_processes(_segments(round, part.key), words),
        kpis=kpis,
        process_heading=words.process,
        kpi_heading=words.kpi,
        grade_heading=words.grade,
        year_before=_year_before(round),
        next_url=reviewed.next_url(),
        waiting=reviewed.waiting(),
        ungraded=sum(not stands(row, judged.get(row.pk)) for row in snapshots) if any(one.grade for one in kpis) else 0,
    )


def _year_before(round: ReportingRound) -> str:
    """「2017年度」, the last year of the programme that was published before this one."""
    earlier = ReportingRound.objects.filter(
        edition__programme=round.edition.programme_id,
        fiscal_year__lt=round.fiscal_year,
        publications__is_current=True,
    )
    year = earlier.order_by("-fiscal_year").values_list("fiscal_year", flat=True).first()
    return f"{year}年度" if year else "前年"


def _segments(round: ReportingRound, key: PartKey) -> list[ProgressSegment]:
    rows = segments_in_force(round).filter(
        process_progress__sheet__items=key.item, responsibilities__ministry=key.ministry
    )
    ordered = rows.order_by("process_progress__sheet__order", "process_progress__order", "order")
    return list(with_processes(ordered, round))


def _snapshots(round: ReportingRound, key: PartKey) -> list[ProgressSnapshot]:
    rows = snapshots_in_force(round).filter(
        listing__sheet__items=key.item, listing__responsibilities__ministry=key.ministry
    )
    return list(with_readings(rows.order_by("listing__sheet__order", "listing__order"), round))


def _processes(segments: list[ProgressSegment], words: Vocabulary) -> list[ReviewedRow]:
    before = segments_before(segments)
    links = entry_links("progress", [row.pk for row in segments])
    return [_process(row, before.get(row.pk, SegmentBefore()), links[row.pk], words) for row in segments]


def _process(row: ProgressSegment, before: SegmentBefore, links: EntryLinks, words: Vocabulary) -> ReviewedRow:
    processes = [str(process) for process in row.process_progress.processes.all()]
    return ReviewedRow(
        pk=row.pk,
        key=segment_key(row.pk),
        title="、".join(processes),
        lead=row.label,
        cells=[
            old_and_new(
                words.progress, before.progress, without_mark(row.progress_words, row.mark_words if row.mark_id else "")
            ),
            old_and_new(words.outlook, before.outlook, row.outlook_words),
            old_and_new("印", before.mark, row.mark_words),
        ],
        amend_url=reverse("kpis:amend_segment", args=(row.pk,)),
        links=links,
    )


def _kpi(
    row: ProgressSnapshot, links: EntryLinks, known: Surroundings, judgement: Any, words: Vocabulary
) -> ReviewedRow:
    before = row_before(draft_row(row, known.round), known.history_of(row))
    last = before.content if before else None
    reading = stored_reading(row, known, may_correct=False)
    computed = reading.grade.rating if reading.grade else None
    ratings = known.ratings.by_edition.get(known.round.edition_id, {})
    grade = ReviewedGrade(
        version=row.version,
        code=row.grade_words,
        computed=computed.code if computed else "",
        before=before.grade if before else None,
        choices=[NO_GRADE, *((rating.code, str(rating)) for rating in ratings.values())],
        reason=judgement.history_change_reason or "" if judgement and stands(row, judgement) else "",
        is_outdated=judgement is not None and not stands(row, judgement),
    )
    return ReviewedRow(
        pk=row.pk,
        key=snapshot_key(row.pk),
        title=str(row.listing),
        lead=" ".join(one for one in (words.tier_label(row.listing.tier), row.listing.label) if one),
        cells=[
            old_and_new(words.target, last.target_words if last else "", row.target_words),
            old_and_new(words.actual, last.actual_words if last else "", row.actual_words),
            old_and_new(words.note, last.note_words if last else "", row.note_words),
        ],
        amend_url=reverse("kpis:amend_snapshot", args=(row.pk,)),
        links=links,
        reading=reading,
        grade=grade if ratings else None,
    )
