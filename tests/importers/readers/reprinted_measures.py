"""The printed list again: its rows in another order, under other columns, with other numbers and other offices.

The answer gives where each cell of a printed row stands, so the cells can be laid out anew.
"""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from tests.importers.readers.variants_measures import EFFECTS, ORDERS, any_order, document_headings

Json = dict[str, Any]
_FIXED = ("no", "name", "kpi_progress", "kpi_effect", "summary", "pillar", "timing")
_OTHER_OFFICES = ("環境省", "防衛省", "復興庁", "文化庁", "公正取引委員会", "海上保安庁", "人事院")


def reprinted(lines: list[str], answer: list[Json], seed: int) -> tuple[str, list[Json]]:
    """The text of a new list and its answer, from the lines of the printed one and its answer."""
    random = Random(seed)
    rows = copy.deepcopy(answer)
    random.shuffle(rows)
    order = random.choice((*ORDERS, any_order(random), any_order(random)))
    printed: list[str] = []
    for place, row in enumerate(rows):
        if place % 8 == 0:
            printed += ["", "### Ⅴ 国の施策一覧", "", *document_headings(order)]
        cells = _cells_of(lines[row["line"] - 1].split("\t"), row["column_map"])
        _renumber(random, cells, row)
        _reassign(random, cells, row)
        _unmark(row, cells)
        printed.append("\t".join(cells[name] for name in order))
    return "\n".join(printed) + "\n", rows


def _cells_of(printed: list[str], columns: Json) -> dict[str, str]:
    """The cells by field; a budget that shares its cell with the links keeps it."""
    cells = dict(zip(_FIXED, printed, strict=False))
    cells |= dict.fromkeys(EFFECTS, "")
    for name, key in (("support", "support"), ("budget", "budget"), ("urls", "url"), ("policy_no", "policy_no")):
        column = columns[key]
        cells[name] = "-" if column is None else printed[column]
    cells["ministries"] = printed[columns["ministries"]]
    if columns["budget"] == columns["url"]:
        cells["urls"] = "-"
    return cells


def _renumber(random: Random, cells: dict[str, str], row: Json) -> None:
    """Other values where a target prints its value in digits."""
    for target in row.get("kpi_targets", []):
        side = f"kpi_{target['from']}"
        old = next(
            (form for form in (f"{target['value']:,}", str(target["value"])) if f"{form}" in target["text"]), None
        )
        if old is None or target["unit"] == "倍" or cells[side].count(target["text"]) != 1:
            continue
        value = random.randrange(2, 99) if target["unit"] == "%" else random.randrange(2, 9000)
        before, _, after = target["text"].rpartition(old)
        text = f"{before}{value:,}{after}"
        cells[side] = cells[side].replace(target["text"], text)
        row[side] = [item.replace(target["text"], text) for item in row[side]]
        target |= {"text": text, "value": value}


def _reassign(random: Random, cells: dict[str, str], row: Json) -> None:
    """Other offices."""
    if random.random() < 0.5:
        names = random.sample(_OTHER_OFFICES, random.randrange(1, 4))
        cells["ministries"] = "◎" + "、".join(names)
        row |= {"ministries": names, "lead_ministries": names[:1]}


def _unmark(row: Json, cells: dict[str, str]) -> None:
    """The marks as the answer reads them, each under its own heading."""
    for name in EFFECTS:
        cells[name] = "○" if row["effects"][name] else ""
