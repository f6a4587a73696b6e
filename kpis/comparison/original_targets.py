"""Whether a printed A would be B against the target that the KPI was first given. Pure."""

from __future__ import annotations

from collections.abc import Set
from enum import Enum

from kpis.grading import Judgement
from kpis.target_changes import TargetChange

_INCOMPARABLE = {TargetChange.REDEFINED, TargetChange.WITHDRAWN, TargetChange.ADDED}


class Outcome(Enum):
    """What the official rule gives for the row's own figures against the first target; the value says so on a page."""

    WOULD_BE_B = "元の目標ならB"
    STILL_A = "元の目標でもA"
    UNKNOWN = "比べられない"


def outcome_of(changes: Set[TargetChange], now: Judgement, at_first: Judgement) -> tuple[Outcome, str]:
    """The outcome for a row printed A, and why it is unknown ("" where it is known).

    changes: from the first target to the one that stands; now, at_first: the computed grade against either. Only where
    the target that stands gives A as well can the change of the target be what makes the difference.
    """
    if changes & _INCOMPARABLE:
        return Outcome.UNKNOWN, "単位、対象、目標の向きなどが最初の目標と違うため、比べられません。"
    if now.suggested != "A":
        found = "計算できず" if now.suggested is None else f"{now.suggested}で"
        return Outcome.UNKNOWN, f"いまの目標での試算が{found}、記載のAを確かめられないため、比べられません。"
    if at_first.suggested == "A":
        return Outcome.STILL_A, ""
    if at_first.suggested == "B":
        return Outcome.WOULD_BE_B, ""
    return Outcome.UNKNOWN, "最初の目標では区分を計算できません。"
