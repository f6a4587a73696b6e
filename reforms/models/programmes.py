"""Programmes, their editions and the rounds in which an edition is reported on."""

from django.db import models
from django.db.models import F, Q

from reforms.models.ratings import NaturalKeyManager, RatingScale
from reforms.models.recorded import RowHistory
from reforms.vocabulary import Vocabulary, vocabulary_from


class Programme(models.Model):
    """計画, for example 経済・財政再生計画 (April 2016 to March 2021)."""

    natural_fields = ("slug",)

    slug = models.SlugField("識別子", unique=True)
    name = models.CharField("名称", max_length=100, unique=True)
    order = models.PositiveSmallIntegerField("表示順", default=0)
    begins_on = models.DateField("開始日")
    ends_on = models.DateField("終了日", null=True, blank=True)

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "計画"
        verbose_name_plural = "計画"
        ordering = ("order", "begins_on", "slug")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("begins_on")),
                name="programme_ends_after_it_begins",
                violation_error_message="終了日は開始日より後にしてください。",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, ...]:
        """The slug."""
        return (self.slug,)


class Edition(models.Model):
    """版: the frame of a programme as one document prints it, for example the 工程表 reported on in 2017."""

    natural_fields = ("slug",)

    slug = models.SlugField("識別子", unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="editions", verbose_name="計画")
    name = models.CharField("名称", max_length=200)
    fiscal_year = models.PositiveSmallIntegerField("年度", help_text="2017 = 平成29年度（2017年4月～2018年3月）")
    published_on = models.DateField("公表日")
    words = models.JSONField(
        "版の用語", default=dict, blank=True, help_text="工程表の用語と異なるものだけ（reforms.vocabulary）"
    )
    scales = models.ManyToManyField(RatingScale, through="EditionScale", verbose_name="区分の体系")

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "版"
        verbose_name_plural = "版"
        ordering = ("programme_id", "fiscal_year", "published_on")

    def __str__(self) -> str:
        return self.name

    @property
    def vocabulary(self) -> Vocabulary:
        """What the edition calls its items, processes, KPIs and columns."""
        return vocabulary_from(self.words)

    def natural_key(self) -> tuple[str, ...]:
        """The slug."""
        return (self.slug,)


class EditionScale(models.Model):
    """Which scale an edition uses for what: its KPIs, its processes or its items. None: it prints no such rating."""

    class Rates(models.TextChoices):
        KPI = "kpi", "KPI"
        PROCESS = "process", "改革工程"
        ITEM = "item", "改革項目"

    natural_fields = ("edition__slug", "rates")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="edition_scales", verbose_name="版")
    rates = models.CharField("対象", max_length=10, choices=Rates)
    scale = models.ForeignKey(RatingScale, models.PROTECT, related_name="edition_scales", verbose_name="体系")

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "版の区分の体系"
        verbose_name_plural = "版の区分の体系"
        constraints = [
            models.UniqueConstraint(fields=("edition", "rates"), name="edition_rates_each_thing_on_one_scale")
        ]

    def __str__(self) -> str:
        return f"{self.edition}・{self.get_rates_display()}"

    def natural_key(self) -> tuple[str, ...]:
        """The edition's slug and what is rated."""
        return (*self.edition.natural_key(), self.rates)


class ReportingRound(models.Model):
    """調査回: one asking of all ministries how far an edition's items have come.

    A round that only holds a document from before was never opened: nobody enters anything in the browser, and nothing
    is locked. One that was opened is locked once it is closed.
    """

    natural_fields = ("edition__slug", "fiscal_year")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="rounds", verbose_name="版")
    fiscal_year = models.PositiveSmallIntegerField("年度", help_text="2017 = 平成29年度")
    as_of_words = models.CharField("時点（記載のとおり）", max_length=60, blank=True)
    opened_at = models.DateTimeField("入力を始めた日時", null=True, blank=True)
    due_on = models.DateField("提出期限", null=True, blank=True)
    closed_at = models.DateTimeField("締め切った日時", null=True, blank=True)

    objects = NaturalKeyManager()
    history = RowHistory()

    class Meta:
        verbose_name = "調査回"
        verbose_name_plural = "調査回"
        ordering = ("fiscal_year", "edition_id")
        constraints = [
            models.UniqueConstraint(
                fields=("edition", "fiscal_year"),
                name="round_once_a_year_and_edition",
                violation_error_message="この版のこの年度の調査回は既にあります。",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False),
                name="round_closed_after_it_was_opened",
                violation_error_message="入力を始めていない調査回は締め切れません。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}（{self.fiscal_year}年度）"

    @property
    def is_open(self) -> bool:
        """Whether ministries enter into it now."""
        return self.opened_at is not None and self.closed_at is None

    def natural_key(self) -> tuple[str, ...]:
        """The edition's slug and the fiscal year."""
        return (*self.edition.natural_key(), str(self.fiscal_year))
