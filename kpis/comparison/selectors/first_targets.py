"""KPIs that a publication prints as A and whose target is not the one they were first given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models.fields.json import KeyTextTransform

from kpi_tracker.lib.japanese_text import name_key
from kpi_tracker.lib.quantities import UNSURE
from kpi_tracker.lib.readings import TargetReading
from kpi_tracker.lib.records import replace
from kpis.comparison.original_targets import Outcome, outcome_of, unknown_before_judging
from kpis.frozen import TARGETS
from kpis.history import judgement_of
from kpis.models import KpiStanding, PublishedKpi
from kpis.published_rows import KpiRatings, PublishedRow, published_rows_alone
from kpis.target_changes import TargetChange, changes_between
from reforms.models import Publication

BETTER = "A"
_COLUMNS = ("listing__kpi", "pk", "content__target_words", KeyTextTransform("targets", "content"))


@dataclass(frozen=True)
class Computed:
    """A grade that the official rule gives, None where it gives none, and why. Ours, not the ministry's."""

    code: str | None
    explanation: str


NOT_JUDGED = Computed(None, "")


@dataclass(frozen=True)
class FirstTarget:
    """A row printed A beside the first row of its KPI that gave a figure to reach. at_first, as_is: what the official
    rule gives for the row's own figures against either target; reason: why they cannot be compared, "" if they can."""

    row: PublishedRow
    first: PublishedRow
    changes: frozenset[TargetChange]
    at_first: Computed
    as_is: Computed
    outcome: Outcome
    reason: str


@dataclass(frozen=True)
class _Given:
    """The target of a published row. key: of the row."""

    key: int
    words: str
    targets: tuple[TargetReading, ...]


@dataclass(frozen=True)
class _Changed:
    """A row, the first one, and what changed between their targets."""

    key: int
    first: int
    changes: frozenset[TargetChange]


def better_rows(publication: Publication) -> dict[int, int]:
    """The row that stands for each KPI printed A, by primary key of the Kpi: one that is not 再掲 if there is one."""
    rows = PublishedKpi.objects.filter(publication=publication, grade__code=BETTER, listing__kpi__isnull=False)
    found: dict[int, int] = {}
    for kpi, key in rows.order_by("content__is_relisted", "order").values_list("listing__kpi", "pk"):
        found.setdefault(kpi, key)
    return found


def first_targets(publication: Publication, better: dict[int, int], ratings: KpiRatings) -> list[FirstTarget]:
    """Those of `better` whose target changed, in printed order. Queries: six, and at most one for each year before."""
    changed = dict(_changed(publication, better))
    computed = _computed(one.key for one in changed.values())
    history: dict[int, list[PublishedRow]] = defaultdict(list)
    for row in published_rows_alone(PublishedKpi.objects.filter(listing__kpi__in=changed, is_heading=False)):
        if row.kpi:
            history[row.kpi].append(row)
    found = [_judged(changed[kpi], rows, computed[changed[kpi].key], ratings) for kpi, rows in history.items()]
    return sorted(found, key=lambda one: one.row.order)


def _changed(publication: Publication, better: dict[int, int]) -> Iterator[tuple[int, _Changed]]:
    """By primary key of the Kpi; one whose words are the same has not changed, whatever was read out of them."""
    first = _first_given(publication, better)
    for kpi, key, words, targets in PublishedKpi.objects.filter(pk__in=better.values()).values_list(*_COLUMNS):
        given = first.get(kpi)
        if given and given.words != words and name_key(given.words) != name_key(words):
            changes = changes_between(given.targets, TARGETS.decode(targets))
            if changes:
                yield kpi, _Changed(key, given.key, changes)


def _first_given(publication: Publication, kpis: Iterable[int]) -> dict[int, _Given]:
    """The first target with a figure of each KPI in the years before, of the same programme.

    Most have one from their first year on: the later years are only asked for the others.
    """
    programme, before = publication.round.edition.programme_id, publication.round.fiscal_year
    current = Publication.objects.filter(is_current=True, round__edition__programme=programme)
    by_year: dict[int, list[int]] = defaultdict(list)
    for year, key in current.order_by("round__fiscal_year", "pk").values_list("round__fiscal_year", "pk"):
        if year < before:
            by_year[year].append(key)
    missing, found = set(kpis), dict[int, _Given]()
    for publications in by_year.values():
        if missing:
            found |= _given_in(publications, missing)
            missing -= found.keys()
    return found


def _given_in(publications: list[int], kpis: Iterable[int]) -> dict[int, _Given]:
    """The first target with a figure that these publications give each KPI."""
    rows = PublishedKpi.objects.filter(publication__in=publications, listing__kpi__in=kpis, is_heading=False)
    found: dict[int, _Given] = {}
    for kpi, key, words, content in rows.order_by("content__is_relisted", "order").values_list(*_COLUMNS):
        targets = () if kpi in found else TARGETS.decode(content)
        if any(one.value is not None and one.confidence > UNSURE for one in targets):
            found[kpi] = _Given(key, words, targets)
    return found


def _computed(keys: Iterable[int]) -> dict[int, Computed]:
    """The computed grade of each published row against the target that stands, as it is kept."""
    rows = KpiStanding.objects.filter(published__in=list(keys))
    columns = ("published", "computed__code", "explanation")
    return {key: Computed(code, explanation) for key, code, explanation in rows.values_list(*columns)}


def _judged(changed: _Changed, rows: list[PublishedRow], as_is: Computed, ratings: KpiRatings) -> FirstTarget:
    by_key = {row.published: row for row in rows}
    row, first = by_key[changed.key], by_key[changed.first]
    reason = unknown_before_judging(changed.changes, as_is.code)
    if reason:
        return FirstTarget(row, first, changed.changes, NOT_JUDGED, as_is, Outcome.UNKNOWN, reason)
    judgement = judgement_of(replace(row, content=replace(row.content, targets=first.content.targets)), rows, ratings)
    outcome, reason = outcome_of(judgement.suggested)
    at_first = Computed(judgement.suggested, judgement.explanation)
    return FirstTarget(row, first, changed.changes, at_first, as_is, outcome, reason)
