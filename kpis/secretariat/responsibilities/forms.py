"""The filters of the rows, and who shall answer for those that a person chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms

from kpi_tracker.address_form import AddressForm
from kpis.secretariat.responsibilities.filters import WITHOUT, ResponsibilityFilters
from kpis.secretariat.responsibilities.selectors import AnsweredRow
from reforms.models import Ministry

ACCEPT, SET = "accept", "set"
NOTHING_CHOSEN = {
    "required": "左の欄で行を一つ以上選んでください。",
    "invalid_choice": "選んだ行の一つは、画面を開いた後に担当が変わったか、見つかりません。選び直してください。",
}


class ResponsibilityFilterForm(AddressForm):
    """Every field is optional; a value that is not offered is told and passed over."""

    show = forms.ChoiceField(label="表示する行", required=False)
    ministry = forms.ChoiceField(label="担当の府省庁", required=False)
    q = forms.CharField(label="ことば", required=False, max_length=100)

    def __init__(self, asked: Mapping[str, str], ministries: Sequence[Ministry]) -> None:
        super().__init__(asked)
        self.offer("show", [(WITHOUT, "担当のない行だけ")])
        self.offer("ministry", [(str(ministry.pk), ministry.name) for ministry in ministries])

    def filters(self) -> ResponsibilityFilters:
        """What is asked, bad values left out."""
        self.is_valid()
        return ResponsibilityFilters(**self.cleaned_data)


class ResponsibilityForm(forms.Form):
    """The chosen rows, and who shall answer for them: as proposed, or these ministries."""

    act = forms.ChoiceField(choices=[(ACCEPT, "提案のとおり"), (SET, "次の府省庁")])
    row = forms.MultipleChoiceField(error_messages=NOTHING_CHOSEN)
    ministries = forms.MultipleChoiceField(
        label="府省庁", required=False, help_text="Ctrlキー（⌘キー）を押しながら選ぶと、二つ以上選べます。"
    )
    reason = forms.CharField(label="理由（書かなくてもよい）", required=False, max_length=2000)

    def __init__(
        self, rows: Sequence[AnsweredRow], ministries: Sequence[Ministry], sent: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(sent)
        self._rows = {row.value: row for row in rows}
        self._offer("row", [(value, value) for value in self._rows])
        self._offer("ministries", [(str(ministry.pk), ministry.name) for ministry in ministries])

    def _offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]  # both are fields of choices

    def clean(self) -> dict[str, object]:
        """Something must be said of the rows."""
        cleaned: dict[str, object] = super().clean() or {}
        if cleaned.get("act") == SET and not cleaned.get("ministries"):
            self.add_error("ministries", "担当にする府省庁を選んでください。")
        if cleaned.get("act") == ACCEPT and not self.errors and not any(self.wanted().values()):
            self.add_error("row", "選んだ行には提案がありません。府省庁を選んで設定してください。")
        return cleaned

    def wanted(self) -> dict[str, list[int]]:
        """The ministries, by primary key, of each chosen row, by its key; a row without a proposal is left as it is."""
        chosen = [self._rows[value] for value in self.cleaned_data["row"]]
        if self.cleaned_data["act"] == SET:
            return {row.key: [int(key) for key in self.cleaned_data["ministries"]] for row in chosen}
        return {row.key: [ministry.pk for ministry in row.proposal.ministries] for row in chosen if row.proposed_names}
