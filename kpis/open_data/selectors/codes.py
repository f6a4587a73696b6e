"""コード表: what the codes of the tables stand for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from kpi_tracker.lib.records import replace
from kpis.open_data.code_lists import EDITIONS, GRADES, ITEM_GRADES, MARKS, MINISTRIES, PROGRAMMES, STATIC
from kpis.open_data.columns import CodeList
from kpis.open_data.records.reference import CodeRecord
from reforms.models import Edition, EditionScale, Ministry, Programme

_OF_WHAT_IS_RATED = {
    EditionScale.Rates.KPI: GRADES,
    EditionScale.Rates.PROCESS: MARKS,
    EditionScale.Rates.ITEM: ITEM_GRADES,
}


def code_records() -> Iterator[CodeRecord]:
    """Every code, a grade once for each edition that uses it. Five queries."""
    return chain(_static(), _programmes(), _editions(), _ratings(), _ministries())


def _blank(codes: CodeList, order: int, code: str, label: str) -> CodeRecord:
    return CodeRecord(
        codes=codes.id,
        codes_name=codes.name,
        scale="",
        scale_name="",
        edition="",
        edition_fiscal_year=None,
        code=code,
        label=label,
        meaning="",
        order=order,
        valid_from=None,
        valid_to=None,
        successor="",
    )


def _static() -> Iterator[CodeRecord]:
    for codes in STATIC:
        for order, (code, label) in enumerate(codes.labels.items(), start=1):
            yield _blank(codes, order, code, label)


def _programmes() -> Iterator[CodeRecord]:
    for order, programme in enumerate(Programme.objects.all(), start=1):
        record = _blank(PROGRAMMES, order, programme.slug, programme.name)
        yield replace(record, valid_from=programme.begins_on, valid_to=programme.ends_on)


def _editions() -> Iterator[CodeRecord]:
    """Those that something was published of."""
    published = Edition.objects.filter(rounds__publications__isnull=False).distinct()
    for order, edition in enumerate(published, start=1):
        yield replace(
            _blank(EDITIONS, order, edition.slug, edition.name),
            edition=edition.slug,
            edition_fiscal_year=edition.fiscal_year,
            valid_from=edition.published_on,
        )


def _ratings() -> Iterator[CodeRecord]:
    scales = EditionScale.objects.select_related("edition", "scale").prefetch_related("scale__ratings")
    for used in scales.order_by("rates", "edition__fiscal_year", "edition__slug"):
        codes = _OF_WHAT_IS_RATED[EditionScale.Rates(used.rates)]
        for rating in used.scale.ratings.all():
            yield replace(
                _blank(codes, rating.order, rating.code, rating.label),
                scale=used.scale.slug,
                scale_name=used.scale.name,
                edition=used.edition.slug,
                edition_fiscal_year=used.edition.fiscal_year,
                meaning=rating.definition,
            )


def _ministries() -> Iterator[CodeRecord]:
    for ministry in Ministry.objects.select_related("successor"):
        yield replace(
            _blank(MINISTRIES, ministry.order, ministry.name, ministry.short_name),
            valid_from=ministry.valid_from,
            valid_to=ministry.valid_to,
            successor=ministry.successor.name if ministry.successor else "",
        )
