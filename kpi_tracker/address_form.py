"""A form whose fields come from the address: a value that is not offered is told and passed over."""

from __future__ import annotations

from typing import cast

from django import forms


class AddressForm(forms.Form):
    """Every field is optional. Subclasses offer the choices of their fields."""

    @property
    def message(self) -> str:
        """What could not be used, "" where all could."""
        labels = [self.fields[field].label for field in self.errors]
        return "".join(f"「{label}」の指定を読み取れず、外しました。" for label in labels)

    def offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        """The values that a choice takes besides すべて."""
        cast(forms.ChoiceField, self.fields[field]).choices = [("", "すべて"), *choices]
