"""What is asked and answered about an entry."""

from django.db import models
from django.db.models import Q

from reforms.models.people import User
from reforms.models.progress import ProgressSegment
from reforms.models.recorded import RowHistory


class Comment(models.Model):
    """質疑 about an entry: a question, or an answer to one (question). Words are never rewritten.

    settled_at: when a question was said to be settled (解決済み), by whom: settled_by; a new answer opens it again.
    """

    question = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answers", verbose_name="質問"
    )
    words = models.TextField("内容")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="書いた人")
    at = models.DateTimeField("日時")
    settled_at = models.DateTimeField("解決した日時", null=True, blank=True)
    settled_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="解決とした人"
    )

    class Meta:
        abstract = True
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="%(class)s_says_something",
                violation_error_message="内容を書いてください。",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(question=None, settled_at__isnull=False, settled_by__isnull=False),
                name="%(class)s_settles_a_question_by_somebody",
                violation_error_message="解決済みにできるのは質問だけです。",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class SegmentComment(Comment):
    """改革工程の質疑."""

    entry = models.ForeignKey(ProgressSegment, models.PROTECT, related_name="comments", verbose_name="進捗の区切り")
    history = RowHistory()

    class Meta(Comment.Meta):
        verbose_name = "改革工程の質疑"
        verbose_name_plural = "改革工程の質疑"
