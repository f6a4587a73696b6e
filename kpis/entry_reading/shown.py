"""How an entry was understood, to be shown: plain records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.shown_judgement import ShownJudgement

Choice = tuple[str, str]
"""A code and its words."""


@dataclass(frozen=True)
class ReadValue:
    """A value as it was understood: value, as_of, kind_words to read; plain_value, plain_as_of, kind to correct it."""

    order: int
    value: str
    unit: str
    as_of: str
    kind: str
    kind_words: str
    component: str
    doubts: list[str]
    is_corrected: bool
    plain_value: str
    plain_as_of: str


@dataclass(frozen=True)
class ShownReading:
    """How the words of an actual cell were understood, and what follows. correct_url: "" of what is not saved; grade:
    what the official rule gives, None where the edition prints no grades."""

    values: list[ReadValue]
    grade: ShownJudgement | None
    warnings: list[str]
    kinds: Sequence[Choice]
    correct_url: str = ""
    version: int = 0
