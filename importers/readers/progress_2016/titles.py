"""The 改革項目 of a page: one or several, each a paragraph that may be cut over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from importers.issues import Issue
from importers.readers.progress_2016.form_words import labelled
from importers.readers.progress_2016.pages import Line
from importers.readers.progress_2016.wording import breaks_off, picks_up
from kpi_tracker.lib.japanese_text import drop_ocr_spaces

ENDS_AN_ITEM = re.compile(
    r"(?:化|推進|促進|増進|徹底|開示|公開|公表|加速|見直し|実施|改革|充実|導入|活用|利用|拡大|構築|整備|検討|等|向上|縮減|抑制|削減"
    r"|支援|展開|普及|確保|設定|改善|提示|廃止|創設|策定|連携|強化|是正|管理|運営|反映|検証|対応|対策|重視|配分|転換|移行|開始|統合"
    r"|再編|育成|実現|維持|評価|把握|取組|措置|制度|方針)[」』)）]*$"
)
"""How a 改革項目 ends: with the noun of what is to be done."""
SHORTEST_ITEM = 6


@dataclass(frozen=True)
class Titles:
    """items: the texts of the 改革項目 in order; number: ⑪ where one is printed; issues: what was a judgement."""

    items: tuple[str, ...]
    number: str | None
    important_issue: str | None
    issues: tuple[Issue, ...]


def titles_of(lines: Sequence[Line]) -> Titles:
    """What the lines above a page's first table say."""
    items: list[str] = []
    issues: list[Issue] = []
    numbers: list[str] = []
    important: str | None = None
    for line in lines:
        heading, subject = labelled(line.text, "改革項目"), labelled(line.text, "重要課題")
        if subject and not heading:
            important = drop_ocr_spaces(subject.text)
            continue
        text = drop_ocr_spaces(heading.text if heading else line.text)
        numbers += [heading.number] if heading and heading.number else []
        if heading or not items or not _goes_on(items[-1], text):
            items.append(text)
        else:
            if not (breaks_off(items[-1]) or picks_up(text)):
                issues.append(_judgement(line))
            items[-1] += text
    if not lines or not any(labelled(line.text, "改革項目") for line in lines):
        issues.append(_lost(lines))
    return Titles(tuple(item for item in items if item), numbers[0] if numbers else None, important, tuple(issues))


def _goes_on(item: str, text: str) -> bool:
    """Whether a line is the rest of the item above it, not the next item."""
    if not item or breaks_off(item) or picks_up(text) or len(text) < SHORTEST_ITEM:
        return True
    return ENDS_AN_ITEM.search(item) is None


def _judgement(line: Line) -> Issue:
    message = "この行は上の改革項目の続きとみてつなぎました。別の改革項目なら分けてください。"
    return Issue("item_joined", "warning", "item", message, raw=line.text, lines=(line.number, line.number))


def _lost(lines: Sequence[Line]) -> Issue:
    message = "「改革項目:」の行が読み取れません。原本を見て改革項目を確かめてください。"
    return Issue("item_lost", "error", "item", message, raw="\n".join(line.text for line in lines) or None)
