"""Reform items and processes as an edition prints them, and the sheets they are printed on."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from reforms.models.ministries import Ministry
from reforms.models.people import User
from reforms.models.programmes import Edition, ReportingRound
from reforms.models.recorded import RowHistory, VersionedRow
from reforms.models.sources import SourcePlace


class Continuation(models.TextChoices):
    """Whether a row goes on from one of an earlier edition, and who says so."""

    NONE = "", "なし"
    PROPOSED = "proposed", "提案"
    CONFIRMED = "confirmed", "確定"
    REFUSED = "refused", "継続ではない"


class ContinuingRow(models.Model):
    """A row that may go on from a row of an earlier edition: the same words are confirmed, near ones proposed.

    continuation_by: the person who decided; None where the words alone did, so that they may again.
    """

    continues = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="continued_by", verbose_name="前の版の行"
    )
    continuation = models.CharField("継続", max_length=10, choices=Continuation, blank=True, default="")

    continuation_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="継続を判断した人"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(continuation__in=("", "refused"), continues=None)
                | Q(continuation__in=("proposed", "confirmed"), continues__isnull=False),
                name="%(app_label)s_%(class)s_continues_what_it_says",
                violation_error_message="継続とするには前の版の行が要ります。",
            )
        ]


class RetirableRow(models.Model):
    """A row of the frame that can end. retired_in: the round from which on it is no longer published."""

    retired_in = models.ForeignKey(
        ReportingRound, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="廃止した調査回"
    )

    class Meta:
        abstract = True


class ReformItem(ContinuingRow, RetirableRow, VersionedRow):
    """改革項目 as an edition prints it. order: 1-based place in the edition; number as printed, "⑪", or empty."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="items", verbose_name="版")
    row_id = models.CharField("行ID", max_length=40)
    order = models.PositiveIntegerField("順")
    number = models.CharField("番号", max_length=20, blank=True)
    name = models.CharField("改革項目", max_length=500)
    important_issue = models.CharField("重要課題", max_length=300, blank=True)
    ministries = models.ManyToManyField(Ministry, through="ItemMinistry", verbose_name="府省庁")
    attributes = models.JSONField(
        "その他の記載", default=dict, blank=True, help_text="様式にだけある欄。欄の名 → 記載のとおりの語"
    )
    history = RowHistory()

    class Meta(ContinuingRow.Meta):
        verbose_name = "改革項目"
        verbose_name_plural = "改革項目"
        ordering = ("edition_id", "order")
        constraints = [
            *ContinuingRow.Meta.constraints,
            models.UniqueConstraint(fields=("edition", "row_id"), name="item_row_id_once_an_edition"),
            models.UniqueConstraint(fields=("edition", "name"), name="item_name_once_an_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.name}"

    def get_absolute_url(self) -> str:
        """The item's page, at the latest year it is published for."""
        return reverse("kpis:item", args=(self.pk,))


class ItemMinistry(models.Model):
    """項目の府省庁: a ministry that the edition prints beside an item, the lead one marked (◎)."""

    item = models.ForeignKey(ReformItem, models.CASCADE, related_name="item_ministries", verbose_name="改革項目")
    ministry = models.ForeignKey(Ministry, models.PROTECT, related_name="item_ministries", verbose_name="府省庁")
    order = models.PositiveSmallIntegerField("順")
    is_lead = models.BooleanField("主担当", default=False)
    history = RowHistory()

    class Meta:
        verbose_name = "項目の府省庁"
        verbose_name_plural = "項目の府省庁"
        ordering = ("item_id", "order")
        constraints = [models.UniqueConstraint(fields=("item", "ministry"), name="ministry_once_an_item")]

    def __str__(self) -> str:
        return f"{self.item} {self.ministry}"


class ItemPlace(models.Model):
    """項目の出典箇所: where one cell of an item is printed. field: "item" (the heading with its number),
    "important_issue", "ministries" or the name of an attribute."""

    item = models.ForeignKey(ReformItem, models.CASCADE, related_name="item_places", verbose_name="改革項目")
    field = models.CharField("項目", max_length=40)
    place = models.ForeignKey(SourcePlace, models.PROTECT, related_name="+", verbose_name="出典箇所")
    history = RowHistory()

    class Meta:
        verbose_name = "項目の出典箇所"
        verbose_name_plural = "項目の出典箇所"
        ordering = ("item_id", "id")
        constraints = [models.UniqueConstraint(fields=("item", "field"), name="place_once_a_field_of_an_item")]

    def __str__(self) -> str:
        return f"{self.item} {self.field} {self.place}"


class FormSheet(models.Model):
    """様式: one printed page of an edition. Usually it belongs to one item; a page can belong to several."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="sheets", verbose_name="版")
    row_id = models.CharField("行ID", max_length=40)
    order = models.PositiveIntegerField("順")
    items = models.ManyToManyField(ReformItem, related_name="sheets", verbose_name="改革項目")
    repeats = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repeated_by",
        verbose_name="KPI表を再度掲げる元の様式",
    )
    place = models.ForeignKey(SourcePlace, models.PROTECT, null=True, related_name="+", verbose_name="出典箇所")
    history = RowHistory()

    class Meta:
        verbose_name = "様式"
        verbose_name_plural = "様式"
        ordering = ("edition_id", "order")
        constraints = [models.UniqueConstraint(fields=("edition", "row_id"), name="sheet_row_id_once_an_edition")]

    def __str__(self) -> str:
        return f"{self.edition} 様式{self.order}"


class ReformProcess(ContinuingRow, RetirableRow, VersionedRow):
    """改革工程 as an edition prints it on a sheet."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="processes", verbose_name="版")
    sheet = models.ForeignKey(FormSheet, models.PROTECT, related_name="processes", verbose_name="様式")
    row_id = models.CharField("行ID", max_length=40)
    order = models.PositiveIntegerField("順")
    words = models.TextField("改革工程（記載のとおり）", blank=True)
    place = models.ForeignKey(SourcePlace, models.PROTECT, null=True, related_name="+", verbose_name="出典箇所")
    history = RowHistory()

    class Meta(ContinuingRow.Meta):
        verbose_name = "改革工程"
        verbose_name_plural = "改革工程"
        ordering = ("edition_id", "sheet__order", "order")
        constraints = [
            *ContinuingRow.Meta.constraints,
            models.UniqueConstraint(fields=("edition", "row_id"), name="process_row_id_once_an_edition"),
        ]

    def __str__(self) -> str:
        return self.words or f"（記載が読み取れない改革工程 {self.row_id}）"
