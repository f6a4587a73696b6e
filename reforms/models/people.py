"""People who sign in, and what each is here for."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from reforms.models.ministries import Ministry


class User(AbstractUser):
    """利用者: one role, and for 担当者 the ministries they write for. What a role may do: `reforms.rights`."""

    class Role(models.TextChoices):
        VIEWER = "viewer", "閲覧者"
        STAFF = "staff", "担当者"
        REVIEWER = "reviewer", "確認者"
        ADMIN = "admin", "管理者"

    role = models.CharField("役割", max_length=10, choices=Role, default=Role.VIEWER)
    ministries = models.ManyToManyField(Ministry, related_name="people", blank=True, verbose_name="担当する府省庁")
    takes_mail = models.BooleanField("通知のメールを受け取る", default=True)

    class Meta(AbstractUser.Meta):
        verbose_name = "利用者"
        verbose_name_plural = "利用者"

    def get_full_name(self) -> str:
        """「山田 花子」: the family name first."""
        return f"{self.last_name} {self.first_name}".strip()

    @property
    def shown_name(self) -> str:
        """The full name, else the name they sign in with."""
        return self.get_full_name() or self.username
