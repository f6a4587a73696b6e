"""Prints the printed document of 2016 again: its pages in another order, other widths, columns, numbers and names."""

from __future__ import annotations

import re
from copy import deepcopy
from random import Random
from typing import Any

COUNT = re.compile(r"(\d+)(?=団体|圏域)")
NAMES = {"窓口": "受付", "公会計": "契約事務", "都市圏": "港湾圏", "水道": "鉄道", "マイナンバー": "デジタル"}
OCR_SPACE = re.compile(r"(?<=[\u3041-\u9fff0-9]) (?=[\u3041-\u9fff0-9(](?!\.))")
BREAKABLE = re.compile(r"[\u3041-\u9fff](?=[\u3041-\u9fff0-9(])")


def reprinted(lines: list[str], answer: dict[str, Any], seed: int) -> tuple[str, dict[str, Any]]:
    """The text of the document printed again, and the answer to it. lines: of the file as it is."""
    random = Random(seed)
    more = random.randint(1, 40)
    sheets = deepcopy(answer["sheets"])
    random.shuffle(sheets)
    printed: list[str] = []
    for sheet in sheets:
        printed += random.choice((["", " ", ""], [""], [" "]))
        first, last = sheet["lines"]
        moved = len(printed) - first + 1
        left, right = random.choice((0, 0, 1)), random.randint(0, 2)
        printed += [_page_line(random, line, left, right, more) for line in lines[first - 1 : last]]
        for row in (*sheet["processes"], *sheet["kpis"]):
            row["lines"] = [line + moved for line in row["lines"]]
    return "\n".join(printed), {"as_of": answer["as_of"], "sheets": [_renamed(sheet, more) for sheet in sheets]}


def _page_line(random: Random, line: str, left: int, right: int, more: int) -> str:
    if "\t" not in line:
        return _changed(line, more)
    cells = [_rewrapped(random, _changed(OCR_SPACE.sub("", cell), more)) for cell in line.split("\t")]
    return "\t" * left + "\t".join(cells) + "\t" * right


def _changed(text: str, more: int) -> str:
    for old, new in NAMES.items():
        text = text.replace(old, new)
    return COUNT.sub(lambda count: str(int(count[1]) + more), text)


def _rewrapped(random: Random, cell: str) -> str:
    """The cell with a space about every so many letters, never inside a number."""
    if random.random() < 0.3:
        return cell
    width = random.randint(6, 24)
    places = {found.end() for found in BREAKABLE.finditer(cell)}
    return "".join(
        letter + (" " if place in places and place % width == 0 else "") for place, letter in enumerate(cell, 1)
    )


def _renamed(value: Any, more: int) -> Any:
    if isinstance(value, str):
        return _changed(value, more)
    if isinstance(value, list):
        return [_renamed(one, more) for one in value]
    if not isinstance(value, dict):
        return value
    renamed = {key: _renamed(one, more) for key, one in value.items()}
    for readings, words in (("targets", "target_raw"), ("actuals", "actual_raw")):
        counts = COUNT.findall(renamed.get(words) or "")
        for reading in renamed.get(readings, ()) if counts else ():
            reading["value"] = int(counts[0])
    return renamed
