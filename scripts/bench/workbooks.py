"""Standard workbooks of invented KPI rows, made by a seed with openpyxl alone: fourteen columns, ids included."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl import Workbook

from kpi_tracker.lib.records import replace

ROWS_A_PAGE = 20
HEADINGS = (
    "行ID",
    "様式番号",
    "改革項目番号",
    "改革項目",
    "重要課題",
    "順",
    "階層",
    "符号",
    "KPI名",
    "目標値（達成時期）",
    "実績値（時点）",
    "区分",
    "次回の把握時期と今後の方針",
    "主要",
)
SUBJECTS = ("がん検診受診率", "一般廃棄物の処理件数", "管理職の女性割合", "共同調達の実施団体数", "電子申請の利用件数")
UNITS = ("％", "件", "団体", "万人", "億円")


@dataclass(frozen=True)
class Row:
    """A KPI row in words. page and order count from 1."""

    page: int
    order: int
    name: str
    target: str
    actual: str
    grade: str
    note: str

    @property
    def row_id(self) -> str:
        """As the tracker names rows of a 2017 document."""
        return f"2017-s{self.page:02}-k{self.order:02}"


def invented_rows(count: int, seed: int) -> list[Row]:
    """Rows of pages of twenty, each KPI name once a page; the same seed gives the same rows."""
    drawn = random.Random(seed)
    return [_row(number, drawn) for number in range(count)]


def _row(number: int, drawn: random.Random) -> Row:
    page, order = divmod(number, ROWS_A_PAGE)
    unit = drawn.choice(UNITS)
    target, actual = drawn.randint(100, 9_999), drawn.randint(50, 9_998)
    return Row(
        page=page + 1,
        order=order + 1,
        name=f"{drawn.choice(SUBJECTS)}（第{number + 1}区分）",
        target=f"{target}{unit}（{drawn.randint(2018, 2021)}年度）",
        actual=f"{actual}{unit}（{drawn.randint(2015, 2016)}年度）",
        grade=drawn.choice("ABNF"),
        note=f"2018年{drawn.randint(3, 12)}月に公表予定。引き続き取組を進める（{number}）。",
    )


def with_other_actuals(rows: list[Row], seed: int) -> list[Row]:
    """The rows with another value in each actual cell."""
    drawn = random.Random(seed)
    return [replace(row, actual=f"{drawn.randint(10_000, 99_999)}件（2016年度）") for row in rows]


def new_and_changed(count: int, *, programme: str, edition: str) -> tuple[bytes, bytes]:
    """A file of invented rows, and the same with every actual changed."""
    rows = invented_rows(count, seed=1)
    changed = with_other_actuals(rows, seed=2)
    names = {"programme": programme, "edition": edition}
    return workbook(rows, **names), workbook(changed, **names)


def workbook(rows: list[Row], *, programme: str, edition: str) -> bytes:
    """The rows as a file that the tracker imports into the round of 2017 of an edition."""
    book = Workbook(write_only=True)
    cover = book.create_sheet("表紙")
    for line in (("項目", "内容"), ("計画", programme), ("版", edition), ("年度", 2017), ("公表日", "2017-12-21")):
        cover.append(line)
    processes = book.create_sheet("改革工程")
    processes.append(("行ID", "様式番号", "改革工程"))
    sheet = book.create_sheet("KPI")
    sheet.append(HEADINGS)
    for values in _values(rows):
        sheet.append(values)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _values(rows: list[Row]) -> Iterator[tuple[str | int | None, ...]]:
    for row in rows:
        item = f"改革項目その{row.page}"
        label = f"①－{row.order}"
        yield (
            row.row_id,
            row.page,
            f"({row.page})",
            item,
            "重要課題の例",
            row.order,
            "第一階層",
            label,
            row.name,
            row.target,
            row.actual,
            row.grade,
            row.note,
            "いいえ",
        )
