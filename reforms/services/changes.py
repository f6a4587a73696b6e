"""Who changes rows, and why."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from reforms.models import ReasonCode, User


@dataclass(frozen=True)
class Change:
    """Who changes rows, why and by which code. by: None where no person decided; batch: the import they are part of.

    overrides: an admin changes what is locked, and says why.
    """

    by: User | None
    reason: str = ""
    batch: UUID | None = None
    code: ReasonCode | str = ""
    overrides: bool = False
