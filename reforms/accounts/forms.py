"""The forms of signing in and of the list of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import LoginForm
from django import forms

from kpi_tracker.address_form import AddressForm
from reforms.accounts.people_csv import parted_name
from reforms.accounts.selectors import STATES, PeopleFilter
from reforms.models import Ministry, User
from reforms.services.accounts import AccountDraft


class SignInForm(LoginForm):  # type: ignore[misc]  # the library comes without types
    """Signing in with the user name or the e-mail address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "利用者名またはメールアドレス"
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        # The page has its own link beside the button.
        self.fields["password"].help_text = ""


class PeopleFilterForm(AddressForm):
    """Which people the list shows; a value that is not offered is passed over."""

    q = forms.CharField(label="氏名・利用者名・メール", required=False, max_length=100)
    role = forms.ChoiceField(label="役割", required=False)
    ministry = forms.ChoiceField(label="府省庁", required=False)
    state = forms.ChoiceField(label="状態", required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked)
        ministries = [(str(pk), name) for pk, name in Ministry.objects.values_list("pk", "name")]
        self.offer("role", list(User.Role.choices))
        self.offer("ministry", ministries)
        self.offer("state", list(STATES.items()))

    def asked_for(self) -> PeopleFilter:
        """What is asked, bad values left out."""
        self.is_valid()
        return PeopleFilter(**self.cleaned_data)


class PersonForm(forms.ModelForm[User]):
    """One account, to invite or to change. It is never saved: the services take its draft."""

    name = forms.CharField(label="氏名", max_length=150, help_text="姓と名の間に空白を入れます（例：山田 花子）。")
    ministries = forms.ModelMultipleChoiceField(
        Ministry.objects.all(), label="担当する府省庁", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = User
        fields = ("name", "username", "email", "role", "ministries")
        labels = {"username": "利用者名", "email": "メールアドレス"}
        help_texts = {"username": "サインインに使う名前。半角英数字と @ . + - _ が使えます。"}

    field_order = ("name", "username", "email", "role", "ministries")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["name"] = self.instance.get_full_name()

    def clean(self) -> dict[str, Any]:
        """Whoever enters needs something to enter for."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("role") == User.Role.STAFF and not cleaned.get("ministries"):
            self.add_error("ministries", "担当者には府省庁を一つ以上選んでください。")
        return cleaned

    def draft(self) -> AccountDraft:
        """What is asked for, of a valid form."""
        family, given = parted_name(self.cleaned_data["name"])
        return AccountDraft(
            username=self.cleaned_data["username"],
            email=self.cleaned_data["email"].lower(),
            last_name=family,
            first_name=given,
            role=self.cleaned_data["role"],
            ministries=frozenset(ministry.pk for ministry in self.cleaned_data["ministries"]),
        )


class PeopleFileForm(forms.Form):
    """A CSV of people."""

    file = forms.FileField(
        label="CSVファイル",
        help_text="UTF-8かShift_JIS（CP932）。見出しは 氏名、メール、利用者名、役割、府省庁、操作 です。",
        error_messages={"required": "CSVファイルを選んでください。", "empty": "選んだファイルは空です。"},
    )


class PeopleApplyForm(forms.Form):
    """The list that was looked at, and by what its plan is known."""

    content = forms.CharField(widget=forms.HiddenInput)
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)
