"""Badges of 区分 and of the marks of processes: shape, letter and word, whatever the scale of the edition."""

from typing import Protocol, TypedDict

from django.template import Library

register = Library()


class PrintedRating(Protocol):
    """What a badge needs of a `reforms.models.Rating`."""

    code: str
    label: str
    shape: str
    colour_role: str


class Badge(TypedDict):
    """Context of `includes/_grade_badge.html`. code: "" where the scale prints a word only (（順調）)."""

    code: str
    label: str
    shape: str
    colour_role: str
    origin: str
    count: int | None


def _badge(rating: PrintedRating, origin: str = "", count: int | None = None) -> Badge:
    return Badge(
        code="" if rating.code == rating.label else rating.code,
        label=rating.label,
        shape=rating.shape,
        colour_role=rating.colour_role,
        origin=origin,
        count=count,
    )


@register.inclusion_tag("includes/_grade_badge.html")
def grade_badge(rating: PrintedRating) -> Badge:
    """The badge of a rating as the edition printed it."""
    return _badge(rating)


@register.inclusion_tag("includes/_grade_badge.html")
def computed_badge(rating: PrintedRating) -> Badge:
    """The badge of a rating that this site computed: marked 試算, so that nobody takes it for a printed one."""
    return _badge(rating, origin="試算")


@register.inclusion_tag("includes/_grade_badge.html")
def grade_count(rating: PrintedRating, count: int) -> Badge:
    """The badge of a rating with how many rows bear it."""
    return _badge(rating, count=count)
