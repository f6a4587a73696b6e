"""What speaks for a run of pieces being a KPI's name, target, actual, grade or note.

The weights are in one unit: about 2 for a sign that is often there, 6 for one that hardly ever misleads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from importers.readers.progress_2017.pieces import Piece
from importers.readers.progress_2017.segmentation import NEVER, Order
from importers.readers.progress_2017.wrapping import Layout, cannot_start, open_brackets

ORDER = Order(
    first={"name": 0.0},
    last={"grade": -1.0, "note": 0.0, "empty": 0.0, "actual": -9.0, "target": -14.0, "name": -9.0},
    follows={
        ("name", "target"): 0.0,
        ("target", "actual"): 0.0,
        ("actual", "grade"): 0.0,
        ("grade", "note"): 0.0,
        ("note", "name"): 0.0,
        ("grade", "name"): -1.0,
        ("name", "merged"): -1.0,
        ("merged", "grade"): 0.0,
        ("name", "empty"): -1.0,
        ("empty", "name"): 0.0,
        ("name", "name"): -16.0,
        ("name", "grade"): -9.0,
        ("target", "grade"): -10.0,
        ("actual", "note"): -40.0,
        ("actual", "name"): -40.0,
    },
    longest={"name": 12, "target": 14, "actual": 18, "merged": 1, "grade": 1, "empty": 4, "note": 40},
)
"""merged: one dash for target and actual together; empty: the dashes of a heading row."""

_YEAR = r"(?:(?:19|20)\d{2}|(?:平成|令和|昭和|[HRS])(?:\d{1,2}|元))"
_DATE = rf"{_YEAR}(?:年度?|度|/\d{{1,2}}(?:/\d{{1,2}})?)(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:度?[末中頃]|上期|下期|当初|前半|後半)?"
_BY = r"(?:まで(?:の?間?に|を?目途に?|を?めどに?)?|中に?|に(?!比|対|つ|お|実|公|把|集|調)|末に?|(?:を)?(?:めど|目途|目処|目標)に?|頃?までに?|以降|時点で)"
_DEADLINE = rf"(?:{_DATE}(?:から|より|~|-)(?:の?\d+年(?:間|度)で)?)?(?:{_DATE}{_BY}|(?:毎|各|当該)年度?、?)"
_NUMBER = (
    r"(?:約|延べ|のべ|累計|概ね|おおむね|計|およそ|最大|\+|▲|△|-)*(?<![\d,.])\d[\d,]*(?:\.\d+)?(?:兆|億|万|千|百)?"
)
_UNIT = r"[^\d、。()「」:∶,~]{0,9}?"
_BOUND = (
    r"(?:以上|以下|以内|未満|程度|超|強|弱|の?(?:増加?|減少?|削減|圧縮|縮減|低減|向上|改善|引下げ|引上げ|上昇|低下))*"
)
_VALUE = rf"(?:[^\d、。()「」]{{1,14}}[::∶])?{_NUMBER}{_UNIT}{_BOUND}"
_BRACKET = r"(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|【[^】]*】)"
_VALUES = rf"{_VALUE}(?:{_BRACKET})*(?:[、,/・]?{_VALUE}(?:{_BRACKET})*)*"
_CHANGE = (
    rf"(?:半減|倍増|(?:{_NUMBER})?(?:割|倍|分の\d+)(?:以上|程度)?(?:に|を?)?(?:圧縮|削減|減|増|縮減|縮小|増加|拡大)?)"
)
_AIM = (
    r"(?:増加|減少|向上|縮小|縮減|改善|維持|削減|拡大|低減|抑制|上昇|低下|短縮|達成|解消|普及|定着|実現|完了|設定|策定|実施|整備|導入|公表"
    r"|確保|半減|倍増|構築|作成|廃止|移行|参加|配置|強化|促進|推進|ゼロ|させる|する|進捗管理)"
)
_UNSET = r"(?:検討中|未設定|未定|調整中|設定予定|今後設定|設定中|目標値?は?検討中|設定に向け検討中|目標値の設定を検討中|(?:数値)?目標値?は?(?:設定しない|設定なし|定めない|なし))"

_TARGET_EXACT = re.compile(
    rf"(?:{_DEADLINE})?、?(?:{_VALUES}|{_CHANGE}|{_UNSET})(?:{_BRACKET})*(?:を?(?:達成|実現|目指す|とする))?。?"
)
_TARGET_BEGINS = re.compile(_DEADLINE)
_AIM_ENDS = re.compile(rf"{_AIM}(?:{_BRACKET})*。?$")
_DUE_BRACKET = re.compile(rf"\((?:{_DATE}{_BY}?|.*設定.*|{_DATE}:.*)\)$")

_AS_OF = r"(?:時点|現在|速報値?|確報値?|実績|見込み?|暫定値?|推計値?|末|平均|累計|調査|確定値?|集計)"
_AS_OF_BRACKET = re.compile(rf"\((?:[^()]*{_YEAR}[^()]*|[^()]*{_AS_OF})\)(?:、|$)|{_DATE}(?:\([^()]*\))?[::∶]")
_ACTUAL_EXACT = re.compile(
    rf"(?:{_DATE}(?:\([^()]*\))?[::∶])?{_VALUES}(?:(?:{_DATE}(?:\([^()]*\))?[::∶])?{_VALUES})*。?"
)
_ACTUAL_PROSE = re.compile(
    r"(?:。|済み?|予定|集計中|調査中|把握中|算出中|公表|実施|減少|増加|削減|達成|設定|完了|未実施|なし)(?:\([^()]*\))*。?$"
)
_REFERENCE = re.compile(r"\(参考(?:値|指標)?\)|<参考>|【参考】|※?参考[::]")

LABEL = re.compile(r"[①-⑳㉑-㉟](?:\s*[-ー‐−－―]\s*[0-9０-９]+)?|[0-9０-９]{1,2}[-－][0-9０-９]{1,2}(?=\D)")
_NAME_ENDS = re.compile(
    r"(?:数|率|割合|件|額|費|費用|状況|効果|指標|コスト|量|度|度合い?|比率|比|水準|時間|日数|面積|規模|順位|進捗|実績|成果|値|点|人|高"
    r"|台|者|寿命|達成|増減|差|性|実施|導入|整備|見える化|削減|推移|有無|期間|年齢|普及|満足|売上|収入|収支|残高|負担|投資|人口|価格|単価)"
    rf"(?:等|など)?(?:{_BRACKET})*(?:[\[【(]再掲[\]】)])?$|[)\]】]$"
)
RELISTED = re.compile(r"[【［\[（(]再掲[】］\]）)]")
_UNFINISHED = re.compile(
    r"(?:[をにはがのとでやへも、・]|及び|又は|並びに|または|および|について|など|ため|より|から|って|った|する)$"
)
_PLAN = re.compile(
    r"(?:予定|把握|公表|推進|行う|検討|実施|見込み?|設定|促す|図る|進める|努める|する|いる|した|集計|支援|取組|め?る|減|増)(?:\([^()]*\))*。?$"
)
_NOTE_STARTS = re.compile(rf"[【○・●※]|{_YEAR}|引き続き|今後|今年度|来年度|翌年度|次回")
_DUE_THEN_MORE = re.compile(rf"\((?:{_DATE}{_BY}?)\).")
_DATED_FIGURE = re.compile(rf"{_DATE}(?:\([^()]*\))?[::∶]\d")
_COMPONENT = re.compile(r"[^\d年月、。():∶\]】]{1,14}[:∶](?:約|延べ)?\d")
_NUMBER_ALONE = re.compile(r"\d")
_LONGEST_EXACT = 70


@dataclass
class KpiEvidence:
    """The evidence of one run of pieces; widths: of the columns known so far."""

    pieces: Sequence[Piece]
    widths: Mapping[str, float | None] = field(default_factory=dict)

    @cached_property
    def _layout(self) -> Layout:
        return Layout(self.pieces)

    def weight(self, column: str, start: int, end: int) -> float:
        """How well pieces [start, end) stand as a cell of the column."""
        cell = self.pieces[start:end]
        if column in _MARKS:
            own = _MARKS[column](cell)
        elif any(piece.is_grade for piece in cell):
            return NEVER
        elif cell[0].is_dash:
            own = (3.0 if column != "note" else 1.0) if end - start == 1 and column != "name" else NEVER
        elif any(piece.is_dash for piece in cell):
            return NEVER
        else:
            own = self._words(column, start, end)
        return own + (self._gap(start) if start else 0.0)

    def _gap(self, start: int) -> float:
        beside_mark = any(piece.is_dash or piece.is_grade for piece in self.pieces[start - 1 : start + 1])
        if beside_mark:
            return 1.0
        return {"blank": 2.0, "line": -1.0, "space": -4.0, "none": -9.0}[self.pieces[start].gap]

    def _words(self, column: str, start: int, end: int) -> float:
        cell = self.pieces[start:end]
        text = "".join(piece.plain for piece in cell)
        layout = self._layout.wrap_cost(start, end, self.widths.get(column), 1.0 if column == "note" else 2.5)
        broken = 7.0 * min(self._layout.open_brackets(start, end), 2) + (7.0 if cannot_start(cell[0]) else 0.0)
        return _WORDS[column](text, cell) - layout - broken


def is_plausible(column: str, cell: Sequence[Piece]) -> bool:
    """Whether the words by themselves look like a cell of the column, whatever stands around them."""
    if column in _MARKS or cell[0].is_dash:
        return True
    text = "".join(piece.plain for piece in cell)
    return _WORDS[column](text, cell) >= _FLOOR[column] and not open_brackets(text)


def _is_exact(form: re.Pattern[str], text: str) -> bool:
    """Whether the text is of the form; a long text never is, and is not tried."""
    return len(text) <= _LONGEST_EXACT and form.fullmatch(text) is not None


def _outside_brackets(text: str) -> str:
    return re.sub(_BRACKET, "", text)


def _late_component(text: str) -> float:
    """What speaks against figures of which the first has no component 「道路：」 and a later one has."""
    words = _outside_brackets(text)
    found = _COMPONENT.search(words)
    return 4.0 if found and re.search(r"\d(?![\d,.年月度:∶])", words[: found.start()]) else 0.0


def _name(text: str, cell: Sequence[Piece]) -> float:
    value = 0.0
    value += 3.0 if LABEL.match(text) else 0.0
    value += 3.0 if _NAME_ENDS.search(text) else 0.0
    relisted = RELISTED.search(text)
    if relisted:
        value += 5.0 if relisted.end() == len(text) else -9.0
    value -= 8.0 * ("。" in text)
    value -= 6.0 * bool(_TARGET_BEGINS.match(text))
    value -= 5.0 * bool(_UNFINISHED.search(text)) + 5.0 * bool(re.search(r"(?:予定|把握|公表)$", text))
    value -= 4.0 * bool(re.match(r"[・○●※]|【(?!再掲)|引き続き", text)) + 3.0 * (len(text) < 4) + 2.0 * (len(text) > 90)
    value -= 7.0 * any(LABEL.match(piece.plain) is not None for piece in cell[1:])
    return value - 6.0 * any(
        _NUMBER_ALONE.search(piece.plain) and _is_exact(_TARGET_EXACT, piece.plain) for piece in cell
    )


def _target(text: str, cell: Sequence[Piece]) -> float:
    value = 6.0 if _is_exact(_TARGET_EXACT, text) else (1.0 if _AIM_ENDS.search(text) else -3.0)
    value += (
        3.0 * bool(_TARGET_BEGINS.match(text))
        + 1.5 * bool(_DUE_BRACKET.search(text))
        + 2.0 * bool(re.match(_UNSET, text))
    )
    value -= 3.0 * ("。" in text) + max(0.0, len(text) - 40) * 0.1
    value -= 5.0 * bool(re.search(r"時点|現在|速報|確報|済み|予定\b|集計", text)) + 6.0 * bool(_REFERENCE.search(text))
    value -= 5.0 * bool(_UNFINISHED.search(text))
    value -= 5.0 * bool(_DUE_THEN_MORE.search(text)) + 6.0 * bool(_DATED_FIGURE.match(_outside_brackets(text)))
    return value - _late_component(text) - 6.0 * bool(RELISTED.search(text))


def _actual(text: str, cell: Sequence[Piece]) -> float:
    value = 5.0 if _is_exact(_ACTUAL_EXACT, text) else (2.0 if _ACTUAL_PROSE.search(text) else -2.0)
    value += 3.0 * bool(_AS_OF_BRACKET.search(text)) + 5.0 * bool(_REFERENCE.match(text))
    value -= 3.0 * bool(_TARGET_BEGINS.match(text)) + max(0.0, len(text) - 80) * 0.1
    value -= 5.0 * bool(_UNFINISHED.search(text))
    value -= _late_component(text) + 3.0 * bool(re.match(_UNSET, text))
    return value - 6.0 * bool(RELISTED.search(text))


def _note(text: str, cell: Sequence[Piece]) -> float:
    value = 3.0 if _PLAN.search(text) or text.endswith("。") else -1.0
    value += 1.0 * bool(_NOTE_STARTS.match(text)) - 4.0 * bool(_UNFINISHED.search(text))
    value -= 6.0 * bool(RELISTED.search(text))
    after_sentence = [below for above, below in zip(cell, cell[1:], strict=False) if above.text.endswith("。")]
    labelled = [below for below in after_sentence if LABEL.match(below.plain)]
    return value - 3.0 * len(labelled)


def _grade(cell: Sequence[Piece]) -> float:
    if cell[0].is_grade:
        return 4.0 if cell[0].plain in "ABNF" else 1.0
    return 1.0 if cell[0].is_dash else NEVER


def _merged(cell: Sequence[Piece]) -> float:
    return 3.0 if cell[0].is_dash else NEVER


def _empty(cell: Sequence[Piece]) -> float:
    return 2.0 + len(cell) if all(piece.is_dash for piece in cell) else NEVER


_MARKS: dict[str, Callable[[Sequence[Piece]], float]] = {"grade": _grade, "merged": _merged, "empty": _empty}
_WORDS: dict[str, Callable[[str, Sequence[Piece]], float]] = {
    "name": _name,
    "target": _target,
    "actual": _actual,
    "note": _note,
}
_FLOOR = {"name": -4.0, "target": -1.0, "actual": -1.0, "note": -4.0}
