"""Ministries and their offices through time."""

from django.db import models
from django.db.models import F, Q

from reforms.models.ratings import NaturalKeyManager
from reforms.models.recorded import RowHistory, VersionedRow


class Ministry(VersionedRow):
    """府省庁: a ministry, agency or office, with the days on which it existed.

    A printed row keeps the name of its day: a reorganised office has a successor, it is never renamed.
    """

    natural_fields = ("name",)

    name = models.CharField("名称", max_length=100, unique=True)
    short_name = models.CharField("略称", max_length=40)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="offices", verbose_name="上部組織"
    )
    valid_from = models.DateField("設置日", null=True, blank=True)
    valid_to = models.DateField("廃止日", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="後継"
    )
    order = models.PositiveSmallIntegerField("建制順")

    objects = NaturalKeyManager()
    history = RowHistory()

    class Meta:
        verbose_name = "府省庁"
        verbose_name_plural = "府省庁"
        ordering = ("order", "name")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="ministry_ends_after_it_begins",
                violation_error_message="廃止日は設置日以後にしてください。",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="ministry_is_not_its_own_parent",
                violation_error_message="上部組織に自分自身は選べません。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, ...]:
        """The full name."""
        return (self.name,)


class MinistryAlias(models.Model):
    """How documents call a ministry: 【IT室】, 経産省. An alias names one ministry only."""

    natural_fields = ("alias",)

    ministry = models.ForeignKey(Ministry, models.CASCADE, related_name="aliases", verbose_name="府省庁")
    alias = models.CharField("別名", max_length=100, unique=True)

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "府省庁の別名"
        verbose_name_plural = "府省庁の別名"
        ordering = ("alias",)

    def __str__(self) -> str:
        return self.alias

    def natural_key(self) -> tuple[str, ...]:
        """The alias."""
        return (self.alias,)
