"""What an edition calls its things: the same pages serve documents that use other words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Vocabulary:
    """The words of the 工程表 by default; an edition keeps only those that differ."""

    item: str = "改革項目"
    process: str = "改革工程"
    processes_heading: str = "改革工程の進捗状況"
    progress: str = "計画期間中の進捗"
    outlook: str = "今後の進展について"
    kpi: str = "ＫＰＩ"
    kpis_heading: str = "ＫＰＩの状況"
    tier: str = "階層"
    tier_1: str = "第一階層"
    tier_2: str = "第二階層"
    target: str = "目標値（達成時期）"
    actual: str = "実績値（時点）"
    grade: str = "区分"
    note: str = "次回の把握時期と今後の方針"

    @property
    def is_of_a_roadmap(self) -> bool:
        """Whether the edition prints the two tables of the official form 様式 of a 工程表, by their names.

        >>> Vocabulary(note="備考").is_of_a_roadmap, Vocabulary(kpis_heading="測定指標の状況").is_of_a_roadmap
        (True, False)
        """
        return all(getattr(self, name) == getattr(Vocabulary, name) for name in ("processes_heading", "kpis_heading"))

    def tier_label(self, tier: int | None) -> str:
        """The word for a tier, "" where the row has none."""
        return {1: self.tier_1, 2: self.tier_2}.get(tier or 0, "")


def vocabulary_from(words: Mapping[str, str]) -> Vocabulary:
    """The vocabulary with an edition's own words in place of the defaults.

    >>> vocabulary_from({"item": "施策目標"}).item, vocabulary_from({}).process
    ('施策目標', '改革工程')
    """
    known = {field.name for field in fields(Vocabulary)}
    return Vocabulary(**{name: word for name, word in words.items() if name in known})
