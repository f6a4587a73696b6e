"""How the state of a part is shown: shape, letter and word."""

from __future__ import annotations

from dataclasses import dataclass

from reforms.models import Rating, Submission
from reforms.rights import CONFIRMED, ENTERING, RETURNED, SUBMITTED

_LOOKS = {
    ENTERING: ("入", Rating.Shape.DASHED, Rating.ColourRole.NEUTRAL),
    SUBMITTED: ("提", Rating.Shape.SQUARE, Rating.ColourRole.NEUTRAL),
    RETURNED: ("戻", Rating.Shape.TRIANGLE, Rating.ColourRole.BEHIND),
    CONFIRMED: ("確", Rating.Shape.CIRCLE, Rating.ColourRole.GOOD),
}


@dataclass(frozen=True)
class StateBadge:
    """As the badge of a 区分: it stands in the same tables."""

    code: str
    label: str
    shape: str
    colour_role: str


def state_badge(state: str) -> StateBadge:
    """The badge of a state of a Submission."""
    code, shape, colour_role = _LOOKS[state]
    return StateBadge(code, Submission.State(state).label, shape, colour_role)
