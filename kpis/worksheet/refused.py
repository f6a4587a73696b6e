"""What a browser without scripts is shown where a row was not saved: nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from kpis.worksheet.forms import KpiEntryForm, ProgressEntryForm

WORDS = {
    name: str(field.label)
    for form in (KpiEntryForm, ProgressEntryForm)
    for name, field in form.base_fields.items()
    if name != "version"
}


@dataclass(frozen=True)
class RefusedField:
    """A field as it was sent. theirs: what somebody else saved meanwhile, None unless it differs; errors: sentences."""

    name: str
    label: str
    typed: str
    theirs: str | None
    errors: list[str]


@dataclass(frozen=True)
class RefusedRow:
    """What was sent. version: to send it with again, so that it takes the place of what is stored now; by: who saved
    that, "" where nobody did."""

    message: str
    version: str
    by: str
    at: str
    fields: list[RefusedField]


def refused_row(sent: QueryDict, message: str, more: Mapping[str, Any]) -> RefusedRow:
    """The row as it was sent, with why it was not saved. more: what a script is told beside the message."""
    theirs, errors = more.get("theirs", {}), more.get("errors", {})
    return RefusedRow(
        message=message,
        version=str(more.get("version", sent.get("version", ""))),
        by=more.get("by", ""),
        at=more.get("at", ""),
        fields=[
            RefusedField(name, label, typed, _unless_same(theirs.get(name), typed), list(errors.get(name, [])))
            for name, label in WORDS.items()
            if (typed := sent.get(name)) is not None
        ],
    )


def _unless_same(theirs: str | None, typed: str) -> str | None:
    return None if theirs == typed.replace("\r\n", "\n") else theirs
