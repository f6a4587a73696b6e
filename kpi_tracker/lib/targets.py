"""目標値（達成時期）: what a target cell promises.

The source prints no comparator: a level is taken as "at least", a reduction as "at most", as the hand-labelled
answers do; 以内, 以下 and 未満 say "at most" themselves.
"""

from __future__ import annotations

import re

from kpi_tracker.lib.changes import Change, change_of, level_of_word
from kpi_tracker.lib.components import PART_OF, clean_component
from kpi_tracker.lib.doubts import doubts_of_statement, several_candidates, unread_words
from kpi_tracker.lib.figures import Figure, Statement
from kpi_tracker.lib.japanese_text import NormalisedText, is_dash, normalise
from kpi_tracker.lib.phrases import phrases_of
from kpi_tracker.lib.readings import Baseline, Comparator, Doubt, TargetCell, TargetReading
from kpi_tracker.lib.records import replace
from kpi_tracker.lib.statements import read_statement
from kpi_tracker.lib.target_words import baseline_of, read_target_words

_POPULATION = re.compile(r"の|規模|に(?:対|お|つ)")
_STARTING = re.compile(r"から|より")
_ENDING = re.compile("に|へ|まで")
_PRESENT = re.compile(r"現状値?|現在|基準値|初期値|当初値?|実績値?")
_BOUND = re.compile("以上|以下|以内|未満")
_LOWERED = re.compile(r"(?:まで|以下)?に?(?:削減|圧縮|縮減|縮小|低減|抑制|短縮|減少|引き?下げ)")
_RISKY = re.compile("検討|調整|見込|うち|除|仮|暫定|参考|変更|修正|予定|未|ない|ず")
_HEAD_AND_BRACKET = re.compile(r"(?:.*[のる])?(?P<head>[^のる()]+)\([^()]*\)")


def read_target_cell(text: str | None, name: str | None = None) -> TargetCell:
    """The targets of a cell in printed order; a dash or nothing gives one of kind none.

    name: of the KPI as printed, which may tell what the first of two figures is (実施団体数（人口）).

    >>> [target] = read_target_cell("2020年度までに416団体").targets
    >>> str(target.value), target.unit, target.deadline_fy, target.deadline_raw, target.kind
    ('416', '団体', 2020, '2020年度までに', 'numeric')
    >>> [target] = read_target_cell("2012年度から2018年度までに半減（2012年度：1450）").targets
    >>> str(target.value), target.kind, target.deadline_fy, str(target.baseline.value), target.baseline.fy
    ('-50', 'ratio_change', 2018, '1450', 2012)
    >>> [target] = read_target_cell("検討中（2016年度中に設定）").targets
    >>> target.kind, target.deadline_fy, target.deadline_raw
    ('undetermined', None, '2016年度中に')
    >>> [(str(target.value), target.component) for target in read_target_cell("300団体（人口6000万人）").targets]
    [('300', None), ('60000000', '人口')]
    """
    if text is None or not text.strip() or is_dash(text):
        return TargetCell((TargetReading("none", raw=text or "", span=(0, len(text or ""))),))
    printed = normalise(text)
    statement = read_statement(phrases_of(printed))
    figures = _target_figures(statement)
    if not figures:
        reading, doubts = read_target_words(printed, statement)
        return TargetCell((reading,), tuple(doubts))
    targets = [_target(printed, figure, figures, statement, name) for figure in figures]
    targets = _milestones(_named_first(targets, name))
    doubts = [
        *_doubts_of_beginnings(statement),
        *doubts_of_statement(statement),
        *_doubts_of_words(statement),
        *_doubts_of_candidates(targets),
    ]
    return TargetCell(tuple(targets), tuple(doubts))


def _target_figures(statement: Statement) -> list[Figure]:
    """The figures that are targets themselves: no population, no whole they are part of, no starting level."""
    own = [figure for figure in statement.figures if not _is_population(figure) and not _is_start(figure)]
    return [figure for figure in own if not _restates(figure)]


def _restates(figure: Figure) -> bool:
    """「1,154,547千件（平成28年度実績値比2倍）」: a bracket that says the level again as a change."""
    change = change_of(figure) if figure.within else None
    return change is not None and change.relative


def _is_population(figure: Figure) -> bool:
    if PART_OF.match(figure.tail):
        return True
    return figure.joined and bool(_POPULATION.match(figure.tail)) and change_of(figure) is None


def _is_start(figure: Figure) -> bool:
    return _is_beginning(figure) or bool(_PRESENT.fullmatch(figure.label or figure.lead))


def _is_beginning(figure: Figure) -> bool:
    """「50%から70%に増加」"""
    return figure.joined and bool(_STARTING.match(figure.tail))


def _target(
    printed: NormalisedText, figure: Figure, figures: list[Figure], statement: Statement, name: str | None
) -> TargetReading:
    date = figure.printed_date
    quantity = figure.phrase.quantity
    reading = TargetReading(
        "numeric",
        deadline_fy=date.date.fiscal_year if date and date.date else None,
        deadline_raw=printed.original_words(date.start, date.end) if date else None,
        baseline=_baseline(figure, statement),
        approx=bool(quantity and quantity.approx),
        component=_component(figure, figures, statement),
        raw=printed.original_words(figure.phrase.start, figure.phrase.end),
        span=printed.original_span(figure.phrase.start, figure.phrase.end),
        confidence=quantity.confidence if quantity else 1.0,
    )
    change = change_of(figure, name)
    return _changed(reading, change) if change else _level(reading, figure)


def _changed(reading: TargetReading, change: Change) -> TargetReading:
    if not change.relative:
        component = reading.component or f"{change.verb}{'額' if change.unit.endswith('円') else '幅'}"
        return replace(reading, value=change.value, unit=change.unit, comparator=">=", component=component)
    comparator: Comparator = "<=" if change.value < 0 else ">="
    return replace(reading, kind="ratio_change", value=change.value, unit="%", comparator=comparator)


def _level(reading: TargetReading, figure: Figure) -> TargetReading:
    quantity = figure.phrase.quantity
    if quantity is None:
        value, unit = level_of_word(figure.phrase.text)
        comparator: Comparator = ">=" if value else "<="
        return replace(reading, kind="percent" if unit else "numeric", value=value, unit=unit, comparator=comparator)
    lowered = _LOWERED.match(figure.tail)
    return replace(
        reading,
        kind="percent" if quantity.unit == "%" else "numeric",
        value=quantity.value,
        value_max=quantity.maximum,
        unit=quantity.unit or None,
        comparator=quantity.comparator or ("<=" if lowered else ">="),
    )


def _baseline(figure: Figure, statement: Statement) -> Baseline | None:
    remark = figure.remark("baseline")
    candidates = remark.statement.figures if remark and remark.statement else ()
    starts = [start for start in statement.figures if _is_start(start)]
    found = (baseline_of(start) for start in (*candidates, *starts))
    return next((baseline for baseline in found if baseline), None)


def _component(figure: Figure, figures: list[Figure], statement: Statement) -> str | None:
    """Of a single figure the words before it are the KPI's own population, so only a label parts a component.

    Of several figures the population tells them apart: 「人口10万人以上の市の100%、他の市町村の50%」.
    """
    single = len(figures) == 1 and not figure.within
    words = figure.label or ("" if single else figure.lead)
    if figure.basis:
        words = words.partition(figure.basis.text)[0]
    before = [other for other in statement.figures if other.phrase.end <= figure.phrase.start]
    if words == figure.lead and before and _is_population(before[-1]):
        words = before[-1].lead + before[-1].phrase.text + figure.lead
    return clean_component(words)


def _named_first(targets: list[TargetReading], name: str | None) -> list[TargetReading]:
    """Beside a second figure with a component, the first is what the name counts: …の団体数（人口） → 団体数."""
    if len(targets) < 2 or targets[0].component or not targets[1].component or not name:
        return targets
    match = _HEAD_AND_BRACKET.fullmatch("".join(normalise(name).text.split()))
    return [replace(targets[0], component=match["head"]), *targets[1:]] if match else targets


def _milestones(targets: list[TargetReading]) -> list[TargetReading]:
    """Of several deadlines for one component the last is the final target, the others are yearly ones."""
    last: dict[str | None, int] = {}
    for target in targets:
        last[target.component] = max(last.get(target.component, 0), target.deadline_fy or 0)
    return [
        replace(target, final=False, fiscal_year=target.deadline_fy)
        if target.deadline_fy and target.deadline_fy < last[target.component]
        else target
        for target in targets
    ]


def _doubts_of_beginnings(statement: Statement) -> list[Doubt]:
    """「60%から70%」 may be a range or a rise unless the words after it say so."""
    pairs = zip(statement.figures, statement.figures[1:], strict=False)
    unsaid = [(one, other) for one, other in pairs if _is_beginning(one) and not _ENDING.match(other.tail)]
    return [several_candidates((one.phrase.text, other.phrase.text)) for one, other in unsaid]


def _doubts_of_words(statement: Statement) -> list[Doubt]:
    texts = [figure.tail for figure in statement.figures] + [statement.closing_words]
    unread = [text for text in texts if _RISKY.search(text)]
    unread += [figure.tail for figure in statement.figures if figure.phrase.quantity and _BOUND.search(figure.tail)]
    unread += [figure.phrase.text + figure.tail for figure in statement.figures if _is_only_beginning(figure)]
    return [unread_words(text) for text in unread]


def _is_only_beginning(figure: Figure) -> bool:
    """「98.9%より向上」: the level to start from, without the one to reach."""
    return not figure.joined and change_of(figure) is None and bool(_STARTING.match(figure.tail))


def _doubts_of_candidates(targets: list[TargetReading]) -> list[Doubt]:
    seen = {(target.component, target.deadline_fy) for target in targets}
    return [several_candidates(target.raw for target in targets)] if len(seen) < len(targets) else []
