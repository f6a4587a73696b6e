"""People who sign in."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """利用者: our own from the first migration, so that roles can be added without moving accounts."""

    class Meta(AbstractUser.Meta):
        verbose_name = "利用者"
        verbose_name_plural = "利用者"

    def get_full_name(self) -> str:
        """「山田 花子」: the family name first."""
        return f"{self.last_name} {self.first_name}".strip()
