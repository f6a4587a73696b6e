"""Forms that change the frame: each says why, and tells why it was not done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from reforms.models import ReasonCode, User
from reforms.services.entries import MovedOn
from reforms.services.keeping import CODES, NotKept
from reforms.services.locks import Locked
from reforms.services.recording import Change

MOVED = (
    "この行は、画面を開いた後にほかの人が書き換えました。いまの内容と見比べて、よければもう一度送ってください。"
    "まだ何も書き換えていません。"
)


class ReasonedForm(forms.Form):
    """Why the frame changes. version: of the row as it was shown, 0 for a new one."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    code = forms.ChoiceField(
        label="理由の種類",
        choices=[("", "選んでください"), *((code.value, code.label) for code in CODES)],
        error_messages={"required": "理由の種類を選んでください。"},
    )
    reason = forms.CharField(
        label="理由", max_length=500, error_messages={"required": "理由を書いてください。履歴に残ります。"}
    )
    field_order: Sequence[str] | None = None
    versions: Mapping[str, str] = {}
    """The field that carries the version of a row of another table, by the label of its model."""

    @property
    def told(self) -> ReasonCode:
        """The kind of the reason."""
        return ReasonCode(self.cleaned_data["code"])


def is_done(form: ReasonedForm, act: Callable[[Any, Change], object], by: User) -> bool:
    """Whether the act was done; else the form says why not, and nothing is written."""
    if not form.is_valid():
        return False
    try:
        act(form, Change(by, form.cleaned_data["reason"], code=form.told))
    except MovedOn as moved:
        _send_again(form, moved)
    except (NotKept, Locked) as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
    return form.is_valid()


def _send_again(form: ReasonedForm, moved: MovedOn) -> None:
    """The form with the version that stands now: sent again, it is of somebody who saw both texts."""
    sent = cast(QueryDict, form.data).copy()
    sent[form.versions.get(moved.row._meta.label_lower, "version")] = str(moved.row.version)
    form.data = sent
    form.add_error(None, MOVED)
