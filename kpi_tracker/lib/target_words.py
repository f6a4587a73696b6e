"""Target cells without a figure: 増加 (qualitative), 検討中 (undetermined), 平成26年度値以上 (reference)."""

from __future__ import annotations

import re

from kpi_tracker.lib.doubts import doubts_of_statement, no_value
from kpi_tracker.lib.figures import Figure, Statement
from kpi_tracker.lib.japanese_text import NormalisedText
from kpi_tracker.lib.phrases import Phrase
from kpi_tracker.lib.readings import Baseline, Comparator, Doubt, TargetKind, TargetReading
from kpi_tracker.lib.records import replace

_NOT_SET = re.compile(r"検討中|検討予定|未設定|未定|調整中|設定予定|設定中|設定を予定|今後設定|設定を?検討|設定に向け")
_TO_BE_SET = re.compile(
    r"(?:(?:数値|具体的な?|定量的な?)?(?:目標値?|数値|KPI|指標|値)(?:を|の|は|について)?)?(?:今後)?"
    r"(?:設定|検討|決定)(?:する|予定|を?検討|すること|・公表)*"
)
_SETTING = re.compile("設定|検討|決定|把握")
_COMPARED = re.compile("(?:度|の?(?:実績|調査|数値|値))*(?:比|より|と比|を上回|を下回)")
"""What follows a year that is only compared with: 前年度比増加."""
_LIKE_ANOTHER = re.compile(
    r"(?:(?:の)?(?:値|実績値?|水準|平均値?)|年度?|比|並み|前回|現状|現行)(?:の|を|と|より|値|水準)*(?P<bound>以上|以下|未満|超|上回|下回|維持|並|同)"
)


def read_target_words(printed: NormalisedText, statement: Statement) -> tuple[TargetReading, list[Doubt]]:
    """The one target of a cell without figures, and what is doubtful about it.

    Of a target still to be set the date is when it will be set, so it is no deadline (deadline_fy None); likewise of
    one that others are to set (各圏域において設定).
    """
    text = "".join(printed.text.split())
    kind = _kind(text, statement)
    date = _date(statement, kind)
    bound = _LIKE_ANOTHER.search(text) if kind == "reference" else None
    setting = kind == "undetermined" or _SETTING.search(statement.words)
    reading = TargetReading(
        kind,
        comparator=_comparator(bound["bound"]) if bound else None,
        deadline_fy=date.date.fiscal_year if date and date.date and not setting else None,
        deadline_raw=printed.original_words(date.start, date.end) if date else None,
        baseline=_baseline(statement),
        raw=printed.original,
        span=(0, len(printed.original)),
    )
    return reading, _doubts(statement, kind)


def _kind(text: str, statement: Statement) -> TargetKind:
    if _NOT_SET.search(text) or _TO_BE_SET.fullmatch(statement.words.strip("、。・ ")):
        return "undetermined"
    return "reference" if _LIKE_ANOTHER.search(text) else "qualitative"


def _date(statement: Statement, kind: TargetKind) -> Phrase | None:
    """The date in brackets before the one outside; of a reference only a bracket gives a deadline."""
    kinds = ("dated", "plan") if kind == "undetermined" else ("dated",)
    for remark in statement.heads:
        if remark.kind in kinds and remark.statement and remark.statement.dates:
            return remark.statement.dates[-1]
    outside = [date for date in statement.dates if kind != "reference" or date.tail]
    return outside[-1] if outside else None


def baseline_of(figure: Figure) -> Baseline | None:
    """The figure as a 初期値, None where it is no number."""
    quantity, date = figure.phrase.quantity, figure.printed_date
    if quantity is None:
        return None
    return Baseline(quantity.value, quantity.unit, date.date.fiscal_year if date and date.date else None)


def _baseline(statement: Statement) -> Baseline | None:
    remarks = [remark for remark in statement.heads if remark.kind == "baseline" and remark.statement]
    return baseline_of(remarks[0].statement.figures[0]) if remarks and remarks[0].statement else None


def _comparator(bound: str) -> Comparator:
    return "<=" if bound in ("以下", "未満", "下回") else ">="


def _doubts(statement: Statement, kind: TargetKind) -> list[Doubt]:
    """A figure left over, in a bracket or outside, and a vague number are lost; a date in prose is not.

    「前年度実績以上」 and 「前年度比増加」 need no year: they are references by themselves.
    """
    words = statement.words
    lost = [remark.phrase.text for remark in statement.heads if remark.kind in ("component", "number")]
    known = replace(
        statement,
        heads=tuple(remark for remark in statement.heads if remark.kind != "number"),
        unread=tuple(
            phrase
            for phrase in statement.unread
            if phrase.kind != "yearless"
            or not (kind == "reference" or _COMPARED.match(words.partition(phrase.text)[2]))
        ),
    )
    lost += [figure.phrase.text for figure in statement.figures]
    return [*(no_value(words, "目標値") for words in lost), *doubts_of_statement(known)]
