"""The forms of signing in and of the list of people."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):  # type: ignore[misc]  # the library comes without types
    """Signing in with the user name or the e-mail address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "利用者名またはメールアドレス"
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        # The page has its own link beside the button.
        self.fields["password"].help_text = ""
