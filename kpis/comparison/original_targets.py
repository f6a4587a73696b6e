"""Whether a printed A would be B against the target that the KPI was first given. Pure."""

from __future__ import annotations

from collections.abc import Set
from enum import Enum

from kpis.target_changes import TargetChange

_INCOMPARABLE = {TargetChange.REDEFINED, TargetChange.WITHDRAWN, TargetChange.ADDED}


class Outcome(Enum):
    """What the official rule gives for the row's own figures against the first target; the value says so on a page."""

    WOULD_BE_B = "元の目標ならB"
    STILL_A = "元の目標でもA"
    UNKNOWN = "比べられない"


def unknown_before_judging(changes: Set[TargetChange], now: str | None) -> str:
    """Why no other target can say anything of a row printed A; "" where one can.

    changes: from the first target to the one that stands; now: the computed grade. Only where the target that stands
    gives A as well can the change of the target be what makes the difference.
    """
    if changes & _INCOMPARABLE:
        return "単位、対象、目標の向きなどが最初の目標と違うため、比べられません。"
    if now != "A":
        found = "計算できず" if now is None else f"{now}で"
        return f"いまの目標での試算が{found}、記載のAを確かめられないため、比べられません。"
    return ""


def outcome_of(at_first: str | None) -> tuple[Outcome, str]:
    """The outcome for a row whose A its own figures bear out, and why it is unknown ("" where it is known).

    at_first: the computed grade against the first target.
    """
    if at_first == "A":
        return Outcome.STILL_A, ""
    if at_first == "B":
        return Outcome.WOULD_BE_B, ""
    return Outcome.UNKNOWN, "最初の目標では区分を計算できません。"
