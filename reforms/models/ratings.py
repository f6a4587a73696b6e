"""Rating scales: the letters and words that an edition prints, each with its own meaning."""

from typing import Any

from django.db import models


class NaturalKeyManager(models.Manager[Any]):
    """Finds a row of reference data by the fields its model names in `natural_fields`."""

    def get_by_natural_key(self, *values: str) -> Any:
        """The row whose natural fields hold the values."""
        return self.get(**dict(zip(self.model.natural_fields, values, strict=True)))


class RatingScale(models.Model):
    """区分の体系: the code set of an edition. The same letter in two scales is two different ratings."""

    natural_fields = ("slug",)

    slug = models.SlugField("識別子", unique=True)
    name = models.CharField("名称", max_length=100)
    source = models.TextField("出典", blank=True)

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "区分の体系"
        verbose_name_plural = "区分の体系"
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, ...]:
        """The slug."""
        return (self.slug,)


class Rating(models.Model):
    """区分: one code of a scale with its official label and definition."""

    class Shape(models.TextChoices):
        CIRCLE = "circle", "丸"
        TRIANGLE = "triangle", "三角"
        DASHED = "dashed", "破線の丸"
        SQUARE = "square", "四角"
        CROSS = "cross", "ばつ"

    class ColourRole(models.TextChoices):
        GOOD = "good", "順調"
        BEHIND = "behind", "遅れ"
        UNKNOWN = "unknown", "区分できない"
        NEUTRAL = "neutral", "中立"

    natural_fields = ("scale__slug", "code")

    scale = models.ForeignKey(RatingScale, models.PROTECT, related_name="ratings", verbose_name="体系")
    code = models.CharField("符号", max_length=10)
    label = models.CharField("語", max_length=40, help_text="符号に添える短い語")
    definition = models.TextField("定義", blank=True)
    order = models.PositiveSmallIntegerField("順")
    shape = models.CharField("形", max_length=10, choices=Shape)
    colour_role = models.CharField("色の役割", max_length=10, choices=ColourRole)

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "区分"
        verbose_name_plural = "区分"
        ordering = ("scale_id", "order")
        constraints = [
            models.UniqueConstraint(
                fields=("scale", "code"),
                name="rating_code_once",
                violation_error_message="この符号は体系に既にあります。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    def natural_key(self) -> tuple[str, ...]:
        """The scale's slug and the code."""
        return (*self.scale.natural_key(), self.code)
