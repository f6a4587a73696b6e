"""Reads the phrases of a cell into a Statement: which date, label and bracket belongs to which figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpi_tracker.lib.figures import Figure, Remark, Statement
from kpi_tracker.lib.phrases import Phrase
from kpi_tracker.lib.records import replace
from kpi_tracker.lib.remarks import remark_of

_BASIS = re.compile(
    r"比(?!率)|[とに]比べ|[とに]比較|に対し|対比|並み|(?:の)?(?:値|実績値?|水準)(?:[とに比]|以|を|並|維持|の$)"
)
_STILL_OPEN = re.compile("を?|は")
"""Words between a figure and a date behind it that still speak of the figure: 「100団体を2020年度までに」."""
_FIGURE_KINDS = ("quantity", "change")


def read_statement(phrases: Sequence[Phrase]) -> Statement:
    """What the phrases say together, in printed order."""
    scanner = _Scanner()
    for phrase in phrases:
        scanner.take(phrase)
    return scanner.statement()


class _Scanner:
    """Goes over the phrases once. header: the date that holds for what follows, until the next one."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.heads: list[Remark] = []
        self.pending: list[Remark] = []
        self.dates: list[Phrase] = []
        self.unread: list[Phrase] = []
        self.words: list[str] = []
        self.lead: list[str] = []
        self.scope: list[str] = []
        self.label: str | None = None
        self.header: Phrase | None = None
        self.header_used = True
        self.replaced: tuple[Phrase | None, bool] = (None, True)
        self.marks: list[Remark] = []
        self.basis: Phrase | None = None
        self.clause_open = False
        self.previous: Phrase | None = None
        self.label_behind = False

    def take(self, phrase: Phrase) -> None:
        """Adds the next phrase."""
        if phrase.kind in _FIGURE_KINDS:
            self._take_figure(phrase)
        elif phrase.kind in ("yearless", "vague"):
            self.unread.append(phrase)
            self._take_words(phrase)
        else:
            {
                "words": self._take_words,
                "break": self._take_break,
                "colon": self._take_colon,
                "date": self._take_date,
                "group": self._take_group,
            }[phrase.kind](phrase)
        self.previous = phrase

    def statement(self) -> Statement:
        """What was taken so far."""
        self._date_the_undated()
        self._drop_header()
        heads = (*self.heads, *self.pending)
        closing = "".join(self.scope).removeprefix(self.figures[-1].tail) if self.figures else ""
        figures = tuple(_with_shared_dates(self.figures))
        # Prose without a figure may speak of any date: it is the reader of the cell who knows what for.
        unread = tuple(phrase for phrase in self.unread if figures or phrase.kind != "date")
        return Statement(figures, heads, tuple(self.dates), "".join(self.words), closing, unread)

    def _date_the_undated(self) -> None:
        """「301団体 2017年4月1日現在」: a single date at the end dates every figure."""
        if self.header and not self.header_used and not any(figure.printed_date for figure in self.figures):
            self.figures = [replace(f, date=self.header, marks=tuple(self.marks)) for f in self.figures]
            self.header_used = bool(self.figures) or self.header_used

    def _take_words(self, phrase: Phrase) -> None:
        self.words.append(phrase.text)
        if self.previous and self.previous.kind == "date" and _BASIS.match(phrase.text):
            self._take_basis()
        if self.figures and self.clause_open:
            self.figures[-1] = replace(self.figures[-1], tail=self.figures[-1].tail + phrase.text)
        self._add_lead(phrase.text)

    def _take_basis(self) -> None:
        """「2020年度までに2015年度比で10%増加」: the second date is what it compares with, the first still holds."""
        if self.header is None:
            return
        self._add_lead(self.header.text)
        self.basis = self.header
        self.header, self.header_used = self.replaced
        self.unread = [phrase for phrase in self.unread if phrase is not self.header]

    def _add_lead(self, text: str) -> None:
        """A space parts words from words, but not a component from its figure: 「小学校 65.2%」."""
        if self.previous and self.previous.kind == "break":
            self.lead = []
        self.lead.append(text)
        self.scope.append(text)

    def _take_break(self, phrase: Phrase) -> None:
        self.clause_open = False
        if phrase.text != " ":
            self.lead = []
        if phrase.text == "。":
            self._drop_header()

    def _take_colon(self, phrase: Phrase) -> None:
        self.clause_open = False
        self.label = "".join(self.lead) or self.label
        self.lead = []

    def _take_date(self, phrase: Phrase) -> None:
        self.dates.append(phrase)
        figure = self.figures[-1] if self.figures and self.clause_open else None
        if figure and figure.printed_date is None and _STILL_OPEN.fullmatch(figure.tail):
            self.figures[-1] = replace(figure, date=phrase)
            return
        self.replaced = (self.header, self.header_used)
        self._drop_header()
        self.header, self.header_used, self.marks = phrase, False, []

    def _drop_header(self) -> None:
        """A date that no figure took is unread, but for the first year of 「2012年度から2018年度までに」."""
        if self.header and not self.header_used and not self.header.tail.startswith("から"):
            self.unread.append(self.header)
        self.header, self.header_used = None, True

    def _take_figure(self, phrase: Phrase) -> None:
        if self.figures and self.clause_open:
            self.figures[-1] = replace(self.figures[-1], joined=True)
        labels = [remark for remark in self.pending if remark.phrase.bracket in "【["]
        self.heads += [remark for remark in self.pending if remark not in labels]
        label = self.label or (labels[-1].words if labels else None)
        self.figures.append(
            Figure(
                phrase,
                lead="".join(self.lead),
                scope="".join(self.scope),
                label=label,
                date=self.header,
                marks=tuple(self.marks),
                basis=self.basis,
            )
        )
        self.header_used = True
        self.clause_open = True
        self.pending, self.lead, self.scope, self.label, self.basis = [], [], [], None, None

    def _take_group(self, phrase: Phrase) -> None:
        remark = remark_of(phrase, read_statement(phrase.inner))
        if not phrase.closed:
            self.unread.append(phrase)
        if self.previous and self.previous.kind == "date" and self.previous is self.header and remark.kind == "status":
            self.marks.append(remark)
        elif self.figures and self._belongs_behind(phrase, remark):
            self._attach(remark)
        else:
            self.pending.append(remark)

    def _belongs_behind(self, group: Phrase, remark: Remark) -> bool:
        """A bracket goes with the figure before it; a label bracket only where the cell began without one."""
        if group.bracket in "【[" and remark.kind != "dated":
            if len(self.figures) == 1 and not self.heads and self.figures[0].label is None:
                self.label_behind = True
            return self.label_behind
        return self.clause_open or not self.lead

    def _attach(self, remark: Remark) -> None:
        figure = self.figures[-1]
        if remark.phrase.bracket in "【[" and remark.kind in ("words", "status"):
            self.figures[-1] = replace(figure, label=figure.label or remark.words)
            return
        self.figures[-1] = replace(figure, remarks=(*figure.remarks, remark))
        if remark.kind == "component" and remark.statement:
            self.clause_open = False
            self.figures += [_within(inner, figure) for inner in remark.statement.figures]


def _within(inner: Figure, outer: Figure) -> Figure:
    return replace(inner, within=True, date=inner.date or outer.printed_date, marks=inner.marks or outer.marks)


def _with_shared_dates(figures: Sequence[Figure]) -> list[Figure]:
    """「430団体、約7,693万人（2017年8月31日時点）」: a bracket's date also holds for undated figures before it."""
    shared: list[Figure] = []
    following: Remark | None = None
    for figure in reversed(figures):
        dated = figure.remark("dated")
        if figure.printed_date is None and following:
            figure = replace(figure, remarks=(*figure.remarks, following))
        elif figure.printed_date is not None:
            following = dated
        shared.append(figure)
    return shared[::-1]
