"""Everything published, as the plain records that the checks look at."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from kpi_tracker.lib.records import replace
from kpis.checks.facts import AssessmentFacts, BudgetFacts, Facts, KpiFacts, ProgressFacts
from kpis.history import judgement_of
from kpis.models import PublishedKpi
from kpis.named_ministries import labelled_ministries, names_of_ministries
from kpis.published_rows import KpiRatings, PublishedRow, kpi_ratings, published_rows
from kpis.row_facts import row_facts
from reforms.chains import chains
from reforms.frozen import FrozenProgress, FrozenRound
from reforms.models import Ministry, Publication, PublishedProgress, Rating, ReformItem


def all_facts(today: datetime.date) -> Facts:
    """Every row of every current publication. A fixed number of queries, whatever the number of rows."""
    rows = published_rows(PublishedKpi.objects.filter(is_heading=False))
    ratings = kpi_ratings(row.edition for row in rows)
    by_kpi: dict[int, list[PublishedRow]] = defaultdict(list)
    for row in rows:
        if row.kpi:
            by_kpi[row.kpi].append(row)
    roots = {item: str(chain[0]) for item, chain in chains(_continuations()).items()}
    ministries = _ministries_by_item()
    names = names_of_ministries()
    publications = Publication.objects.filter(is_current=True).select_related("round__edition")
    return Facts(
        today=today,
        kpis=tuple(_kpi(row, by_kpi[row.kpi], ratings, roots, ministries, names) for row in rows if row.kpi),
        progress=tuple(_progress(roots)),
        budgets=tuple(line for publication in publications for line in _budget(publication)),
        assessments=tuple(given for publication in publications for given in _assessments(publication)),
    )


def _continuations() -> dict[int, int | None]:
    return dict(ReformItem.objects.values_list("pk", "continues_id"))


def _ministries_by_item() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    named = Ministry.objects.filter(published_items__publication__is_current=True).order_by("order")
    for item, name in named.values_list("published_items__item", "name"):
        found[item].append(name)
    return found


def _kpi(
    row: PublishedRow,
    history: list[PublishedRow],
    ratings: KpiRatings,
    roots: dict[int, str],
    ministries: dict[int, list[str]],
    names: dict[str, str],
) -> KpiFacts:
    item = row.items[0]
    scale = next(iter(ratings.by_edition.get(row.edition, {}).values()), None)
    own = labelled_ministries(row.content, names)
    return replace(
        row_facts(row),
        item=item.name,
        item_key=roots.get(item.id, str(item.id)),
        item_no=item.number,
        scale=scale.scale.slug if scale else None,
        judgement=judgement_of(row, history, ratings),
        ministries=tuple(own or dict.fromkeys(name for item in row.items for name in ministries.get(item.id, ()))),
    )


def _progress(roots: dict[int, str]) -> Iterable[ProgressFacts]:
    marks = dict(Rating.objects.values_list("pk", "code"))
    rows = (
        PublishedProgress.objects.filter(publication__is_current=True)
        .select_related("publication__round__edition", "progress")
        .prefetch_related("items")
        .order_by("publication__published_on", "publication", "order")
    )
    for row in rows:
        cell = FrozenProgress.from_json(row.content)
        items = list(row.items.all())
        edition = row.publication.round.edition
        yield ProgressFacts(
            key=f"{edition.slug}/{row.progress.row_id}",
            edition=edition.slug,
            edition_name=edition.name,
            fiscal_year=row.publication.round.fiscal_year,
            published_on=row.publication.published_on,
            item=items[0].name,
            item_key=roots.get(items[0].item_id, str(items[0].item_id)),
            words={
                "process": "\n".join(process.words for process in cell.processes),
                "progress": "\n".join(segment.progress for segment in cell.segments if segment.progress),
                "outlook": "\n".join(segment.outlook for segment in cell.segments if segment.outlook),
            },
            marks=tuple(marks[segment.mark] for segment in cell.segments if segment.mark in marks),
            ministries=tuple(dict.fromkeys(name for segment in cell.segments for name in segment.ministries)),
            item_no=items[0].number,
        )


def _budget(publication: Publication) -> Iterable[BudgetFacts]:
    edition = publication.round.edition
    for line in FrozenRound.from_json(publication.content).budget:
        yield BudgetFacts(
            key=f"{edition.slug}/budget-{line.fiscal_year}",
            edition=edition.slug,
            edition_name=edition.name,
            fiscal_year=line.fiscal_year,
            unit=line.unit,
            initial=_decimal(line.initial),
            supplementary=_decimal(line.supplementary),
            carried_over=_decimal(line.carried_over),
            total=_decimal(line.total),
            executed=_decimal(line.executed),
        )


def _assessments(publication: Publication) -> Iterable[AssessmentFacts]:
    edition = publication.round.edition
    for given in FrozenRound.from_json(publication.content).assessments:
        yield AssessmentFacts(f"{edition.slug}/assessment", edition.slug, edition.name, given.words, given.reason)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
