"""What a column of the published tables is. Each is described once, beside the field of the record that fills it.

Files, the API, its description and the column dictionary are all made from these descriptions.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from kpi_tracker.lib.fiscal_year import era_label
from kpi_tracker.lib.records import replace

Value = int | Decimal | str | bool | date | None
"""None: nothing is printed, or nothing is known; a text that is not printed is ""."""
TYPE_NAMES: dict[type, str] = {
    int: "整数",
    Decimal: "数（十進）",
    str: "文字列",
    bool: "真偽（true・false）",
    date: "日付（YYYY-MM-DD）",
}


@dataclass(frozen=True)
class CodeList:
    """The codes that a column holds. labels: by code; empty where the codes are rows of the database."""

    id: str
    name: str
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """id: English, once in its table; of: the value in a record of the table."""

    id: str
    heading: str
    type: type
    meaning: str
    of: Callable[[Any], Value]
    unit: str = ""
    codes: CodeList | None = None

    @property
    def type_name(self) -> str:
        """The kind of its values in Japanese."""
        return TYPE_NAMES[self.type]


@dataclass(frozen=True)
class Described:
    """Makes a field of a record a column; with codes that have labels a column of the labels follows."""

    heading: str
    meaning: str
    unit: str = ""
    codes: CodeList | None = None


@dataclass(frozen=True)
class FiscalYear(Described):
    """Makes a field that holds a fiscal year (2017 = 平成29年度) a column; one with the 和暦 follows."""

    unit: str = "年度"


@dataclass(frozen=True)
class Part:
    """Of a field that holds a record of its own: what the names of its columns begin with here."""

    heading: str = ""
    prefix: str = ""


def columns_of(record: type) -> tuple[Column, ...]:
    """The columns of a record class, in the order of its fields."""
    return tuple(_columns(record))


def _columns(record: type) -> Iterator[Column]:
    for name, hint in get_type_hints(record, include_extras=True).items():
        kind, given = get_args(hint) if get_origin(hint) is Annotated else (hint, Part())
        if isinstance(given, Part):
            yield from _columns_of_part(name, _without_none(kind), given)
        else:
            yield from _with_its_companion(name, _without_none(kind), given)


def _columns_of_part(name: str, record: type, given: Part) -> Iterator[Column]:
    for column in _columns(record):
        yield replace(
            column,
            id=given.prefix + column.id,
            heading=given.heading + column.heading,
            of=_of_part(attrgetter(name), column.of),
        )


def _with_its_companion(name: str, kind: type, given: Described) -> Iterator[Column]:
    of = attrgetter(name)
    yield Column(name, given.heading, kind, given.meaning, of, given.unit, given.codes)
    if isinstance(given, FiscalYear):
        yield Column(f"{name}_era", f"{given.heading}（和暦）", str, f"「{given.heading}」を和暦で", _era(of))
    if given.codes and given.codes.labels:
        label = _label(of, given.codes.labels)
        yield Column(f"{name}_label", f"{given.heading}（語）", str, f"「{given.heading}」の符号の語", label)


def _era(of: Callable[[Any], Any]) -> Callable[[Any], Value]:
    return lambda record: "" if of(record) is None else era_label(of(record))


def _label(of: Callable[[Any], Any], labels: Mapping[str, str]) -> Callable[[Any], Value]:
    return lambda record: labels.get(of(record), "")


def _of_part(inner: Callable[[Any], Any], of: Callable[[Any], Value]) -> Callable[[Any], Value]:
    return lambda record: None if inner(record) is None else of(inner(record))


def _without_none(hint: Any) -> Any:
    """The type of a field that may be None besides."""
    if get_origin(hint) not in (Union, types.UnionType):
        return hint
    (kind,) = (one for one in get_args(hint) if one is not types.NoneType)
    return kind
