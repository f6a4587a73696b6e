"""What hangs on a row and stands on sheets of its own: readings, segments, places and issues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from importers.document import Place, Segment
from importers.issues import Issue
from importers.sequences import Picked
from importers.workbook.columns import Table
from importers.workbook.fields import from_words
from importers.workbook.records import SheetRecord, SheetRecords
from importers.workbook.side_tables import ACTUALS, ISSUES, PLACES, PROMISES, SEGMENTS, TARGETS
from kpi_tracker.lib.readings import ActualReading, Baseline, PromiseReading, TargetReading
from kpi_tracker.lib.records import replace

Part = TypeVar("Part")
_SIDE_TABLES = (TARGETS, ACTUALS, PROMISES, SEGMENTS, PLACES, ISSUES)
_BY_NAME = {table.name: table for table in _SIDE_TABLES}


class SideRecords:
    """The side sheets by 行ID."""

    def __init__(self, tables: dict[str, SheetRecords]) -> None:
        self._tables = tables
        self._places: dict[tuple[str, str | None], list[tuple[int, int]]] = defaultdict(list)
        for table in _SIDE_TABLES:
            for place, record in enumerate(tables[table.name].records):
                self._places[table.name, record.get("row_id")].append((record.values.get("order", 0), place))

    def parts(self, table: Table, row_id: str | None, make: Callable[[SheetRecord], Part]) -> tuple[Part, ...]:
        """The parts of a row: those whose cells could all be read."""
        return tuple(make(record) for record in self._of(table, row_id) if not record.issues)

    def broken(self, row_id: str | None) -> Iterator[Issue]:
        """The issues of side records that could not be read, told of the row they belong to."""
        for table in (TARGETS, ACTUALS, PROMISES, SEGMENTS):
            for record in self._of(table, row_id):
                yield from (replace(issue, field=table.name) for issue in record.issues)

    def places(self, table: Table, row_id: str | None) -> dict[str, Place]:
        """The places of a row by field."""
        return {
            from_words(table, record.get("field")): place_of(record)
            for record in self._of(PLACES, row_id)
            if record.get("field") is not None
        }

    def issues(self, table: Table | None, row_id: str | None) -> Iterator[Issue]:
        """The issues of a row that the sheet 確認事項 lists; of the document where table and row_id are None."""
        for record in self._of(ISSUES, row_id):
            if not record.issues:
                words = record.get("field")
                yield issue_of(record, from_words(table, words) if table else words)

    def orphans(self, known: Iterable[str]) -> Iterator[Issue]:
        """One issue for each 行ID of side records that no row bears, and one for those that bear none.

        known: the ids that rows bear; looked at only where there are side records.

        A person who deletes a row leaves its readings, places and issues behind: that is said once, and is no error.
        """
        left: dict[str | None, dict[str, Sequence[SheetRecord]]] = defaultdict(dict)
        unknown = {row_id for _, row_id in self._places}
        if unknown:
            unknown.difference_update(known)
        for name, row_id in self._places:
            if row_id in unknown and (row_id is not None or name != ISSUES.name):
                left[row_id][name] = self._of(_BY_NAME[name], row_id)
        for row_id, by_table in left.items():
            told = f"行ID「{row_id}」の行はありません" if row_id else "行IDが空です"
            message = (
                f"{'、'.join(map(_where, by_table.values()))}：{told}。この記載は読み飛ばしました。"
                "行を消したのなら、このままで構いません。行IDの書き違いなら直してください。"
            )
            yield Issue("orphan_record", "warning", next(iter(by_table)), message, raw=row_id)

    def _of(self, table: Table, row_id: str | None) -> Sequence[SheetRecord]:
        places = self._places.get((table.name, row_id))
        if places is None:
            return ()
        return Picked(self._tables[table.name].records, [place for _, place in sorted(places)])


def _where(records: Sequence[SheetRecord]) -> str:
    """Where records of one sheet stand, in words."""
    more = f"ほか{len(records) - 1}行" if len(records) > 1 else ""
    return f"シート「{records[0].sheet}」{min(record.row for record in records)}行目{more}"


def baseline_of(record: SheetRecord) -> Baseline | None:
    """The baseline columns of a record."""
    value = record.get("baseline_value")
    return None if value is None else Baseline(value, record.get("baseline_unit") or "", record.get("baseline_fy"))


def target_of(record: SheetRecord) -> TargetReading:
    """One row of 目標値の読取り."""
    return TargetReading(
        **record.only(
            "kind", "value", "unit", "comparator", "value_max", "deadline_fy", "deadline_raw", "fiscal_year", "final"
        ),
        **record.only("approx", "component", "confidence"),
        **_source(record),
        baseline=baseline_of(record),
    )


def actual_of(record: SheetRecord) -> ActualReading:
    """One row of 実績値の読取り."""
    return ActualReading(
        **record.only("value", "unit", "as_of_raw", "as_of", "fiscal_year", "kind", "approx", "cumulative"),
        **record.only("component", "confidence"),
        **_source(record),
    )


def promise_of(record: SheetRecord) -> PromiseReading:
    """One row of 把握時期の読取り."""
    source = {"raw": "", "span": (0, 0), **_source(record)}
    return PromiseReading(record.get("what"), record.get("begins"), record.get("ends"), **source)


def segment_of(record: SheetRecord) -> Segment:
    """One row of 進捗の区分け."""
    return Segment(
        record.get("label_raw"),
        record.get("ministries") or (),
        record.get("progress"),
        record.get("outlook"),
        record.get("mark"),
    )


def place_of(record: SheetRecord) -> Place:
    """One row of 出典."""
    return Place(record.lines() or (0, 0), record.get("words") or "", record.get("sheet"), record.get("cell"))


def issue_of(record: SheetRecord, field: str) -> Issue:
    """One row of 確認事項."""
    return Issue(field=field, lines=record.lines(), **record.only("code", "severity", "message", "raw", "cell"))


def _source(record: SheetRecord) -> dict[str, Any]:
    source = record.only("raw")
    first, last = record.get("span_from"), record.get("span_to")
    if first is not None and last is not None:
        source["span"] = (first, last)
    return source
