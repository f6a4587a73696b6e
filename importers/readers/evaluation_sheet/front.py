"""What the sheet prints around its table: title, policy, overall judgement, who wrote it and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from importers.document import Place
from importers.readers.evaluation_sheet.cells import Cell, Line, squeezed
from importers.readers.evaluation_sheet.tables import nearest_year
from kpi_tracker.lib.fiscal_year import find_dates
from kpi_tracker.lib.japanese_text import normalise

_FRONT_LINES = 40
_TITLE = re.compile(r"評価書")
_CODE = re.compile(r"[(]?(?P<ministry>\S{2,10}?[省庁府会])\d+-\S+?[)]?")
_LEVELS = ("目標超過達成", "目標達成", "相当程度進展あり", "進展が大きくない", "目標に向かっていない")
_MAIN = re.compile(
    r"測定指標(?P<first>\d{1,2})(?:[~～から-]+(?:測定指標)?(?P<last>\d{1,2})(?:まで)?)?(?:(?!測定指標)[^。])*?主要な(?:もの|測定指標)"
)
_ATTRIBUTES = (
    ("field", "分野"),
    ("summary", "政策の概要"),
    ("basic_goal", "基本目標"),
    ("analysis", "政策の分析"),
    ("next_goals", "次期目標等への反映の方向性"),
    ("expert_views", "学識経験を有する者の知見等の活用"),
    ("departments", "担当部局課室名"),
    ("author", "作成責任者名"),
    ("evaluated", "政策評価実施時期"),
)


@dataclass(frozen=True)
class Front:
    """fiscal_year: of the policies evaluated (平成30年度実施政策 → 2018).

    main_numbers: of the indicators that the reason for the overall judgement calls 主要; places: of the
    attributes, and of the ministry as "ministries".
    """

    title: str | None
    fiscal_year: int | None
    is_year_inferred: bool
    policy: str | None
    policy_place: Place | None
    ministry: str | None
    main_numbers: frozenset[str]
    attributes: dict[str, Any]
    places: dict[str, Place]


def read_front(lines: Sequence[Line]) -> Front:
    """All that stands outside the tables."""
    title = next((cell for cell in _cells(lines[:_FRONT_LINES]) if _TITLE.search(squeezed(cell.text))), None)
    printed = _evaluated_year(title.text) if title else None
    policy = _beside(lines, "政策名")
    code = next((cell for cell in _cells(lines[:_FRONT_LINES]) if _CODE.fullmatch(squeezed(cell.text))), None)
    ministry = _CODE.match(squeezed(code.text)) if code else None
    overall = _overall(lines)
    reason = overall.text if overall else None
    found = {name: cell for name, heading in _ATTRIBUTES if (cell := _beside(lines, heading))}
    cells = {**found, "overall": overall, "document_code": code, "ministries": code}
    attributes = {
        "document_code": code.text.strip("()（）") if code else None,
        **{name: cell.text for name, cell in found.items()},
        "overall": _level(reason),
        "overall_reason": reason,
    }
    return Front(
        title=title.text if title else None,
        fiscal_year=printed or nearest_year(lines),
        is_year_inferred=printed is None,
        policy=policy.text if policy else None,
        policy_place=policy.place if policy else None,
        ministry=ministry["ministry"] if ministry else None,
        main_numbers=frozenset(_main_numbers(reason or "")),
        attributes={name: value for name, value in attributes.items() if value is not None},
        places={name: cell.place for name, cell in cells.items() if cell},
    )


def _evaluated_year(title: str) -> int | None:
    """The year whose policies are evaluated (…実施政策), which may differ from the year of the report."""
    dates = list(find_dates(title))
    evaluated = [date for date in dates if title[date.span[1] :].lstrip().startswith("実施")]
    return next((date.fiscal_year for date in (*evaluated, *dates)), None)


def _cells(lines: Sequence[Line]) -> Iterator[Cell]:
    for line in lines:
        yield from line.printed


def _beside(lines: Sequence[Line], heading: str) -> Cell | None:
    """The cell right of a heading; a further heading between them (評価結果) is passed over."""
    for line in lines:
        printed = line.printed
        for index, cell in enumerate(printed[:-1]):
            if len(cell.words) < 120 and squeezed(cell.text).startswith(heading):
                following = printed[index + 1]
                passed = squeezed(following.text) == "評価結果" and index + 2 < len(printed)
                return printed[index + 2] if passed else following
    return None


def _overall(lines: Sequence[Line]) -> Cell | None:
    """The cell of 目標達成度合い: one of the five levels, and the text that says why."""
    for line in lines:
        printed = line.printed
        if printed and squeezed(printed[0].text).startswith("目標達成度合い"):
            return printed[-1]
    return None


def _level(words: str | None) -> str | None:
    return next((level for level in _LEVELS if squeezed(words or "").startswith(level)), None)


def _main_numbers(text: str) -> Iterator[str]:
    for found in _MAIN.finditer(normalise(text).text):
        first = int(found["first"])
        last = int(found["last"] or first)
        yield from (str(number) for number in range(first, min(last, first + 50) + 1))
