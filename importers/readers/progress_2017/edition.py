"""What the printed words let one infer about the edition: its programme and the year it reports on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importers.document import Sheet
from importers.issues import Issue
from importers.readers.progress_2017.pieces import plain

_PROGRAMME = re.compile(r"^(?P<name>.*?)\s*改革工程表")
_DAY = re.compile(r"(?P<year>20\d\d)年(?P<month>\d{1,2})月")
_ERA_DAY = re.compile(r"(?P<era>平成|令和)(?P<year>\d{1,2}|元)年(?P<month>\d{1,2})月")
_ERA_STARTS = {"平成": 1988, "令和": 2018}


def programme_of(sheets: Sequence[Sheet]) -> str | None:
    """The plan named before 改革工程表 in the captions; None where none or more than one is printed."""
    names = {
        found["name"].strip() for sheet in sheets for text in sheet.plan_editions if (found := _PROGRAMME.match(text))
    }
    names.discard("")
    return names.pop() if len(names) == 1 else None


def fiscal_year_of(sheets: Sequence[Sheet]) -> tuple[int | None, tuple[Issue, ...]]:
    """The year reported on, from the latest month printed as the 時点 of an actual; None with an issue without one.

    The document prints no date of its own. A measured value cannot be younger than the report, and the report is
    published in the year after most of them: the fiscal year of the latest month named in an actual is the report's.
    """
    months = [month for sheet in sheets for row in sheet.kpis for month in _months(row.actual_raw or "")]
    if not months:
        message = "実績値に時点の年月がなく、年度を読み取れません。年度を選んでください。"
        return None, (Issue("fiscal_year_unknown", "error", "fiscal_year", message),)
    year, month = max(months)
    fiscal_year = year if month >= 4 else year - 1
    message = f"年度の印字がないため、実績値の最も新しい時点（{year}年{month}月）から{fiscal_year}年度と読みました。"
    return fiscal_year, (Issue("fiscal_year_inferred", "note", "fiscal_year", message),)


def _months(actual: str) -> list[tuple[int, int]]:
    words = plain(actual)
    western = [(int(found["year"]), int(found["month"])) for found in _DAY.finditer(words)]
    era = [
        (_ERA_STARTS[found["era"]] + (1 if found["year"] == "元" else int(found["year"])), int(found["month"]))
        for found in _ERA_DAY.finditer(words)
    ]
    return [month for month in western + era if 1 <= month[1] <= 12]
