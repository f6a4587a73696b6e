"""A document as the JSON object that `manage.py read_source` prints; `docs/import-formats.md` describes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from importers.document import KpiRow, Place, ProcessRow, Segment, Sheet, SourceDocument
from importers.issues import Issue
from kpi_tracker.lib.readings import ActualReading, Baseline, PromiseReading, TargetReading

Json = dict[str, Any]


def as_json(document: SourceDocument) -> Json:
    """The document as plain lists, dicts, numbers and texts, every key there even where it is null.

    Decimals become int where they are whole, else float; dates "2018-03-31"; pairs lists of two.
    """
    return {
        "file": document.file,
        "layout": document.layout,
        "programme": document.programme,
        "title": document.title,
        "as_of": document.as_of,
        "fiscal_year": document.fiscal_year,
        "sheets": [_sheet(sheet) for sheet in document.sheets],
        "budget": [plain(line) for line in document.budget],
        "issues": _issues(document.issues),
    }


def _sheet(sheet: Sheet) -> Json:
    return {
        "lines": list(sheet.lines),
        "items": list(sheet.items),
        "item": sheet.item,
        "important_issue": sheet.important_issue,
        "item_no": sheet.item_no,
        "plan_editions": list(sheet.plan_editions),
        "duplicate_of": sheet.duplicate_of,
        "processes": [_process(row) for row in sheet.processes],
        "kpis": [_kpi(row) for row in sheet.kpis],
        "ministries": list(sheet.ministries),
        "lead_ministries": list(sheet.lead_ministries),
        "attributes": plain(sheet.attributes),
        "places": _places(sheet.places),
        "issues": _issues(sheet.issues),
    }


def _process(row: ProcessRow) -> Json:
    return {
        "order": row.order,
        "process": row.process,
        "lines": list(row.lines),
        "segments": [_segment(segment) for segment in row.segments],
        "shares_with": row.shares_with,
        "progress": row.progress,
        "outlook": row.outlook,
        "marks": list(row.marks),
        "ministries": list(row.ministries),
        "places": _places(row.places),
        "issues": _issues(row.issues),
    }


def _segment(segment: Segment) -> Json:
    return {
        "label_raw": segment.label_raw,
        "ministries": list(segment.ministries),
        "progress": segment.progress,
        "outlook": segment.outlook,
        "mark": segment.mark,
    }


def _kpi(row: KpiRow) -> Json:
    return {
        "tier": row.tier,
        "label": row.label,
        "name": row.name,
        "group": row.group,
        "is_heading": row.is_heading,
        "relisted": row.relisted,
        "is_main": row.is_main,
        "lines": list(row.lines),
        "target_raw": row.target_raw,
        "actual_raw": row.actual_raw,
        "status": row.status,
        "note_raw": row.note_raw,
        "baseline": _baseline(row.baseline),
        "targets": [_target(target) for target in row.targets],
        "actuals": [_actual(actual) for actual in row.actuals],
        "promises": [_promise(promise) for promise in row.promises],
        "places": _places(row.places),
        "issues": _issues(row.issues),
    }


def _baseline(baseline: Baseline | None) -> Json | None:
    return {"value": plain(baseline.value), "unit": baseline.unit, "fy": baseline.fy} if baseline else None


def _target(target: TargetReading) -> Json:
    return {
        "value": plain(target.value),
        "unit": target.unit,
        "comparator": target.comparator,
        "value_max": plain(target.value_max),
        "kind": target.kind,
        "deadline_fy": target.deadline_fy,
        "deadline_raw": target.deadline_raw,
        "fiscal_year": target.fiscal_year,
        "final": target.final,
        "baseline": _baseline(target.baseline),
        "approx": target.approx,
        "component": target.component,
        "raw": target.raw,
        "span": list(target.span),
        "confidence": target.confidence,
    }


def _actual(actual: ActualReading) -> Json:
    return {
        "value": plain(actual.value),
        "unit": actual.unit,
        "as_of_raw": actual.as_of_raw,
        "as_of": actual.as_of,
        "fiscal_year": actual.fiscal_year,
        "preliminary": actual.preliminary,
        "kind": actual.kind,
        "approx": actual.approx,
        "cumulative": actual.cumulative,
        "component": actual.component,
        "raw": actual.raw,
        "span": list(actual.span),
        "confidence": actual.confidence,
    }


def _promise(promise: PromiseReading) -> Json:
    return {
        "what": promise.what,
        "from": plain(promise.begins),
        "to": plain(promise.ends),
        "raw": promise.raw,
        "span": list(promise.span),
    }


def _places(places: Mapping[str, Place]) -> Json:
    return {
        field: {"lines": list(place.lines), "sheet": place.sheet, "cell": place.cell, "words": place.words}
        for field, place in places.items()
    }


def _issues(issues: Iterable[Issue]) -> list[Json]:
    return [
        {
            "code": issue.code,
            "severity": issue.severity,
            "field": issue.field,
            "lines": list(issue.lines) if issue.lines else None,
            "cell": issue.cell,
            "raw": issue.raw,
            "message": issue.message,
        }
        for issue in issues
    ]


def plain(value: object) -> Any:
    """A value of a document's free attributes as JSON knows it.

    >>> plain({"total": (Decimal("12"), Decimal("0.5")), "on": date(2018, 3, 31)})
    {'total': [12, 0.5], 'on': '2018-03-31'}
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value
