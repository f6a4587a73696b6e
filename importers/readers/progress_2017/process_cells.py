"""What speaks for a run of pieces being a process 改革工程, its progress or its outlook.

The weights are in one unit: about 2 for a sign that is often there, 6 for one that hardly ever misleads.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from importers.readers.progress_2017.labels import label_at_start
from importers.readers.progress_2017.pieces import Piece
from importers.readers.progress_2017.segmentation import NEVER, Order
from importers.readers.progress_2017.wrapping import (
    TOLERANCE,
    ColumnWidth,
    Layout,
    cannot_start,
    open_brackets,
    parts_word,
)

ORDER = Order(
    first={"process": 0.0, "progress": -14.0},
    last={"outlook": 0.0, "progress": -5.0, "process": -3.0},
    follows={
        ("process", "progress"): 0.0,
        ("progress", "outlook"): 0.0,
        ("outlook", "process"): 0.0,
        ("process", "process"): -3.5,
        ("progress", "process"): -7.0,
    },
    longest={"process": 30, "progress": 60, "outlook": 50},
)

_USUAL = {"process": 4.0, "progress": 9.0, "outlook": 6.0}
"""What a usual cell gathers, taken off again: cutting more finely must earn nothing."""

_TASK_WITHIN = {"process": 2.0, "progress": 6.0, "outlook": 6.0}
"""What speaks against a cell in which, before a blank line, something ends as processes do."""

_RATING = (
    r"(?:概ね|おおむね|ほぼ|やや|大幅に?|一部|極めて|計画通り)?"
    r"(?:順調|遅れ(?:あり|ている)?|遅延|停滞|完了|終了|中止|未着手|未実施|着手済み?|達成)[^()]{0,6}"
)
MARK = re.compile(rf"\(({_RATING})\)(?![、のにをはがとで])")
_UNFINISHED = re.compile(r"(?:[をにはがのとやへも、・]|及び|又は|並びに|または|および|について|など)$")
_ACTS = (
    "推進|促進|実施|検討|徹底|支援|公表|整備|強化|拡大|助言|導入|改定|改訂|把握|見直し|構築|活用|普及|展開|周知|確保|策定|作成|分析|試算|研究"
    "|開始|準備|支給|提供|形成|育成|設置|設定|向上|削減|縮減|抑制|適正化|効率化|具体化|明確化|見える化|最適化|まとめ|働きかけ"
    "|調査|検証|評価|反映|措置|移行|統合|廃止|改革|改善|充実|加速|運用|運営|連携|要請|共有|集約|管理"
)
_TASK_ENDS = re.compile(rf"(?:{_ACTS}|取り組む|する|図る|行う|進める|講じる|取組|対応)(?:等|など)?$")
_ACT_ENDS = re.compile(rf"[をへ][^、。をへのが]{{0,4}}(?:{_ACTS})$")
_DONE = re.compile(
    r"(?:した|している|してる|ところ(?:である)?|済み|検討中|調査中|実施中|設置|作成|実施|であった|された|位置付け|継続|なった)。"
)
_COMING = re.compile(
    r"引き続き|予定|今後|目指|図る|進める|推進。|検討。|実施する|取りまとめる|公表する|行う。|左記|努める|促す"
)
_GOES_ON_DOING = re.compile(r"(?:【[^】]*】|・|\([^()]*\))?(?:引き続き|今後)")
_GOES_ON = re.compile(r"[【〈(《・※○①-⑳]")
_GOES_ON_RATED = re.compile(r"[【〈(《①-⑳]")
"""How the words after a rating begin: a remark or another's part; with a rating of their own only another's part."""
_LISTED = re.compile(r"[・○●（(①-⑳]|[0-9０-９]{1,2}[.．]")
_COUNTED = re.compile(r"[0-9]{1,2}\.(?![0-9])|[①-⑳]")
_PART_STARTS = re.compile(r"[・○●]|【")
_BEFORE_PART = re.compile(r"[。)）】〉》」:：]$|について$|(?:で|に)?は、?$")
_SENTENCE_ENDS = re.compile(r"[。〉》※]\)?$|。[)」]$|。\([^()]*\)$")
_RUNS_ON = re.compile(r"。(?![)」〉》】])[^。・○●【(（①-⑳〈《※][^。]*$")
"""After a sentence one more that does not end as such: no bullet, no remark, more likely the start of another cell."""
_REFERS_BACK = re.compile(r"(?:これ|それ|その|この)(?!他)|(?:また|なお|さらに|併せて|あわせて|加えて)、")


@dataclass
class ProcessEvidence:
    """The evidence of one run of pieces; widths: of the columns known so far."""

    pieces: Sequence[Piece]
    widths: Mapping[str, ColumnWidth | None] = field(default_factory=dict)

    @cached_property
    def _labels(self) -> list[str | None]:
        return [label_at_start(piece.text) for piece in self.pieces]

    @cached_property
    def _numbers(self) -> list[str | None]:
        """The number that counts a piece within a list: a list that begins anew is another cell's."""
        found = (_COUNTED.match(piece.plain) for piece in self.pieces)
        return [number.group() if number else None for number in found]

    @cached_property
    def _layout(self) -> Layout:
        return Layout(self.pieces)

    @cached_property
    def _offsets(self) -> list[int]:
        return list(accumulate((len(piece.plain) for piece in self.pieces), initial=0))

    @cached_property
    def _text(self) -> str:
        return "".join(piece.plain for piece in self.pieces)

    @cached_property
    def _mark_ends(self) -> list[int]:
        return [found.end() for found in MARK.finditer(self._text)]

    @cached_property
    def _task_ends(self) -> list[int]:
        """The pieces after a line that reads like the end of a process."""
        return [index for index in range(1, len(self.pieces)) if _TASK_ENDS.search(self.pieces[index - 1].plain)]

    def _tasks_within(self, column: str, start: int, end: int) -> float:
        """How often something ends within the cell as processes do: an act twice, half without a blank line."""
        within = self._task_ends[bisect_right(self._task_ends, start) : bisect_left(self._task_ends, end)]
        return sum(self._parted(column, index) for index in within)

    def _parted(self, column: str, index: int) -> float:
        if self.pieces[index].gap == "blank":
            return 0.0 if column == "process" and self._lists(index) else 1.0 + (index in self._act_ends)
        if column == "process":
            return 0.0
        stops = self._layout.stops_short(index, self.widths.get(column)) and not self._lists(index)
        return 0.5 * stops + 0.5 * (index in self._act_ends)

    @cached_property
    def _act_ends(self) -> frozenset[int]:
        """The pieces after a line that ends with an act on something, 「…を公表」, where no 「する」 goes on."""
        ends = (index for index in self._task_ends if _ACT_ENDS.search(self.pieces[index - 1].plain))
        return frozenset(index for index in ends if not cannot_start(self.pieces[index]))

    @cached_property
    def _headless(self) -> list[int]:
        """The pieces that open a part 【総務省】 or ・ though what stands before them has not come to an end."""
        return [
            index
            for index in range(1, len(self.pieces))
            if _PART_STARTS.match(self.pieces[index].text) and not _BEFORE_PART.search(self.pieces[index - 1].plain)
        ]

    def _breaks_off(self, start: int, end: int) -> bool:
        """Whether prose of the cell stops in the middle of a sentence at a label, or its lead at the first bullet."""
        headless = [index for index in self._headless if start < index < end]
        if any(self._labels[index] for index in headless):
            return True
        return bool(headless) and not any(self._lists(index) for index in range(start, headless[0]))

    def _told(self, start: int, end: int) -> float:
        """What speaks against a process with what reports have: lines that end with a sentence, 【総務省】 within."""
        told = [index for index in self._after_sentence if start < index < end]
        spoken = [label for label in self._labels[start + 1 : end] if label and label.startswith("【")]
        return sum(5.0 if self.pieces[index].gap == "blank" else 3.5 for index in told) + 5.0 * len(spoken)

    @cached_property
    def _after_sentence(self) -> list[int]:
        ends = (index for index in range(1, len(self.pieces)) if self.pieces[index].gap != "none")
        return [index for index in ends if self.pieces[index - 1].plain.endswith("。")]

    def _lists(self, index: int) -> bool:
        return _LISTED.match(self.pieces[index].text) is not None

    def weight(self, column: str, start: int, end: int) -> float:
        """How well pieces [start, end) stand as a cell of the column."""
        first, last = self._offsets[start], self._offsets[end]
        holds_mark = bisect_right(self._mark_ends, first) < bisect_right(self._mark_ends, last)
        gap = self._gap(column, start) if start else 0.0
        if gap == NEVER or (holds_mark and column != "progress"):
            return NEVER
        cell, text = self.pieces[start:end], self._text[first:last]
        value = gap - self._layout.lenient_wrap_cost(start, end, self.widths.get(column), 2.5)
        value -= 6.0 * min(self._layout.open_brackets(start, end), 2) + 7.0 * cannot_start(cell[0])
        value -= 5.0 * bool(_UNFINISHED.search(text, max(0, len(text) - 6)))
        labels = [label for label in self._labels[start:end] if label]
        numbers = [number for number in self._numbers[start:end] if number]
        value -= 6.0 * (len(labels) - len(set(labels))) + 3.0 * (len(set(numbers)) < len(numbers))
        value -= 3.0 * bool(labels and not self._labels[start])
        value -= _TASK_WITHIN[column] * self._tasks_within(column, start, end)
        if self._layout.ends_full(end, self.widths.get(column)):
            value -= _unended(text)
        value -= self._told(start, end) if column == "process" else 6.0 * self._breaks_off(start, end)
        return value + words_weight(column, text, cell) - _USUAL[column]

    def _gap(self, column: str, start: int) -> float:
        """What the break before a cell says: a blank line, a sentence that ends, a line that stops short."""
        piece, above = self.pieces[start], self.pieces[start - 1]
        if piece.gap == "none":
            return -1.0 if column == "process" else NEVER
        if parts_word(above, piece):
            return -1.0 if piece.gap == "blank" else -6.0
        if piece.gap == "blank":
            return 2.0
        ended = bool(_SENTENCE_ENDS.search(above.plain) or MARK.search(above.plain)) or piece.text.startswith("【")
        return -1.0 if ended or (column == "progress" and self._ends_process(start)) else -3.0

    def _ends_process(self, index: int) -> bool:
        """Whether the line before the piece reads like the end of a process and none of a sentence that goes on."""
        if index not in self._act_ends and not self._layout.stops_short(index, self.widths.get("process")):
            return False
        return _TASK_ENDS.search(self.pieces[index - 1].plain) is not None


def _unended(text: str) -> float:
    """What speaks against a cell whose last line is full, as lines are after which a sentence goes on."""
    if _SENTENCE_ENDS.search(text) or _ACT_ENDS.search(text, max(0, len(text) - 12)):
        return 0.0
    return 1.0 if _TASK_ENDS.search(text, max(0, len(text) - 8)) else 2.0


def words_weight(column: str, text: str, cell: Sequence[Piece]) -> float:
    """How well the words, by themselves, suit the column."""
    label = label_at_start(cell[0].text)
    refers_back = 3.0 * bool(_REFERS_BACK.match(text))
    if column == "process":
        return _process(text, label) - refers_back
    return (_progress(text, label) if column == "progress" else _outlook(text, label)) - refers_back / 3


def is_plausible(column: str, cell: Sequence[Piece]) -> bool:
    """Whether the words by themselves look like a cell of the column, whatever stands around them."""
    text = "".join(piece.plain for piece in cell)
    if open_brackets(text) or _UNFINISHED.search(text) or words_weight(column, text, cell) <= -5.0:
        return False
    if column == "process":
        return not _holds_two(cell)
    return "。" not in text or MARK.search(text) is not None or _SENTENCE_ENDS.search(text) is not None


def _holds_two(cell: Sequence[Piece]) -> bool:
    """Whether a line within ends as processes do, well before the column does, and the next is no item of a list."""
    lines = Layout(cell).line_widths
    return any(
        _TASK_ENDS.search(above.plain) and width < max(lines) - 3 * TOLERANCE and not _LISTED.match(below.text)
        for above, below, width in zip(cell, cell[1:], lines, strict=False)
    )


def _process(text: str, label: str | None) -> float:
    value = -3.0 if _SENTENCE_ENDS.search(text) else 0.5
    value += 1.0 * bool(_TASK_ENDS.search(text, max(0, len(text) - 8)))
    value -= 4.0 * text.startswith("【") + 2.0 * text.startswith("・") + 0.5 * text.count("。")
    value -= 2.0 * bool(_DONE.search(text))
    return value - 2.0 * len(re.findall(r"。【|^【", text))


def _progress(text: str, label: str | None) -> float:
    marks = list(MARK.finditer(text))
    value = 5.0 if marks else -1.5
    for mark in marks:
        rest = text[mark.end() :]
        value -= 6.0 * bool(rest and not (_GOES_ON_RATED if MARK.search(rest) else _GOES_ON).match(rest))
    if not marks and not _SENTENCE_ENDS.search(text):
        value -= 3.0
    if marks and not re.search(r"\)$|〉$|》$|。$", text):
        value -= 6.0
    if marks and label_at_start(text[marks[-1].end() :]):
        value -= 1.5
    return value + 1.5 * bool(label) + 0.5 * text.startswith("・") + 1.0 * bool(_DONE.search(text))


def _outlook(text: str, label: str | None) -> float:
    value = 2.0 if _SENTENCE_ENDS.search(text) else (-6.0 if "。" in text else -1.5)
    value += 1.5 * bool(_GOES_ON_DOING.match(text)) - 4.0 * bool(_RUNS_ON.search(text))
    value += 1.5 * bool(label) + 0.5 * text.startswith("・") + 1.0 * bool(_COMING.search(text))
    return value - 1.0 * bool(re.search(r"した。|している。|ところ。", text))
