"""People who sign in, and what each is here for."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

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
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="username_is_unique_in_any_case",
                violation_error_message="この利用者名は使われています。",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="email_is_unique_in_any_case",
                violation_error_message="このメールアドレスは、ほかの利用者が使っています。",
            ),
        ]

    def get_full_name(self) -> str:
        """「山田 花子」: the family name first."""
        return f"{self.last_name} {self.first_name}".strip()

    @property
    def shown_name(self) -> str:
        """The full name, else the name they sign in with."""
        return self.get_full_name() or self.username

    @property
    def shown_role(self) -> User.Role:
        """The role, of a superuser that of an admin."""
        return self.Role.ADMIN if self.is_superuser else self.Role(self.role)


class AccountEvent(models.Model):
    """利用者の記録: what was done to an account, by whom. by: None where a command did it; words: what changed."""

    class Act(models.TextChoices):
        INVITED = "invited", "招待"
        CHANGED = "changed", "変更"
        CLOSED = "closed", "閉鎖"
        REOPENED = "reopened", "再開"
        PASSWORD = "password", "パスワードの再設定を依頼"
        SECOND_FACTOR = "factor", "二要素認証を解除"

    user = models.ForeignKey(User, models.CASCADE, related_name="events", verbose_name="利用者")
    act = models.CharField("操作", max_length=10, choices=Act)
    words = models.TextField("内容", blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="account_acts", verbose_name="操作した人")
    at = models.DateTimeField("日時", auto_now_add=True)

    class Meta:
        verbose_name = "利用者の記録"
        verbose_name_plural = "利用者の記録"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.user}"
