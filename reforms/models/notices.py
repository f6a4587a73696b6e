"""What people are told."""

from django.db import models
from django.db.models import Q

from reforms.models.people import User
from reforms.models.programmes import ReportingRound


class Notice(models.Model):
    """お知らせ to one person: what happened to what is theirs, and where to look (url, a path of ours).

    mailed_at: when a mail told it, None while none did. due_on: the day that a due or overdue notice of a round speaks
    of, for which it is made only once.
    """

    class Kind(models.TextChoices):
        RETURNED = "returned", "差戻し"
        CONFIRMED = "confirmed", "確認"
        COMMENT = "comment", "質疑"
        DUE = "due", "期限間近"
        OVERDUE = "overdue", "期限超過"

    person = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name="宛先")
    kind = models.CharField("種類", max_length=10, choices=Kind)
    text = models.TextField("内容")
    url = models.CharField("見る場所", max_length=300)
    made_at = models.DateTimeField("日時", auto_now_add=True)
    read_at = models.DateTimeField("読んだ日時", null=True, blank=True)
    mailed_at = models.DateTimeField("メールした日時", null=True, blank=True)
    round = models.ForeignKey(
        ReportingRound, models.CASCADE, null=True, blank=True, related_name="notices", verbose_name="調査回"
    )
    due_on = models.DateField("提出期限", null=True, blank=True)

    class Meta:
        verbose_name = "お知らせ"
        verbose_name_plural = "お知らせ"
        ordering = ("-made_at", "-pk")
        indexes = [models.Index(fields=("person",), condition=Q(read_at=None), name="notice_unread")]
        constraints = [
            models.UniqueConstraint(
                fields=("person", "kind", "round", "due_on"),
                condition=Q(due_on__isnull=False),
                name="notice_once_a_deadline",
            )
        ]

    def __str__(self) -> str:
        return self.text
