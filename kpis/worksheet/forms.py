"""What a person sends of one row."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from kpis.models import Measurement
from kpis.services.entering import KpiEntry
from reforms.models import ReasonCode
from reforms.services.entering import ProgressEntry

F = TypeVar("F", bound=forms.Form)
LONGEST = 20_000
"""Characters of a cell: ten times the longest that a document prints."""
TOO_LONG = f"{LONGEST:,}文字以内で入力してください。"


def checked(form: F) -> F:
    """The form, its fields cleaned. Raises ValidationError by field where one cannot be taken."""
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return form


class WordsField(forms.CharField):
    """The words of a cell: as they were typed, with plain line ends."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=LONGEST, error_messages={"max_length": TOO_LONG}, **options)

    def to_python(self, value: Any) -> str:
        """The words, whatever the sender ends its lines with."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class EntryForm(forms.Form):
    """What each row sends. version: of the row as the person saw it."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)

    def sent(self, name: str) -> str | None:
        """The field as it was sent, None where it was not: what is not sent stays."""
        return self.cleaned_data[name] if name in self.data else None


class KpiEntryForm(EntryForm):
    """A KPI row. code, reason: why a row that lists a KPI again shall say something else."""

    actual = WordsField(label="実績値")
    note = WordsField(label="次回の把握時期と今後の方針")
    code = forms.ChoiceField(label="理由の種類", required=False, choices=[("", ""), *ReasonCode.choices])
    reason = forms.CharField(label="理由", required=False, max_length=2000)

    def entry(self, snapshot: int) -> KpiEntry:
        """What was typed into the row, by primary key of its snapshot."""
        return KpiEntry(snapshot, self.cleaned_data["version"], self.sent("actual"), self.sent("note"))


class ProgressEntryForm(EntryForm):
    """A part of a progress cell. mark: its code."""

    progress = WordsField(label="計画期間中の進捗")
    outlook = WordsField(label="今後の進展について")
    mark = forms.CharField(label="印", required=False, max_length=100)

    def entry(self, segment: int) -> ProgressEntry:
        """What was typed into the row, by primary key of the segment."""
        version = self.cleaned_data["version"]
        return ProgressEntry(segment, version, self.sent("progress"), self.sent("outlook"), self.sent("mark"))


class ReadingForm(forms.Form):
    """Words of an actual cell to be read, not kept."""

    actual = WordsField()


class CorrectionForm(EntryForm):
    """A person's correction of one reading. order: its place in the cell from 1."""

    order = forms.IntegerField(min_value=1, max_value=1000)
    value = forms.DecimalField(label="値", max_digits=30, decimal_places=10)
    unit = forms.CharField(label="単位", required=False, max_length=500)
    as_of = forms.CharField(label="時点", required=False, max_length=10)
    kind = forms.ChoiceField(label="種類", choices=Measurement.Kind.choices)
    reason = forms.CharField(label="直す理由", max_length=2000)

    def changes(self) -> dict[str, Any]:
        """The fields of the reading as the person wants them."""
        return {name: self.cleaned_data[name] for name in ("value", "unit", "as_of", "kind")}


class PartForm(forms.Form):
    """A ministry's part of an item, by primary keys."""

    item = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    ministry = forms.IntegerField(min_value=1, max_value=2**63 - 1)
