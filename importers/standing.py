"""What stands in the database of a round, as plain records, for comparing a file with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from importers.drafting import Drafts


@dataclass(frozen=True)
class Standing:
    """drafts: the rows that are not retired, without places; retired: the row ids that are and stay taken.

    ministries: the full name of a ministry by each of its names, as `name_key` writes them; grades: the codes 区分 of
    the edition's KPIs, empty where it has no scale for them.
    """

    drafts: Drafts
    retired: frozenset[str] = frozenset()
    ministries: Mapping[str, str] = field(default_factory=dict)
    grades: frozenset[str] = frozenset()
