"""目標達成度合い: which of the five levels the printed marks leave open, and by which indicators. An explanation only.

Source: 「目標管理型の政策評価の実施に関するガイドライン」, paraphrased. All targets reached → 目標超過達成 or 目標達成,
parted by how far the 主要な測定指標 went beyond theirs. Else by the main ones: near their goals → 相当程度進展あり; not
near → 進展が大きくない or 目標に向かっていない. 「大幅に」 and 「近い」 are a person's judgement: no number parts them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEVELS = ("目標超過達成", "目標達成", "相当程度進展あり", "進展が大きくない", "目標に向かっていない")
_ALL_REACHED, _NEAR, _FAR = LEVELS[:2], LEVELS[2:3], LEVELS[3:]


@dataclass(frozen=True)
class IndicatorMark:
    """One indicator of the policy as printed. mark: None where none is legible; is_main: None where unknown."""

    label: str
    name: str
    mark: str | None
    is_main: bool | None = None


@dataclass(frozen=True)
class Overall:
    """levels: those that the marks leave open, empty where they tell nothing; deciding: the indicators that decide it,
    the main ones and those that missed their targets."""

    levels: tuple[str, ...]
    deciding: tuple[IndicatorMark, ...]
    explanation: str

    def contradicts(self, printed: str | None) -> bool:
        """True where the marks rule the printed level out."""
        return printed in LEVELS and bool(self.levels) and printed not in self.levels


def overall_of(indicators: Sequence[IndicatorMark]) -> Overall:
    """The levels that the printed marks of a policy's indicators leave open, with the reason in Japanese."""
    counted = [one for one in indicators if one.mark in ("イ", "ロ", "ハ")]
    uncounted = _uncounted(indicators)
    if not counted:
        return Overall((), (), f"達成・未達成の印がある測定指標がなく、目標達成度合いを説明できない。{uncounted}")
    main = [one for one in counted if one.is_main]
    missed = [one for one in counted if one.mark != "イ"]
    deciding = tuple(one for one in counted if one in main or one in missed)
    levels: tuple[str, ...]
    if not missed:
        levels, reason = _ALL_REACHED, "すべての測定指標が目標達成（イ）。大幅に上回ったかは数値では決められない。"
    else:
        levels, reason = _by_main(main)
        reason = f"目標未達成の測定指標がある（{_listed(missed)}）。{reason}"
    text = f"{reason}印から考えられるのは{'・'.join(levels)}。{uncounted}"
    return Overall(levels, deciding, text)


def _by_main(main: Sequence[IndicatorMark]) -> tuple[tuple[str, ...], str]:
    if not main:
        return (*_NEAR, *_FAR), "主要な測定指標の印（○）がなく、どの指標で決まるか分からない。"
    far = [one for one in main if one.mark == "ハ"]
    if not far:
        return _NEAR, f"主要な測定指標（{_listed(main)}）は目標達成か、目標に近い実績。"
    if len(far) == len(main):
        return _FAR, f"主要な測定指標（{_listed(main)}）は目標に近い実績を示していない。"
    return (*_NEAR, *_FAR), f"主要な測定指標（{_listed(main)}）の印が分かれており、総合の判断は人による。"


def _uncounted(indicators: Sequence[IndicatorMark]) -> str:
    ahead = [one for one in indicators if one.mark == "―"]
    unread = [one for one in indicators if one.mark not in ("イ", "ロ", "ハ", "―")]
    said = f"目標期間が終わっていない測定指標（{_listed(ahead)}）は数えていない。" if ahead else ""
    return said + (f"印が読み取れない測定指標がある（{_listed(unread)}）。" if unread else "")


def _listed(indicators: Sequence[IndicatorMark]) -> str:
    return "、".join(f"{one.label or one.name}：{one.mark or '不明'}" for one in indicators)
