"""What a person gives when a batch is applied or taken back."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from importers.models import ImportBatch
from reforms.services.locks import locks_something

REASON_ERRORS = {"required": "理由を書いてください。履歴に残ります。"}


class LockedForm(forms.Form):
    """A form that asks for an override where something of the batch's round is locked."""

    overrides = forms.BooleanField(
        label="締め切られた調査回・確認済みの行も変える（管理者だけができます。履歴に残ります）", required=False
    )

    @property
    def is_override(self) -> bool:
        """Whether the person means to write past locks; asked of a valid form."""
        return bool(self.cleaned_data.get("overrides"))

    def ask_only_where_locked(self, batch: ImportBatch) -> None:
        """Takes the question away where nothing is locked."""
        if batch.round is None or not locks_something(batch.round):
            del self.fields["overrides"]


class ApplyForm(LockedForm):
    """fingerprint: of the preview that the person saw."""

    reason = forms.CharField(
        label="取り込む理由",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例：総務省から2018年度の進捗の報告を受けたため。変更したすべての行の履歴に残ります。",
        error_messages=REASON_ERRORS,
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def for_batch(cls, batch: ImportBatch, sent: QueryDict | None = None) -> ApplyForm:
        """The form for a batch in preview."""
        form = cls(sent, initial={"fingerprint": batch.fingerprint})
        form.ask_only_where_locked(batch)
        return form


class UndoForm(LockedForm):
    """Why a batch is taken back. leave: what was edited since stays as it is; asked only where something was."""

    leave = forms.BooleanField(
        label="下の行はいまのまま残し、ほかの行を元に戻す",
        error_messages={"required": "取込みの後に編集された行があります。残すことを確かめてください。"},
    )
    reason = forms.CharField(
        label="元に戻す理由",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例：前年のファイルを誤って取り込んだため。履歴に残ります。",
        error_messages=REASON_ERRORS,
    )

    @classmethod
    def for_batch(cls, batch: ImportBatch, number: int, sent: QueryDict | None = None) -> UndoForm:
        """The form for an applied batch of which so many rows were edited since."""
        form = cls(sent)
        form.ask_only_where_locked(batch)
        if not number:
            del form.fields["leave"]
        return form
