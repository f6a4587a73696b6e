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
from reforms.services.locks import Locked, may_override
from reforms.services.recording import Change

MOVED = (
    "この行は、画面を開いた後にほかの人が書き換えました。いまの内容と見比べて、よければもう一度送ってください。"
    "まだ何も書き換えていません。"
)
PAST_LOCKS = "past_locks"
AS_ADMIN = "管理者として書き換えるときは、「締切後の書換え」に印を付けて、もう一度送ってください。"


class ReasonedForm(forms.Form):
    """Why the frame changes. version: of the row as it was shown, 0 for a new one.

    An admin whom a lock stopped is asked whether to write past it; nobody is before.
    """

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
    def offers_override(self) -> bool:
        """Whether the person is asked to write past a lock."""
        return PAST_LOCKS in self.fields

    def offer_override(self) -> None:
        """Asks whether to write past the lock that stopped the act."""
        self.fields[PAST_LOCKS] = forms.BooleanField(label="締切後の書換え（管理者。履歴に残ります）", required=False)
        self.add_error(None, AS_ADMIN)

    @property
    def told(self) -> ReasonCode:
        """The kind of the reason."""
        return ReasonCode(self.cleaned_data["code"])


def is_done(form: ReasonedForm, act: Callable[[Any, Change], object], by: User) -> bool:
    """Whether the act was done; else the form says why not, and nothing is written."""
    if not form.is_valid():
        return False
    overrides = PAST_LOCKS in form.data and may_override(by)
    try:
        act(form, Change(by, form.cleaned_data["reason"], code=form.told, overrides=overrides))
    except MovedOn as moved:
        _send_again(form, moved)
    except Locked as refusal:
        form.add_error(None, str(refusal))
        if may_override(by) and not overrides:
            form.offer_override()
    except NotKept as refusal:
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
