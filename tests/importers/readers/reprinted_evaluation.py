"""The published evaluation sheet with other numbers and its goals in another order, and the answer to it."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tests.importers.readers.rows_evaluation import Answer

_FIGURE = re.compile(r"(?<![\d,.])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(位|千件|人|時間|団体|%)")

Numbers = dict[tuple[Decimal, str], Decimal]


def reprinted(lines: Sequence[str], gold: dict[str, Any], seed: int) -> tuple[str, list[Answer]]:
    """The sheet and its records; gold: the hand-labelled answer to the lines, whose values follow the numbers."""
    chance = random.Random(seed)
    starts = [goal["line"] - 1 for goal in gold["goals"]]
    end = max(line for goal in gold["goals"] for indicator in goal["indicators"] for line in indicator["lines"])
    pieces = [list(lines[start:stop]) for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    numbers: Numbers = {}
    order = list(range(len(pieces)))
    chance.shuffle(order)
    body = [_renumbered(line, numbers, chance) for index in order for line in [*pieces[index], ""]]
    text = "\n".join([*lines[: starts[0]], *body, *lines[end:]])
    indicators = [indicator for index in order for indicator in gold["goals"][index]["indicators"]]
    return text, [_answer(indicator, numbers) for indicator in indicators]


def _renumbered(line: str, numbers: Numbers, chance: random.Random) -> str:
    def other(found: re.Match[str]) -> str:
        value = Decimal(found[1].replace(",", ""))
        step = Decimal(1).scaleb(value.as_tuple().exponent)  # type: ignore[arg-type]  # finite: it was matched
        drawn = chance.randint(2, max(30, int(value / step) * 2)) * step
        return f"{numbers.setdefault((value, found[2]), drawn):,}{found[2]}"

    return _FIGURE.sub(other, line)


def _answer(indicator: dict[str, Any], numbers: Numbers) -> Answer:
    def value(printed: Any, unit: str | None) -> Decimal | None:
        return None if printed is None else numbers[Decimal(str(printed)), unit or ""]

    baseline, final = indicator["baseline"], indicator["final_target"]
    first = value(baseline["value"], baseline["unit"])
    return Answer(
        label=indicator["sub"] or str(indicator["no"]),
        name=indicator["name"],
        is_main=indicator["is_main"],
        status=indicator["achievement"],
        baseline=None if first is None else (first, baseline["unit"], baseline["fy"]),
        targets={
            year["fy"]: value(year["target_value"], year["unit"])
            for year in indicator["yearly"]
            if year["target_raw"] is not None
        },
        actuals={
            year["fy"]: reached
            for year in indicator["yearly"]
            if (reached := value(year["actual_value"], year["unit"])) is not None
        },
        final=(value(final["value"], final["unit"]), final["fy"]) if final["fy"] else None,
        comparator=final["comparator"],
    )
