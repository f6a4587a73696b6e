"""How the states of promises look and what they mean, the ones to look at first before the others."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kpis.models import PublishedPromise
from kpis.promises.slippage import Delay, delay_of
from kpis.wording import day_text

State = PublishedPromise.State


@dataclass(frozen=True)
class StateBadge:
    """A state as `grade_badge` shows it."""

    state: State
    shape: str
    colour_role: str
    meaning: str

    @property
    def code(self) -> str:
        """The word alone: a state has no letter."""
        return self.label

    @property
    def label(self) -> str:
        """The word."""
        return str(self.state.label)


BADGES = {
    badge.state: badge
    for badge in (
        StateBadge(State.OVERDUE, "triangle", "behind", "期限を過ぎ、最新の公表にも約束した内容が載っていません。"),
        StateBadge(State.DUE, "dashed", "neutral", "約束した期間の中です。"),
        StateBadge(State.UPCOMING, "square", "neutral", "約束した期間はこれからです。"),
        StateBadge(State.UNANSWERED, "dashed", "unknown", "期限は過ぎましたが、確かめられる後の公表がありません。"),
        StateBadge(State.UNTOLD, "square", "unknown", "検討や策定など、KPIの行からは果たされたか確かめられません。"),
        StateBadge(State.UNDATED, "cross", "unknown", "速報値や未設定の目標について、いつまでにと書かれていません。"),
        StateBadge(State.KEPT, "circle", "good", "約束した内容が後の公表に載りました。"),
    )
}


def outcome_text(
    state: str,
    today: datetime.date,
    *,
    ends_on: datetime.date | None,
    lacked_on: datetime.date | None,
    kept_on: datetime.date | None,
) -> str:
    """What became of a promise, in a sentence; "" where the state says it all."""
    if state == State.KEPT and kept_on:
        delay = f"（{delay_text(delay_of(ends_on, lacked_on, kept_on))}）" if ends_on else ""
        return f"{day_text(kept_on)}の公表に載りました{delay}。"
    if state in (State.OVERDUE, State.UNANSWERED) and ends_on:
        passed = f"期限から{(today - ends_on).days:,}日。"
        if lacked_on is None:
            return f"{passed}後の公表にこのKPIの行がありません。"
        return f"{passed}{day_text(lacked_on)}の公表にも載っていません。"
    return ""


def delay_text(delay: Delay) -> str:
    """The bounds of a delay in words.

    >>> delay_text(Delay(0, 265)), delay_text(Delay(0, 0)), delay_text(Delay(265, 629))
    ('遅れは0～265日', '期限内', '遅れは265～629日')
    """
    if not delay.at_most:
        return "期限内"
    return f"遅れは{delay.at_least:,}～{delay.at_most:,}日"
