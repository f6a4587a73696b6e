"""実績値（時点）: what an actual cell reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi_tracker.lib.changes import change_of, level_of_word
from kpi_tracker.lib.components import DONE, PART_OF, component_of
from kpi_tracker.lib.doubts import (
    doubts_of_statement,
    no_value,
    planned_figure,
    several_candidates,
    unread_phrase,
    unread_words,
)
from kpi_tracker.lib.figures import Figure, Remark, Statement
from kpi_tracker.lib.japanese_text import NormalisedText, is_dash, normalise
from kpi_tracker.lib.phrases import Phrase, phrases_of
from kpi_tracker.lib.readings import ActualCell, ActualReading, Doubt, MeasurementKind, TargetReading
from kpi_tracker.lib.statements import read_statement

_POPULATION = re.compile(r"の|規模")
_PLANNED = re.compile("予定|目標|計画|目指")
_RISKY = re.compile("予定|見込|目標|計画|うち|除|増|減|未|推計|暫定|速報|参考|修正|訂正|程度|超|ない|から|まで|比")
_KINDS: tuple[tuple[re.Pattern[str], MeasurementKind], ...] = (
    (re.compile("参考"), "reference"),
    (re.compile("見込"), "forecast"),
    (re.compile("速報|暫定"), "preliminary"),
)
_TIME_WORD = re.compile("時点|現在")


def read_actual_cell(text: str | None, name: str | None = None, targets: tuple[TargetReading, ...] = ()) -> ActualCell:
    """The measured values of a cell in printed order; none for a dash, a plan or prose without a figure.

    name: of the KPI; a count of something the name does not speak of becomes a component. targets: of the same row,
    whose components name the figures of the same unit.

    >>> [actual] = read_actual_cell("３０１団体（2017年４月速報値）").actuals
    >>> str(actual.value), actual.unit, actual.as_of, actual.as_of_raw, actual.kind
    ('301', '団体', '2017-04', '2017年４月速報値', 'preliminary')
    >>> for actual in read_actual_cell("下水道：35.5% 簡易水道：38.1%（2016年度）").actuals:
    ...     print(actual.component, actual.value, actual.as_of)
    下水道 35.5 FY2016
    簡易水道 38.1 FY2016
    >>> read_actual_cell("2017年度末に集計予定")
    ActualCell(actuals=(), doubts=())
    """
    if text is None or not text.strip() or is_dash(text):
        return ActualCell(())
    printed = normalise(text)
    return _Cell(printed, read_statement(phrases_of(printed)), name, targets).read()


@dataclass(frozen=True)
class _Cell:
    printed: NormalisedText
    statement: Statement
    name: str | None
    targets: Sequence[TargetReading]

    def read(self) -> ActualCell:
        figures = [figure for figure in self.statement.figures if _is_reported(figure)]
        actuals = tuple(self._actual(figure) for figure in figures)
        return ActualCell(actuals, tuple(self._doubts(figures, actuals)))

    def _actual(self, figure: Figure) -> ActualReading:
        quantity, date, phrase = figure.phrase.quantity, figure.printed_date, figure.phrase
        value, unit = (quantity.value, quantity.unit) if quantity else level_of_word(phrase.text)
        unit = unit or self._unit_of_whole(figure)
        kind = self._kind(figure)
        return ActualReading(
            value,
            unit,
            as_of_raw=self._as_of_words(figure),
            as_of=date.date.iso if date and date.date else None,
            fiscal_year=date.date.fiscal_year if date and date.date else None,
            kind=kind,
            approx=bool(quantity and quantity.approx),
            cumulative=bool(quantity and quantity.cumulative),
            component=self._component(figure, kind),
            raw=self.printed.original_words(phrase.start, phrase.end),
            span=self.printed.original_span(phrase.start, phrase.end),
            confidence=quantity.confidence if quantity else 0.8,
        )

    def _unit_of_whole(self, figure: Figure) -> str:
        """「34/47都道府県」: the part counts what the whole counts."""
        whole = next((other for other in self.statement.figures if other.phrase.start > figure.phrase.end), None)
        quantity = whole.phrase.quantity if whole and whole.lead.strip() == "/" else None
        return quantity.unit if quantity else ""

    def _kind(self, figure: Figure) -> MeasurementKind:
        remarks = [*figure.marks, *(r for r in figure.remarks if r.kind in ("dated", "status")), *self._heads(figure)]
        closing = self.statement.closing_words if figure is self.statement.figures[-1] else ""
        said = " ".join([figure.label or "", figure.lead, figure.tail, closing, *(remark.words for remark in remarks)])
        return next((kind for pattern, kind in _KINDS if pattern.search(said)), "final")

    def _heads(self, figure: Figure) -> Iterable[Remark]:
        """（参考） before a figure holds for all that follow it."""
        return (head for head in self.statement.heads if head.phrase.end <= figure.phrase.start)

    def _as_of_words(self, figure: Figure) -> str | None:
        dated, date = figure.remark("dated"), figure.printed_date
        if dated:
            group = dated.phrase
            return self.printed.original_words(group.start + 1, group.end - group.closed).strip()
        if date is None or date.date is None:
            return None
        time_word = _TIME_WORD.match(date.tail)
        return self.printed.original_words(date.start, date.date.span[1] + (len(time_word[0]) if time_word else 0))

    def _component(self, figure: Figure, kind: MeasurementKind) -> str | None:
        component = component_of(figure, self.statement.figures, self.name, self.targets)
        if kind != "reference" or not self._heads(figure):
            return component
        first = next(f for f in self.statement.figures if _is_reported(f))
        heading = first.scope.removesuffix(first.lead).removesuffix(first.label or "")
        return "（参考）" + " ".join(words for words in (heading.strip(), component) if words)

    def _doubts(self, figures: Sequence[Figure], actuals: Sequence[ActualReading]) -> list[Doubt]:
        if not figures:
            return _doubts_of_prose(self.statement)
        doubts = doubts_of_statement(self.statement)
        for figure in figures:
            doubts += _doubts_of_context(figure)
        doubts += [planned_figure(f.phrase.text) for f in self.statement.figures if _is_planned(f)]
        if _RISKY.search(self.statement.closing_words) and not any(a.preliminary for a in actuals[-1:]):
            doubts.append(unread_words(self.statement.closing_words))
        told_apart = len({(actual.component, actual.as_of, actual.kind) for actual in actuals}) == len(actuals)
        if not told_apart or any(_is_share(figure) for figure in figures):
            doubts.append(several_candidates(actual.raw for actual in actuals))
        return doubts + self._unsaid_kinds(actuals)

    def _unsaid_kinds(self, actuals: Sequence[ActualReading]) -> list[Doubt]:
        """速報, 見込み or 参考 printed somewhere, but not where it would belong to a figure."""
        kinds = {actual.kind for actual in actuals}
        found = ((pattern.search(self.printed.text), kind) for pattern, kind in _KINDS)
        return [unread_words(match[0]) for match, kind in found if match and kind not in kinds]


def _is_reported(figure: Figure) -> bool:
    """Whether the figure is a value: no whole, population, plan or target."""
    whole = PART_OF.match(figure.tail) or figure.lead.strip() == "/"
    population = figure.joined and _POPULATION.match(figure.tail) and change_of(figure) is None
    return not (whole or population or _is_planned(figure))


def _is_share(figure: Figure) -> bool:
    """「66,892件（新規相談件数の30%）」: the same value again as a share, and either may be the KPI's."""
    quantity = figure.phrase.quantity
    return bool(figure.within and figure.lead.endswith("の") and quantity and quantity.unit == "%")


def _is_planned(figure: Figure) -> bool:
    """「公表済み」 has been done even where what was done is a 計画."""
    planned = _PLANNED.search(figure.tail) and not DONE.search(figure.tail)
    return bool(planned or _PLANNED.search(figure.label or ""))


def _doubts_of_context(figure: Figure) -> list[Doubt]:
    doubts = [unread_phrase(remark.phrase) for remark in figure.remarks if remark.kind == "baseline"]
    dated, plan = figure.remark("dated"), figure.remark("plan")
    if plan and plan.date and figure.printed_date is None:
        doubts.append(unread_phrase(plan.phrase))
    if dated and figure.date and dated.date and not _same_date(dated.date, figure.date):
        doubts.append(unread_phrase(figure.date))
    if figure.printed_date and figure.printed_date.ranged:
        doubts.append(unread_phrase(figure.printed_date))
    change = change_of(figure)
    rest = DONE.sub("", figure.tail) if change is None else ""
    status = any(pattern.search(rest) for pattern, _ in _KINDS)
    if _RISKY.search(rest) and not status:
        doubts.append(unread_words(rest))
    if (figure.basis and change is None) or (change and change.relative):
        doubts.append(unread_words(figure.lead + figure.phrase.text + figure.tail))
    return doubts


def _same_date(one: Phrase, other: Phrase) -> bool:
    return bool(one.date and other.date and one.date.iso == other.date.iso)


def _doubts_of_prose(statement: Statement) -> list[Doubt]:
    """Prose may speak of dates; a number in it, with or without digits, must not get lost."""
    lost = [figure.phrase.text for figure in statement.figures]
    lost += [phrase.text for phrase in statement.unread if phrase.kind in ("vague", "group")]
    lost += [head.phrase.text for head in statement.heads if head.statement and head.statement.figures]
    return [no_value(words, "実績値") for words in lost]
