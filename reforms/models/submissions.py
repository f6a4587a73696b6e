"""How far a ministry's part of an item has come in a round."""

from django.db import models
from django.db.models import Q

from reforms.models.items import ReformItem
from reforms.models.ministries import Ministry
from reforms.models.people import User
from reforms.models.programmes import ReportingRound
from reforms.models.recorded import RowHistory, VersionedRow


class Submission(VersionedRow):
    """提出: the state of one ministry's part of an item in a round. No row: nobody has handed it in yet (入力中).

    公表 is no state of it: a round is published as a whole, see Publication. by: who brought it to this state.
    """

    class State(models.TextChoices):
        ENTERING = "entering", "入力中"
        SUBMITTED = "submitted", "提出"
        RETURNED = "returned", "差戻し"
        CONFIRMED = "confirmed", "確認"

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="submissions", verbose_name="調査回")
    item = models.ForeignKey(ReformItem, models.PROTECT, related_name="submissions", verbose_name="改革項目")
    ministry = models.ForeignKey(Ministry, models.PROTECT, related_name="submissions", verbose_name="府省庁")
    state = models.CharField("状態", max_length=10, choices=State, default=State.ENTERING)
    reason = models.TextField("差戻しの理由", blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="行った人")
    at = models.DateTimeField("日時")
    history = RowHistory()

    class Meta:
        verbose_name = "提出"
        verbose_name_plural = "提出"
        ordering = ("round_id", "item__order", "ministry__order")
        constraints = [
            models.UniqueConstraint(fields=("round", "item", "ministry"), name="submission_once_an_item_and_ministry"),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""),
                name="submission_returned_with_a_reason",
                violation_error_message="差戻しには理由を書いてください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.ministry}：{self.get_state_display()}"
