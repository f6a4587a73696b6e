"""Publications: what the public was shown on a day, frozen. Public pages read nothing else."""

from django.db import models
from django.db.models import Q

from reforms.models.items import ReformItem
from reforms.models.ministries import Ministry
from reforms.models.people import User
from reforms.models.programmes import ReportingRound
from reforms.models.progress import ProcessProgress
from reforms.models.sources import SourceDocument


class Publication(models.Model):
    """公表: a round's rows as published on a day. Number 1 is the publication, later numbers are 正誤 (errata).

    content: what is published of the round as a whole, see `reforms.frozen.FrozenRound`; fingerprint: of the rows that
    were loaded from the document, "" where it was not made by loading one.
    """

    class Kind(models.TextChoices):
        PUBLISHED = "published", "公表"
        ERRATA = "errata", "正誤"

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="publications", verbose_name="調査回")
    number = models.PositiveSmallIntegerField("番号")
    kind = models.CharField("種類", max_length=10, choices=Kind)
    published_on = models.DateField("公表日", help_text="文書に示された日")
    is_current = models.BooleanField("最新", default=True)
    reason = models.TextField("理由", blank=True)
    document = models.ForeignKey(
        SourceDocument, models.PROTECT, null=True, blank=True, related_name="publications", verbose_name="出典文書"
    )
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公表した人")
    content = models.JSONField("全体について公表された内容", default=dict, blank=True)
    fingerprint = models.CharField("取り込んだ内容の指紋", max_length=64, blank=True, default="")
    recorded_at = models.DateTimeField("記録日時", auto_now_add=True)

    class Meta:
        verbose_name = "公表"
        verbose_name_plural = "公表"
        ordering = ("round_id", "number")
        constraints = [
            models.UniqueConstraint(fields=("round", "number"), name="publication_number_once_a_round"),
            models.UniqueConstraint(
                fields=("round",), condition=Q(is_current=True), name="publication_one_current_a_round"
            ),
            models.CheckConstraint(
                condition=Q(kind="published", number=1) | Q(kind="errata", number__gt=1) & ~Q(reason=""),
                name="publication_first_then_errata_with_reason",
                violation_error_message="2回目以降の公表は正誤とし、理由を書いてください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.get_kind_display()}{self.number}"


class PublishedItem(models.Model):
    """公表された改革項目: its heading as published. content: see `reforms.frozen.FrozenItem`; keys: see
    `kpi_tracker.lib.search`."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="items", verbose_name="公表")
    item = models.ForeignKey(ReformItem, models.PROTECT, related_name="published", verbose_name="改革項目")
    order = models.PositiveIntegerField("順")
    number = models.CharField("番号", max_length=20, blank=True)
    name = models.CharField("改革項目", max_length=500)
    important_issue = models.CharField("重要課題", max_length=300, blank=True)
    ministries = models.ManyToManyField(Ministry, related_name="published_items", verbose_name="府省庁")
    content = models.JSONField("公表された内容")
    search_key = models.TextField("検索用", help_text="見出しと、その下の改革工程とKPIの語")
    heading_key = models.TextField("検索用（見出し）", default="", help_text="見出しの語だけ")

    class Meta:
        verbose_name = "公表された改革項目"
        verbose_name_plural = "公表された改革項目"
        ordering = ("publication_id", "order")
        constraints = [models.UniqueConstraint(fields=("publication", "item"), name="item_once_a_publication")]

    def __str__(self) -> str:
        return f"{self.number}{self.name}"


class PublishedProgress(models.Model):
    """公表された進捗: one printed row of 改革工程の進捗状況. content: see `reforms.frozen.FrozenProgress`."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="progress", verbose_name="公表")
    progress = models.ForeignKey(
        ProcessProgress, models.PROTECT, related_name="published", verbose_name="改革工程の進捗"
    )
    items = models.ManyToManyField(PublishedItem, related_name="progress", verbose_name="改革項目")
    ministries = models.ManyToManyField(Ministry, related_name="published_progress", verbose_name="府省庁")
    order = models.PositiveIntegerField("順")
    content = models.JSONField("公表された内容")
    search_key = models.TextField("検索用", default="", help_text="改革工程・進捗・今後の語")

    class Meta:
        verbose_name = "公表された進捗"
        verbose_name_plural = "公表された進捗"
        ordering = ("publication_id", "order")
        constraints = [models.UniqueConstraint(fields=("publication", "progress"), name="progress_once_a_publication")]

    def __str__(self) -> str:
        return f"{self.publication} {self.order}"
