"""What a document of this layout can be at most: the work of cutting cells grows with its lines."""

from __future__ import annotations

from collections.abc import Sequence

from importers.issues import Issue

MOST_LINES = 15_000
MOST_CHARACTERS = 200_000
"""Five items fill some 1,200 lines with 14,000 characters, a year ten times that."""
LONGEST_LINE = 1_000
"""Characters. A column prints some thirty; even a page in one line stays below."""


def refusal(lines: Sequence[str]) -> Issue | None:
    """Why the file is too much to be read, None where it is not."""
    if len(lines) > MOST_LINES:
        message = f"{len(lines):,} 行あり、上限の {MOST_LINES:,} 行を超えています。資料ごとに分けてください。"
        return Issue("refused", "error", "file", message)
    characters = sum(map(len, lines))
    if characters > MOST_CHARACTERS:
        message = f"{characters:,} 字あり、上限の {MOST_CHARACTERS:,} 字を超えています。資料ごとに分けてください。"
        return Issue("refused", "error", "file", message)
    long = next((number for number, line in enumerate(lines, start=1) if len(line) > LONGEST_LINE), None)
    if long is None:
        return None
    message = (
        f"{long}行目が {len(lines[long - 1]):,} 字あり、上限の {LONGEST_LINE:,} 字を超えています。"
        "改行の残る形で文字を取り出し直してください。"
    )
    return Issue("refused", "error", "file", message, lines=(long, long))
