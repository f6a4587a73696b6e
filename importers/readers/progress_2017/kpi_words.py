"""How targets, actuals, names and notes of KPIs are worded: the forms that tell the columns apart.

All forms are for text in NFKC without white space. Repetitions that could share a stretch of text between them are
possessive: a cell is tried with every start and end, so no form may take more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise


def _any_of(words: str) -> str:
    return "(?:" + "|".join(sorted(words.split(), key=len, reverse=True)) + ")"


_YEAR = r"(?:(?:19|20)\d{2}|(?:平成|令和|昭和|[HRS])(?:\d{1,2}|元))"
_DATE = (
    rf"{_YEAR}(?:年度?|度|/\d{{1,2}}(?:/\d{{1,2}})?)(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?"
    rf"(?:度?[末中頃央春夏秋冬]|{_any_of('上期 下期 当初 前半 後半')})?"
)
_BY = (
    r"(?:まで(?:の?間?に|を?(?:目途|めど)に?)?|中に?|末に?|頃?までに?|以降|時点で"
    rf"|を?{_any_of('めど 目途 目処 目標')}に?|に(?!比|対|つ|お|実|公|把|集|調))"
)
_DEADLINE = rf"(?:{_DATE}(?:から|より|~|-)(?:の?\d+年(?:間|度)で)?)?(?:{_DATE}{_BY}|(?:毎|各|当該)年度?、?)"
_WORDS = r"[^\d、。()「」:∶,~]"
_ROUGH = rf"{_any_of('約 延べ のべ 累計 概ね おおむね 計 およそ 最大')}?"
_NUMBER = rf"{_ROUGH}(?!{_DATE})(?<![\d,.])[+▲△-]?\d[\d,]*+(?:\.\d+)?"
_BRACKET = r"(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|【[^】]*】)"
_COMPONENT_OF = rf"{_WORDS}{{1,14}}+[:∶]"
_WITHIN_FIGURE = "[年月日時分秒億万兆割度末比べてとに対し]{1,6}+"
_APART = rf"(?:{_BRACKET}++[、,/・]?|[、,/・])"
_BETWEEN = rf"(?:{_WORDS}{{0,20}}+[:∶]|{_WITHIN_FIGURE}(?=\d)|{_WORDS}{{0,9}}+{_APART})(?:{_COMPONENT_OF})?"
"""What stands between two figures of one cell: a component, a unit within a figure (１億2000万), or a mark apart."""

_UNIT = rf"{_WORDS}{{0,12}}+"
_VALUES = rf"(?:{_COMPONENT_OF})?{_NUMBER}(?:{_BETWEEN}{_NUMBER})*+{_UNIT}"
_CHANGE = (
    rf"(?:半減|倍増|(?:{_NUMBER})?(?:割|倍|分の\d+)(?:以上|程度)?(?:に|を)?"
    rf"{_any_of('圧縮 削減 減 増 縮減 縮小 増加 拡大')}?)"
)
_AIM = _any_of(
    "増加 減少 向上 縮小 縮減 改善 維持 削減 拡大 低減 抑制 上昇 低下 短縮 達成 解消 普及 定着 実現 完了 設定 策定"
    " 実施 整備 導入 公表 確保 半減 倍増 構築 作成 廃止 移行 参加 配置 強化 促進 推進 ゼロ させる する 進捗管理 延伸"
)
_UNSET = (
    r"(?:(?:数値)?(?:目標)?値?[はのを]?(?:設定(?:に向け|を)?)?"
    rf"{_any_of('検討中 未設定 未定 調整中 設定予定 今後設定 設定中')}"
    rf"|(?:数値)?目標値?は?{_any_of('設定しない 設定なし 定めない なし')})"
)
_ONE_TARGET = rf"(?:{_DEADLINE}|{_DATE}(?=[約\d]))?、?(?:{_VALUES}|{_CHANGE}|{_UNSET}){_BRACKET}*+"

TARGET = re.compile(
    rf"{_ONE_TARGET}(?:、?(?={_DATE}|[毎各当]){_ONE_TARGET})*(?:を?{_any_of('達成 実現 目指す とする')})?。?"
)
UNSET = re.compile(_UNSET)
DEADLINE = re.compile(_DEADLINE)
_AS_BEFORE = (
    r"(?:前年度?|前回|現状|現行|当初|同|基準年度?|計画)(?:の?(?:実績|水準))?(?:値|並み)?(?:以上|以下|未満|超|程度)"
)
AIM_AT_END = re.compile(rf"(?:{_AIM}|{_AS_BEFORE}){_BRACKET}*。?$")
DUE_BRACKET = re.compile(rf"\((?:{_DATE}{_BY}?|[^()]*設定[^()]*|{_DATE}:[^()]*)\)$")
DUE_THEN_MORE = re.compile(rf"\({_DATE}{_BY}?\).")
BRACKET_FIRST = re.compile(r"\((?!参考)[^()]*\).")
LIKE_ACTUAL = re.compile(r"時点|現在|速報|確報|済み|予定$|集計")

_DATED = rf"{_DATE}(?:\([^()]*\))?[:∶]"
_AS_OF = _any_of("時点 現在 速報 速報値 確報 確報値 実績 見込 見込み 暫定値 推計値 末 平均 累計 調査 確定値 集計")
ACTUAL = re.compile(rf"(?:{_DATED})?{_VALUES}{_BRACKET}*+(?:[、,]?{_DATED}{_VALUES}{_BRACKET}*+)*。?")
AS_OF_BRACKET = re.compile(rf"\((?:[^()]*{_YEAR}[^()]*|[^()]*{_AS_OF})\)(?:、|$)|{_DATED}")
_DATED_FIGURE = re.compile(rf"{_DATED}{_ROUGH}\d")
PROSE_OF_ACTUAL = re.compile(
    r"(?:。|"
    + _any_of("済 済み 予定 集計中 調査中 把握中 算出中 公表 実施 減少 増加 削減 達成 設定 完了 未実施 なし")
    + r")(?:\([^()]*\))*。?$"
)
REFERENCE = re.compile(r"\(参考(?:値|指標)?\)|<参考>|【参考】|※?参考[:∶]")
_COMPONENT = re.compile(r"[^\d年月、。():∶\]】]{1,14}[:∶](?:約|延べ)?\d")
_COMPONENT_LINE = re.compile(r"(?!度[:∶])[^\d年月、。():∶\]】]{1,14}[:∶](?:(?:約|延べ)?\d|$)")
_IN_BRACKET = re.compile(r"\([^()]*$")
_BEFORE_COMPONENT = re.compile(rf"{_DEADLINE}、?|{_BRACKET}|.*[:：]")
_FIGURE_ENDS = re.compile(r"\d(?![\d,.年月度:∶])")

LABEL = re.compile(r"[①-⑳㉑-㉟](?:\s*[-ー‐−－―]\s*[0-9０-９]+)?|[0-9０-９]{1,2}[-－][0-9０-９]{1,2}(?=\D)")
RELISTED = re.compile(r"[【［\[（(]再掲[】］\]）)]")
RELISTED_AT_END = re.compile(rf"{RELISTED.pattern}$")
RELISTED_THEN_MORE = re.compile(rf"{RELISTED.pattern}.")
SENTENCE_END = re.compile("。")
HAS_DIGIT = re.compile(r"\d").search
_MEASURES = _any_of(
    "数 率 割合 件 額 費 費用 状況 効果 指標 コスト 量 度 度合い 比率 比 水準 時間 日数 面積"
    " 規模 順位 進捗 実績 成果 値 点 人 高 台 者 寿命 達成 増減 差 性 実施 導入 整備"
    " 見える化 削減 推移 有無 期間 年齢 普及 満足 売上 収入 収支 残高 負担 投資 人口 価格 単価"
)
MEASURE_AT_END = re.compile(rf"{_MEASURES}(?:等|など)?{_BRACKET}*(?:[\[【(]再掲[\]】)])?$|[)\]】]$")
UNFINISHED = re.compile(
    r"(?:[をにはがのとでやへも、・,.]|"
    + _any_of("及び 又は 並びに または および について など ため より から って った する")
    + ")$"
)
PLAN_WORD_AT_END = re.compile(r"(?:予定|把握|公表)$")
STARTS_LIKE_NOTE = re.compile(r"\(?[・○●※]|\(注|【(?!再掲)|引き続き")

PLAN_AT_END = re.compile(
    _any_of(
        "予定 把握 公表 推進 行う 検討 実施 見込 見込み 設定 促す 図る 進める 努める する いる した 集計 支援 取組 る"
        " 減 増"
    )
    + r"(?:\([^()]*\))*。?$|。$"
)
NOTE_STARTS = re.compile(rf"[【○・●※]|{_YEAR}|引き続き|今後|今年度|来年度|翌年度|次回")

_LONGEST_EXACT = 90


def is_exactly(form: re.Pattern[str], text: str) -> bool:
    """Whether the whole text is of the form; a long text never is, and is not tried."""
    return len(text) <= _LONGEST_EXACT and form.fullmatch(text) is not None


def outside_brackets(text: str) -> str:
    """The text without what stands in brackets.

    >>> outside_brackets("300団体(実施団体の人口6000万人)")
    '300団体'
    """
    return re.sub(_BRACKET, "", text)


def gains_component(text: str) -> bool:
    """Whether of several figures the first stands without a component 「道路：」 and a later one with it.

    >>> gains_component("100%(2020年度末)道路:62%"), gains_component("道路:62%橋梁:74%")
    (True, False)
    """
    outside = outside_brackets(text)
    found = _COMPONENT.search(outside)
    return found is not None and _FIGURE_ENDS.search(outside[: found.start()]) is not None


def joins_component(lines: Sequence[str]) -> bool:
    """Whether a line opens with a figure's component though the lines above are neither its deadline nor such lines.

    The figure may stand on the line below.

    >>> joins_component(["向上", "小学校:", "74%"]), joins_component(["2020年度までに", "道路:62%", "橋梁:74%"])
    (True, False)
    """
    before = ("".join(lines[:index]) for index, line in enumerate(lines) if _COMPONENT_LINE.match(line))
    outside = next((text for text in before if not _IN_BRACKET.search(text)), "")
    return outside != "" and _BEFORE_COMPONENT.fullmatch(outside) is None


def is_measure_only(text: str) -> bool:
    """Whether the text names what is measured, without a figure or an aim.

    >>> is_measure_only("窓口業務を委託した団体数"), is_measure_only("団体数の増加"), is_measure_only("12団体")
    (True, False, False)
    """
    return not (HAS_DIGIT(text) or AIM_AT_END.search(text)) and MEASURE_AT_END.search(text) is not None


def adds_aim(lines: Sequence[str]) -> bool:
    """Whether a line is an aim and nothing else though the line above has named what is measured.

    >>> adds_aim(["児童生徒の割合", "改善"]), adds_aim(["児童生徒の割合の", "改善"])
    (True, False)
    """
    return any(AIM_AT_END.fullmatch(line) and MEASURE_AT_END.search(above) for above, line in pairwise(lines))


def gains_date(text: str) -> bool:
    """Whether of several figures the first stands without a date 「2016年度：」 and a later one with it.

    >>> gains_date("2018年度に100%2014年度:46%"), gains_date("2014年度:46%2016年度:58%")
    (True, False)
    """
    outside = outside_brackets(text)
    return _DATED_FIGURE.search(outside) is not None and _DATED_FIGURE.match(outside) is None


def is_bracket_only(text: str) -> bool:
    """Whether nothing stands outside brackets.

    >>> is_bracket_only("(2017年4月1日現在)"), is_bracket_only("12施設(2017年4月1日現在)")
    (True, False)
    """
    return not outside_brackets(text)
