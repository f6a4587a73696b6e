"""What became of one fault, as a row of the table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.chaos.browser import NO_ANSWER, Answer
from scripts.chaos.editors import Editor, lost

HEAD = "| fault | requests | 保存済み | refused | lost | works again after, s | |\n|---|---|---|---|---|---|---|"
KANA = re.compile(r"[ぁ-んァ-ン]")
NO_PAGE_OF_OURS = ("Traceback", "Server Error (500)")


@dataclass(frozen=True)
class Outcome:
    """refused: how often by status; words: what people read of it; kept_unanswered: saves that were kept, though their
    answer did not come; seconds: from the end of the fault until everything worked again; broken: promises not kept."""

    fault: str
    requests: int
    saved: int
    refused: dict[str, int]
    words: list[str]
    kept_unanswered: int
    lost: int
    seconds: float
    broken: list[str]

    def __str__(self) -> str:
        refused = "、".join(f"{status} × {times}" for status, times in self.refused.items()) or "0"
        told = "broken" if self.broken else "kept"
        counts = f"{self.requests} | {self.saved} | {refused} | {self.lost} | {self.seconds:.1f}"
        return f"| {self.fault} | {counts} | {told} |"


def judge(
    fault: str, answers: Sequence[Answer], editors: Sequence[Editor], *, seconds: float, broken: Sequence[str]
) -> Outcome:
    """The row of a fault. broken: what was found so far."""
    saved = [one for editor in editors for one in editor.saved]
    missing = lost(saved)
    refusals = [answer for answer in answers if answer.is_refusal]
    foreign = {answer.body[:200] for answer in refusals if not _is_ours(answer)}
    return Outcome(
        fault=fault,
        requests=len(answers),
        saved=len(saved),
        refused=dict(Counter(_name(answer) for answer in refusals)),
        words=sorted({answer.words for answer in refusals if answer.status != NO_ANSWER}),
        kept_unanswered=sum(editor.kept_unanswered for editor in editors),
        lost=len(missing),
        seconds=seconds,
        broken=[
            *broken,
            *(f"保存済みと答えた行がない：{one}" for one in missing),
            *(f"人の読めない答え：{body}" for body in sorted(foreign)),
        ],
    )


def _is_ours(answer: Answer) -> bool:
    """Whether a person can read what they were told; nothing can be told where no answer comes."""
    if answer.status == NO_ANSWER:
        return True
    return bool(KANA.search(answer.words)) and not any(words in answer.body for words in NO_PAGE_OF_OURS)


def _name(answer: Answer) -> str:
    return "no answer" if answer.status == NO_ANSWER else str(answer.status)
