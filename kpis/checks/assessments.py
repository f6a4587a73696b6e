"""政策評価: the overall judgement and its reason, against the table of indicators."""

from __future__ import annotations

import re
import unicodedata

from kpis.checks.facts import AssessmentFacts, Cell, Check, Facts, Finding, KpiFacts
from kpis.checks.ordering import natural_key
from kpis.checks.quoting import cells
from kpis.grading.evaluation import MARKS, IndicatorMark, overall_of

_INDICATORS = re.compile(r"測定指標(?P<first>\d{1,4})(?:(?:から|[~～〜\-－―])(?P<last>\d{1,4}))?")
_MAIN = "主要なもの"
_MOST_INDICATORS = 100
_REACHED = "イ"


def _main_indicators_differ(facts: Facts) -> list[Finding]:
    findings = []
    for assessment in facts.assessments:
        rows = [row for row in facts.kpis if row.edition == assessment.edition and row.is_main is not None]
        told = _told_main(assessment.reason)
        odd = [row for row in rows if (number := _number(row)) and row.is_main != (number in told)]
        if told and odd:
            findings.append(_main_differ(assessment, sorted(odd, key=lambda row: natural_key(row.key))))
    return findings


def _told_main(reason: str) -> set[int]:
    """The numbers of the indicators that the reason calls 主要なもの: those it named last before the word."""
    text = unicodedata.normalize("NFKC", reason)
    told: set[int] = set()
    for sentence in text.split("。"):
        named_before = list(_INDICATORS.finditer(sentence.partition(_MAIN)[0])) if _MAIN in sentence else []
        if named_before:
            first = int(named_before[-1]["first"])
            last = int(named_before[-1]["last"] or first)
            told.update(range(first, min(last, first + _MOST_INDICATORS) + 1))
    return told


def _number(row: KpiFacts) -> int | None:
    """The indicator's number: of 「③」 3, of 「2-1」 2."""
    found = re.match(r"\d{1,4}", unicodedata.normalize("NFKC", row.label))
    return int(found[0]) if found else None


def _main_differ(assessment: AssessmentFacts, rows: list[KpiFacts]) -> Finding:
    in_text = [row.label for row in rows if not row.is_main]
    in_table = [row.label for row in rows if row.is_main]
    sides = [f"測定指標{'・'.join(in_text)}は本文だけで"] if in_text else []
    sides += [f"測定指標{'・'.join(in_table)}は表だけで"] if in_table else []
    message = f"{assessment.edition_name}の{'、'.join(sides)}「主要」とされています（表の番号の○と理由の文）。"
    places = (Cell(assessment.key, "assessment"), *cells(rows, "name"))
    return Finding("main_indicators_differ", places, message)


def _overall_against_marks(facts: Facts) -> list[Finding]:
    findings = []
    for assessment in facts.assessments:
        rows = [row for row in facts.kpis if row.edition == assessment.edition and row.grade]
        overall = overall_of([IndicatorMark(row.label, row.name, row.grade, row.is_main) for row in rows])
        if overall.contradicts(assessment.words):
            missed = [row for row in rows if row.grade in MARKS and row.grade != _REACHED]
            message = f"{assessment.edition_name}の全体の評価は「{assessment.words}」ですが、{overall.explanation}"
            places = (Cell(assessment.key, "assessment"), *cells(missed, "grade"))
            findings.append(Finding("overall_against_marks", places, message))
    return findings


CHECKS = (
    Check(
        "overall_against_marks",
        "全体の評価が指標の達成と合わない",
        "全体の評価は測定指標の達成から段階が決まるので、合わない評価には理由が要ります。",
        "評価の理由の文を読み、指標の達成と違う判断をした根拠がなければ担当に尋ねます。",
        _overall_against_marks,
    ),
    Check(
        "main_indicators_differ",
        "主要な指標が表と本文で違う",
        "全体の評価は主要な指標で決まるので、どれが主要かが違うと評価が変わります。",
        "原本で番号の○を確かめ、抽出で失われていれば訂正し、原本が違えば担当に尋ねます。",
        _main_indicators_differ,
    ),
)
