"""The doubts that the readers of cells raise, each worded once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kpi_tracker.lib.figures import Figure, Statement
from kpi_tracker.lib.phrases import Phrase
from kpi_tracker.lib.quantities import UNSURE
from kpi_tracker.lib.readings import Doubt


def unread_phrase(phrase: Phrase) -> Doubt:
    """A date, vague number or bracket whose part in the cell is not known."""
    return Doubt(
        "phrase_unread", "warning", f"「{phrase.text}」が何を指すか読み取れません。原文と値を見比べてください。"
    )


def unread_words(words: str) -> Doubt:
    """Words beside a figure that may change its meaning."""
    return Doubt(
        "words_unread", "warning", f"「{words}」の意味を読み取れません。値の意味が変わらないか確かめてください。"
    )


def unclear_unit(words: str) -> Doubt:
    """A number whose digits or unit are unusual."""
    return Doubt(
        "unit_unclear", "warning", f"「{words}」の数値と単位の切れ目が不確かです。値と単位を確かめてください。"
    )


def several_candidates(words: Iterable[str]) -> Doubt:
    """Several figures that the cell does not tell apart."""
    listed = "、".join(f"「{word}」" for word in words)
    return Doubt(
        "several_candidates", "warning", f"{listed}のどれが当該指標の値か区別できません。どれを採るか選んでください。"
    )


def no_value(words: str, wanted: str) -> Doubt:
    """Digits or words for a number from which no value could be taken."""
    return Doubt("value_unread", "error", f"「{words}」から{wanted}を読み取れません。値を入力してください。")


def planned_figure(words: str) -> Doubt:
    """A plan or target printed where an actual is expected."""
    return Doubt(
        "planned_figure", "warning", f"「{words}」は予定か目標の値と見て実績にしていません。実績値か確かめてください。"
    )


def doubts_of_statement(statement: Statement) -> list[Doubt]:
    """The doubts that do not depend on whether the cell is a target or an actual."""
    doubts = [unread_phrase(phrase) for phrase in statement.unread]
    doubts += [unread_phrase(remark.phrase) for remark in statement.heads if remark.kind in ("unknown", "number")]
    for figure in statement.figures:
        doubts += _doubts_of_figure(figure)
    return doubts + _doubts_of_cut_units(statement.figures)


def _doubts_of_figure(figure: Figure) -> list[Doubt]:
    doubts = [unread_phrase(remark.phrase) for remark in figure.remarks if remark.kind in ("unknown", "number")]
    numbered = re.search(r"(?:^|\d)\.$", figure.lead)
    if figure.phrase.quantity and (numbered or figure.phrase.quantity.confidence <= UNSURE):
        doubts.append(unclear_unit(figure.lead + figure.phrase.text if numbered else figure.phrase.text))
    return doubts


def _doubts_of_cut_units(figures: Sequence[Figure]) -> list[Doubt]:
    """「電子：1,507 / 団体申請：152件」: of figures with units one without, whose unit may open the next component."""
    unitless = [
        figure.phrase
        for figure, after in pairwise(figures)
        if figure.phrase.quantity and not figure.phrase.quantity.unit and _follows_at_once(after, figure)
    ]
    others = any(figure.phrase.quantity and figure.phrase.quantity.unit for figure in figures)
    return [unclear_unit(phrase.text) for phrase in unitless if others]


def _follows_at_once(figure: Figure, before: Figure) -> bool:
    """Whether only the figure's label stands between the two: a line end, the label, a colon and perhaps a space."""
    between = figure.phrase.start - before.phrase.end
    return figure.label is not None and 0 < between <= len(figure.label) + 3
