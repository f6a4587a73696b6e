"""What a person can decide of a planned row. The page offers these and the form accepts nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from importers.models import PreviewRow

Kind = PreviewRow.Kind
LEFT_OUT = "この行を取り込まない"


@dataclass(frozen=True)
class Choice:
    """One way to settle a row. value: as `PreviewRow.decision`; note: what speaks for it."""

    value: str
    label: str
    note: str = ""


def choices_of(row: PreviewRow) -> list[Choice]:
    """The ways to settle a row, the one that stands when nothing is said first; an open question has none that does."""
    leave = Choice(PreviewRow.LEAVE, LEFT_OUT)
    if row.severity == "error":
        return [Choice("", "ファイルを直して入れ直す（このままでは確定できません）"), leave]
    if row.kind == Kind.UNDECIDED:
        return [*_candidates(row), Choice(PreviewRow.NEW, "どれとも別の、新しい行"), leave]
    if row.decision == PreviewRow.NEW or row.decision.startswith(PreviewRow.SAME):
        return [Choice(row.decision, "判断したとおりに取り込む"), Choice("", "判断を取り消し、選び直す"), leave]
    if row.kind == Kind.RETIRED:
        return [Choice("", "残す"), Choice(PreviewRow.RETIRE, "廃止にする")]
    if row.kind == Kind.UNCHANGED:
        return []
    return [Choice("", "取り込む"), leave]


def _candidates(row: PreviewRow) -> list[Choice]:
    return [
        Choice(
            f"{PreviewRow.SAME}{candidate['row_id']}",
            f"次の行と同じ：{candidate['title']}",
            _why(candidate["nearness"], candidate["reason"]),
        )
        for candidate in row.content.get("candidates", ())
    ]


def _why(nearness: int, reason: str) -> str:
    """What speaks for a candidate, its nearness told once: some reasons tell it themselves.

    >>> _why(94, "名称が近い（一致94％）")
    '名称が近い（一致94％）'
    """
    return reason if f"{nearness}％" in reason else f"名称の近さ {nearness}％・{reason}"
