"""How long a password may be."""

from __future__ import annotations

from django.core.exceptions import ValidationError

LONGEST = 128


class LongestPassword:
    """A password of a novel's length would only keep the server busy."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError where it is longer than 128 characters."""
        if len(password) > LONGEST:
            raise ValidationError(f"パスワードは{LONGEST}文字以内にしてください。", code="password_too_long")

    def get_help_text(self) -> str:
        """For whoever chooses one."""
        return f"パスワードは{LONGEST}文字以内にしてください。"
