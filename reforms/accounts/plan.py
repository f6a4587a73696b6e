"""What a list of people would do, line by line."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass

from reforms.accounts.people_csv import CLOSE, REOPEN
from reforms.models import User
from reforms.services.accounts import AccountActs, AccountDraft

INVITE, CHANGE, UNCHANGED, FAULT = "招待", "変更", "変更なし", "誤り"


@dataclass(frozen=True)
class PlannedLine:
    """What a line would do (kind: INVITE and so on). words: what changes, or what is wrong."""

    line: int
    kind: str
    name: str
    username: str
    words: tuple[str, ...] = ()
    user: User | None = None
    draft: AccountDraft | None = None


@dataclass(frozen=True)
class PeoplePlan:
    """What the whole list would do. fault: what is wrong with the whole, "" if nothing."""

    lines: tuple[PlannedLine, ...]
    fault: str = ""

    @property
    def may_apply(self) -> bool:
        """Whether there is something to do, and nothing is wrong: all lines or none."""
        kinds = {line.kind for line in self.lines}
        return not self.fault and FAULT not in kinds and bool(kinds - {UNCHANGED})

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many lines of each kind, those that do something first."""
        found = Counter(line.kind for line in self.lines)
        return [(kind, found[kind]) for kind in (FAULT, INVITE, CHANGE, CLOSE, REOPEN, UNCHANGED) if found[kind]]

    @property
    def fingerprint(self) -> str:
        """The same for the same acts: who confirms a plan has seen this one."""
        told = [(line.line, line.kind, line.username, line.words, line.draft) for line in self.lines]
        return hashlib.sha256(repr(told).encode()).hexdigest()

    def acts(self) -> AccountActs:
        """What the services are asked to do."""
        of_kind = {kind: [line for line in self.lines if line.kind == kind] for kind in (INVITE, CHANGE, CLOSE, REOPEN)}
        return AccountActs(
            invited=[line.draft for line in of_kind[INVITE] if line.draft],
            changed=[(line.user, line.draft) for line in of_kind[CHANGE] if line.user and line.draft],
            closed=[line.user for line in of_kind[CLOSE] if line.user],
            reopened=[(line.user, line.draft) for line in of_kind[REOPEN] if line.user and line.draft],
        )
