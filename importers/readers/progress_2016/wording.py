"""Whether a sentence stops or starts in its middle: how cells are told that extraction has cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

OPENING, CLOSING = "（(「『【〔［[《", "）)」』】〕］]》"

BREAKS_OFF = re.compile(
    r"(?:[、,・]|を|に|へ|が|は|や|(?<!も)の|(?<![こも])と|(?<!ま)で|から|より|及び|又は|並びに|について"
    r"|[をにがとの][\u4e00-\u9fff])$"
)
"""A particle, a comma or a lone character after a particle at the end: the sentence goes on."""
WHOLE_AFTER_PARTICLE = re.compile(r"[中等他後前際旨点者数率額]$")
PICKS_UP = re.compile(
    r"[、。,.，．）)」』】〉ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々%％]"
    r"|[のをにがはでとへもや](?=[0-9０-９\u4e00-\u9fff\u30a1-\u30f6「])"
    r"|に(?:おい|おけ|つい|よ|係|関)|及び|又は|ことに|する|され|した|して"
)
"""A closing mark, a small kana or a particle at the beginning: the sentence began before."""
CUT = "\n"
CUT_DATE = re.compile(
    rf"[0-9０-９]{CUT}(?:年|月|日|[0-9０-９]{{1,3}}年)|年[0-9０-９]{CUT}[0-9０-９]月|[0-9０-９]年{CUT}[0-9０-９]{{1,2}}月"
    rf"|[0-9０-９]年度?{CUT}(?:末|中)に"
)
"""A date whose halves stand on both sides of the cut between two cells."""
ACTS = (
    "化 推進 促進 増進 徹底 開示 公開 公表 加速 見直し 実施 改革 充実 導入 活用 利用 拡大 構築 "
    "整備 検討 等 向上 縮減 抑制 削減 支援 展開 普及 確保 設定 改善 提示 廃止 創設 策定 連携 "
    "強化 是正 管理 運営 反映 検証 対応 対策 重視 配分 転換 移行 開始 統合 再編 育成 実現 維持 "
    "評価 把握 取組 措置 制度 方針 周知 通知 発出 予定 中 済 済み 完了 決定 確立 設置 助成 "
    "要請 依頼 収集 作成 報告 議論 調整 開設 試行 共有 提供 分析 募集 派遣 開催 運用 実証 こと "
    "もの ところ 見込 見込み 未定 なし 形成 拡充 創出 解消 防止 締結 定着 集約"
)
ENDS_WITH_AN_ACT = re.compile(rf"(?:{'|'.join(ACTS.split())})[」』)）】]*$")
"""What is done or to be done stands last, with or without a full stop after it."""
LONE_KANA = re.compile(r"[ぁ-ゖ](?=[\u4e00-\u9fff])")
HONORIFIC = re.compile(r"[おごみ]")
KANA = re.compile(r"[ぁ-ゖァ-ヶ]")
INSIDE_KANA = re.compile(r"(?:(?<=[ぁ-ゖ])(?=([ぁ-ゖ].))|(?<=[ァ-ヶー])(?=([ァ-ヶ].)))")


@dataclass(frozen=True)
class Wording:
    """What the document's own cells show of how its words run on.

    pairs: how often two characters stand side by side; inside_kana: how often after kana of the same script, so inside
    a word; heads: how often a cell begins with them; first, last: with which character a cell begins and ends.
    """

    pairs: Counter[str]
    inside_kana: Counter[str]
    heads: Counter[str]
    first: Counter[str]
    last: Counter[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Wording:
        """The wording of all the cells of a document, given as their joined texts."""
        known = [text for text in texts if text]
        return cls(
            pairs=Counter(pair for text in known for pair in map("".join, pairwise(text))),
            inside_kana=Counter(match[1] or match[2] for text in known for match in INSIDE_KANA.finditer(text)),
            heads=Counter(text[:2] for text in known),
            first=Counter(text[0] for text in known),
            last=Counter(text[-1] for text in known),
        )

    def runs_on(self, upper: str | None, lower: str | None) -> bool:
        """Whether two cells, one above the other, are one text that was cut between them."""
        if not upper or not lower or ends_a_sentence(upper):
            return False
        if _unclosed(upper):
            return _unopened(lower)
        if CUT_DATE.search(upper + CUT + lower):
            return True
        return bool(breaks_off(upper) or picks_up(lower)) or self._joins_a_word(upper, lower)

    def starts_inside_a_word(self, text: str) -> bool:
        """Whether the text begins with the end of a word that the document elsewhere prints whole."""
        if picks_up(text) or (LONE_KANA.match(text) and not HONORIFIC.match(text)):
            return True
        head = text[:2]
        elsewhere = self.pairs[head] - self.heads[head]
        return KANA.match(text) is not None and 0 < elsewhere == self.inside_kana[head]

    def _joins_a_word(self, upper: str, lower: str) -> bool:
        """Whether the pair at the cut is one the document knows, and its halves end and begin no other cell."""
        pair = upper[-1] + lower[0]
        return self.pairs[pair] >= 2 and self.last[upper[-1]] <= 1 and self.first[lower[0]] <= 1


def ends_a_sentence(text: str) -> bool:
    """Whether the text stops where a sentence does, no bracket left open."""
    return text.endswith(("。", "。)", "。）", "。」")) and not _unclosed(text)


def ends_with_an_act(text: str) -> bool:
    """Whether the text stops at the noun of what is done, as a heading or a note without a full stop does.

    >>> ends_with_an_act("維持管理情報等の開示"), ends_with_an_act("引き続き、新たな先進的な活用事")
    (True, False)
    """
    return ENDS_WITH_AN_ACT.search(text) is not None


def stops_early(text: str) -> bool:
    """Whether a sentence stops where none does: neither at a full stop or a bracket nor at what is done."""
    return breaks_off(text) or not (text.endswith(tuple("。)）」』】")) or ends_with_an_act(text))


def breaks_off(text: str) -> bool:
    """Whether the text stops in the middle of a sentence.

    >>> breaks_off("98.8%の"), breaks_off("意識改革を促"), breaks_off("構成する「推進会議"), breaks_off("結果を公表")
    (True, True, True, False)
    """
    if _unclosed(text):
        return True
    return BREAKS_OFF.search(text) is not None and not WHOLE_AFTER_PARTICLE.search(text)


def picks_up(text: str) -> bool:
    """Whether the text starts in the middle of a sentence.

    >>> picks_up("の情報交換等を実施。"), picks_up("究会」において"), picks_up("ものづくりを支援")
    (True, True, False)
    """
    return PICKS_UP.match(text) is not None or _unopened(text)


def _unclosed(text: str) -> bool:
    return bool(_open_at_end(text)[0])


def _unopened(text: str) -> bool:
    return _open_at_end(text)[1]


def _open_at_end(text: str) -> tuple[list[str], bool]:
    """The brackets left open at the end, and whether one is closed that was never opened."""
    still_open: list[str] = []
    for character in text:
        if character in OPENING:
            still_open.append(character)
        elif character in CLOSING:
            if not still_open:
                return [], True
            still_open.pop()
    return still_open, False
