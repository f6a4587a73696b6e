"""What a bracket of a cell does: （2017年４月速報値） dates the figure, （2012年度：1450） gives its baseline."""

from __future__ import annotations

import re

from kpi_tracker.lib.figures import Figure, Remark, RemarkKind, Statement
from kpi_tracker.lib.phrases import Phrase

_STATUS = re.compile(r"(?:速報|確報|確定|見込み?|推計|推定|暫定|参考|実績|予測)(?:値|数値)?")
_DATE_COMPANY = re.compile(
    r"(?:の|を|は|に|末|における|速報|確報|確定|見込み?|推計|暫定|実績|数値|値|時点|現在|調査|決算|統計|集計|結果|直近|最新|"
    r"予算案?|当初予算|補正予算|全国(?:平均|計|値)?|平均値?|合計|累計|の\d+(?:年|か月)間|目標年度?|目標|達成|期限|時期|年度|分|より|以降|[:\s、]|まで|及び|・)*"
    r"(?:[一-鿿]{1,4}分)?"
)
_STILL_TO_DO = re.compile(r"設定|検討|決定|予定|公表|発表|把握|改訂|策定|見直")
_BASIS = re.compile(r"対?(?:年度)?(?:比|対比|[とに]比べ.*|と比較.*)(?:で|$|(?:ただし|なお|※).*)")
_BASELINE_LABEL = re.compile(r"(?:基準|初期|現状|当初|計画開始時|策定時)(?:値|の値|年度?)?|実績値?|値|時点|は|の|")
_LIMITS = re.compile(r"以上|以下|未満|を除|除く|を含|含む|が対象|を対象|対象|規模|から|につき|あたり|当たり|に移行|超")


def remark_of(group: Phrase, inner: Statement) -> Remark:
    """The bracket with what it does; inner is what its text says when read as a cell of its own."""
    if inner.figures:
        return Remark(_figured(inner), group, _first_date(inner), inner)
    if inner.dates:
        return Remark(_dated(inner), group, inner.dates[-1], inner)
    if inner.unread:
        return Remark("plan" if _STILL_TO_DO.search(inner.words) else "unknown", group, None, inner)
    return Remark("status" if _STATUS.fullmatch(inner.words) else "words", group, None, inner)


def _first_date(inner: Statement) -> Phrase | None:
    return next((figure.printed_date for figure in inner.figures if figure.printed_date), None)


def _dated(inner: Statement) -> RemarkKind:
    if _BASIS.fullmatch(inner.words):
        return "basis"
    heads_known = all(head.kind == "status" for head in inner.heads)
    if len(inner.dates) == 1 and not inner.unread and heads_known and _DATE_COMPANY.fullmatch(inner.words):
        return "dated"
    return "plan" if _STILL_TO_DO.search(inner.words) else "unknown"


def _figured(inner: Statement) -> RemarkKind:
    first = inner.figures[0]
    if inner.unread or inner.closing_words:
        return "unknown"
    if any(figure.tail for figure in inner.figures):
        return "scope" if not inner.dates and all(_is_limit(figure) for figure in inner.figures) else "unknown"
    if len(inner.figures) == 1 and _is_baseline(first):
        return "baseline"
    if all(figure.label or figure.lead for figure in inner.figures):
        return "component"
    return "number" if len(inner.figures) == 1 and first.printed_date is None else "unknown"


def _is_limit(figure: Figure) -> bool:
    """「人口3万人以上の自治体」「移行済みの4圏域を除く」"""
    bounded = figure.phrase.quantity is not None and figure.phrase.quantity.comparator is not None
    return bool(_LIMITS.match(figure.tail)) or (bounded and figure.tail.startswith("の"))


def _is_baseline(figure: Figure) -> bool:
    named = _BASELINE_LABEL.fullmatch(figure.label or figure.lead)
    says_so = bool(figure.label and named)
    return bool(named) and (says_so or figure.printed_date is not None)
