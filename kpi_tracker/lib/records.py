"""Frozen records, made in C (msgspec): a hundred thousand pass between the stages of an import, thousands into a page.

A record is declared as `class Place(Record, frozen=True)`, its fields as those of a dataclass; `replace` makes another
with some fields changed, `fields_of` tells them by name. docs/decisions/0012 says why these are no dataclasses.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any, Self, TypeVar

from msgspec import Struct, convert, field, json, structs
from msgspec.structs import asdict as fields_of

__all__ = ["JsonRecord", "Record", "field", "fields_of", "names_of", "replace"]


Kind = TypeVar("Kind")


class Record(Struct, frozen=True, gc=False):
    """A record that never refers to itself: the garbage collector passes it over."""


class JsonRecord(Record, frozen=True):
    """A record that is kept as JSON: `from_json`, or of its text `from_text`, undoes `as_json`."""

    def as_json(self) -> dict[str, Any]:
        """Plain lists and dicts; decimals as text, so that no digit is lost."""
        content: dict[str, Any] = json.decode(json.encode(self))
        return content

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Self:
        """The record back from `as_json`; a field that was added since has its default."""
        return convert(content, cls)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The record back from the text of `as_json`, in half the time."""
        record: Self = _decoder(cls).decode(text)
        return record


@cache
def _decoder(kind: type[JsonRecord]) -> json.Decoder[Any]:
    return json.Decoder(kind)


def names_of(kind: type[Record]) -> tuple[str, ...]:
    """The names of the fields of a kind of record."""
    return kind.__struct_fields__


def replace(record: Kind, **changes: Any) -> Kind:
    """Another record, or dataclass, with some fields changed.

    >>> from kpi_tracker.lib.readings import Doubt
    >>> replace(Doubt("code", "note", "確かめてください。"), severity="error").severity
    'error'
    """
    if isinstance(record, Record):
        return structs.replace(record, **changes)
    changed: Kind = dataclasses.replace(record, **changes)  # type: ignore[type-var]
    return changed
