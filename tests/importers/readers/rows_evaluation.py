"""The rows of an invented evaluation sheet: which columns it has, and how a record is printed in them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ORDERS = (
    ("goal", "means", "name", "baseline", "years", "final", "mark"),
    ("goal", "means", "name", "baseline", "years", "final", "mark"),
    ("goal", "means", "name", "baseline", "final", "years", "mark"),
    ("means", "goal", "name", "baseline", "years", "final", "mark"),
    ("goal", "means", "name", "mark", "baseline", "years", "final"),
    ("goal", "means", "name", "baseline", "baseline_year", "years", "final", "final_year", "mark"),
)
TAGS = ("", " <アウトプット指標>", " ＜アウトカム指標＞", " 【APのKPI】")

Row = list[str]


@dataclass
class Answer:
    """One record as it should be read; the yearly values by fiscal year, None for words without a number."""

    label: str
    name: str
    is_main: bool
    status: str
    baseline: tuple[Decimal, str, int] | None
    targets: dict[int, Decimal | None] = field(default_factory=dict)
    actuals: dict[int, Decimal] = field(default_factory=dict)
    final: tuple[Decimal | None, int] | None = None
    comparator: str | None = None


@dataclass
class Printed:
    """A record with the cells it is printed in. cells: "baseline", "years" and "final"; actuals: a cell a year."""

    number: int
    answer: Answer
    goal: str
    means: str
    cells: dict[str, Any]
    actuals: list[str]


class Layout:
    """The columns of one sheet and the years they speak of."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.last = chance.choice((2015, 2016, 2017, 2018, 2019, 2021, 2022, 2024))
        self.years = list(range(self.last - chance.choice((2, 2, 2, 3, 4)), self.last + 1))
        self.number_in_name = chance.random() < 0.15
        self.order = chance.choice(ORDERS)
        self.prints_era = chance.random() < 0.3

    def year(self, year: int) -> str:
        """The fiscal year as this sheet prints it: 28年度, or 平成28年度."""
        return era_year(year) if self.prints_era else era_year(year)[2:]

    def row(self, printed: Printed) -> Row:
        """The upper line of a record."""
        answer = printed.answer
        label = CIRCLED[printed.number - 1] if answer.is_main else str(printed.number)
        words = answer.name + self.chance.choice(TAGS)
        name = [f"{label} {words}"] if self.number_in_name else [label, words]
        own = {"goal": [printed.goal], "means": [printed.means], "name": name}
        return self.in_order({**self.values(printed.cells, answer.status), **own})

    def values(self, cells: dict[str, Any], status: str) -> dict[str, Row]:
        """The parts of a row right of its name; the years in brackets apart where they have their own columns."""
        parts = {name: [cells[name]] for name in ("baseline", "final")} | {"years": cells["years"], "mark": [status]}
        if "final_year" in self.order:
            for name in ("baseline", "final"):
                words, _, year = cells[name].rpartition(" 【")
                parts |= {name: [words], f"{name}_year": [year.strip("】")]}
        return parts

    def in_order(self, parts: dict[str, Row]) -> Row:
        blank_name = [""] * (1 if self.number_in_name else 2)
        return [cell for role in self.order for cell in parts.get(role, blank_name if role == "name" else [""])]

    def below(self, values: list[str]) -> Row:
        """A line of actuals: blank but for its years."""
        return self.in_order({"years": values})


def era_year(year: int) -> str:
    """The fiscal year with its era: 平成28年度, 令和元年度."""
    name, number = ("令和", year - 2018) if year >= 2019 else ("平成", year - 1988)
    return f"{name}{'元' if number == 1 else number}年度"
