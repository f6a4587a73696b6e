"""The tables 実績値 and 目標値 of a KPI page: every edition's row, whether a figure could be read out of it or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpi_tracker.lib.japanese_text import is_dash
from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.places import actual_place, target_place
from kpis.published_rows import PublishedRow
from kpis.series import as_of_of
from kpis.shown import (
    ShownSource,
    actual_text,
    actual_value_text,
    shown_source,
    target_text,
    target_value_text,
)
from kpis.target_changes import changes_of
from kpis.wording import KIND_NAMES, as_of_text

WITHOUT_FIGURE, NOTHING_PRINTED = "数値なし", "記載なし"
DIFFERS_FROM_OTHER_ROW = "同じ版の再掲と異なる"


@dataclass(frozen=True)
class PointRow:
    """A measured value with its unit, or 数値なし for words without a figure, 記載なし for a dash or an empty cell."""

    edition: str
    value: str
    as_of: str
    kind: str
    component: str
    source: ShownSource | None


@dataclass(frozen=True)
class TargetRow:
    """A target of an edition. change: against the edition before, "" where nothing changed."""

    edition: str
    value: str
    deadline: str
    component: str
    change: str
    source: ShownSource | None


def point_rows(rows: Iterable[PublishedRow], documents: dict[int, str]) -> list[PointRow]:
    """The values in the order of the editions, each with the cell that prints it."""
    return [point for row in rows for point in _points(row, documents)]


def points_note(rows: Iterable[PublishedRow]) -> str:
    """What the table 実績値 lacks, in a sentence; "" where a value of the KPI's own is printed."""
    rows = list(rows)
    kinds = {actual.kind for row in rows for actual in row.content.actuals}
    if kinds == {"reference"}:
        return "このKPI自身の実績値はまだなく、参考値だけが載っています。"
    if kinds:
        return ""
    if all(is_blank(row.content.actual_words) for row in rows):
        return "公表文書に実績値の記載がありません。"
    return "数値で示された実績値はありません。"


def is_blank(words: str) -> bool:
    """True for an empty cell and for one that holds a dash."""
    return not words.strip() or is_dash(words)


def _points(row: PublishedRow, documents: dict[int, str]) -> Iterator[PointRow]:
    for actual in row.content.actuals:
        yield PointRow(
            edition=row.edition_name,
            value=actual_value_text(actual),
            as_of=as_of_text(as_of_of(actual)),
            kind=KIND_NAMES[actual.kind],
            component=actual.component or "",
            source=_source_of_actual(row, actual, documents),
        )
    if not row.content.actuals:
        value = NOTHING_PRINTED if is_blank(row.content.actual_words) else WITHOUT_FIGURE
        source = _one(shown_source("実績値", row.content.places.get("actual"), documents))
        yield PointRow(row.edition_name, value, "", "", "", source)


def _source_of_actual(row: PublishedRow, actual: ActualReading, documents: dict[int, str]) -> ShownSource | None:
    return _one(shown_source("実績値", actual_place(row.content, actual), documents, [actual_text(actual)]))


def target_rows(rows: Iterable[PublishedRow], documents: dict[int, str]) -> list[TargetRow]:
    """The targets in the order of the editions. rows: oldest first.

    Each is compared with the edition before of the same programme; a further row of one edition (再掲) with the first.
    """
    shown: list[TargetRow] = []
    main_of: dict[str, PublishedRow] = {}
    editions: dict[int, list[PublishedRow]] = {}
    for row in rows:
        editions.setdefault(row.edition, []).append(row)
    for same in editions.values():
        main = main_row(same)
        before = main_of.get(main.programme)
        for row in same:
            changes = _changes(row, main, before)
            shown += [
                _target_row(row, target, change, documents)
                for target, change in zip(row.content.targets, changes, strict=True)
                if target.kind != "none" or not is_blank(row.content.target_words)
            ]
        main_of[main.programme] = main
    return shown


def main_row(same_edition: list[PublishedRow]) -> PublishedRow:
    """Of the rows of one edition the one that is not 再掲."""
    return next((row for row in same_edition if not row.content.is_relisted), same_edition[0])


def _changes(row: PublishedRow, main: PublishedRow, before: PublishedRow | None) -> list[str]:
    if row is main:
        changes = changes_of(before.content.targets if before else None, row.content.targets)
        return ["・".join(change.value for change in of_one) for of_one in changes]
    differences = changes_of(main.content.targets, row.content.targets)
    return [DIFFERS_FROM_OTHER_ROW if difference else "" for difference in differences]


def _target_row(row: PublishedRow, target: TargetReading, change: str, documents: dict[int, str]) -> TargetRow:
    place = target_place(row.content, target)
    return TargetRow(
        edition=row.edition_name,
        value=target_value_text(target),
        deadline=f"{target.deadline_fy}年度" if target.deadline_fy else target.deadline_raw or "",
        component=target.component or "",
        change=change,
        source=_one(shown_source("目標値", place, documents, [target_text(target)])),
    )


def _one(sources: list[ShownSource]) -> ShownSource | None:
    return sources[0] if sources else None
