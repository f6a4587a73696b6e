"""What may be entered in the cells of a template."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choices:
    """grades: the codes 区分 of the edition, in their order; ministries: names of 府省庁, in 建制順."""

    grades: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()
