"""What the API may be asked; each parameter says in Japanese what it takes, for the description and for errors."""

# ninja reads the annotations while it runs: no postponed ones here.
import datetime
import re
from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, Field

from kpis.open_data.filters import OpenDataFilters

MOST_ROWS = 500
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LAST_KEY = 10**18 - 1
"""A primary key that every database can look up."""


def _written_as_a_day(value: Any) -> Any:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("not a day")
    return value


Day = Annotated[datetime.date, BeforeValidator(_written_as_a_day)]
Words = Annotated[str, Field(max_length=100, pattern=r"^[^\x00-\x1f]*$")]
Key = Annotated[int, Field(ge=1, le=_LAST_KEY)]


class Asked(Schema):
    """Of every table."""

    programme: Words = Field("", description="計画の識別子（コード表 programmes）")
    year: Annotated[int, Field(ge=1868, le=2999)] | None = Field(
        None, description="調査回の年度（西暦4桁。2017＝平成29年度）"
    )
    as_of: Day | None = Field(None, description="この日に公表されていた内容（YYYY-MM-DD）。なければいまの内容")
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = Field(
        100, description=f"一度に取り出す、公表された行の数（1から{MOST_ROWS}）"
    )
    offset: Annotated[int, Field(ge=0, le=10**9)] = Field(0, description="飛ばす、公表された行の数（0以上）")

    def filters(self) -> OpenDataFilters:
        """What of it narrows the rows."""
        return OpenDataFilters(**self.model_dump(exclude={"limit", "offset"}))


class AskedOfItems(Asked):
    """Of tables that stand under items."""

    ministry: Words = Field("", description="府省庁の名称（コード表 ministries）")
    item: Key | None = Field(None, description="改革項目ID（整数）")


class AskedOfKpis(AskedOfItems):
    """Of tables of KPI rows."""

    kpi: Key | None = Field(None, description="KPI ID（整数）")
    grade: Words = Field("", description="公表された区分の符号（コード表 grades）")


BY_SOURCE: dict[str, type[Asked]] = {
    "publications": Asked,
    "items": AskedOfItems,
    "progress": AskedOfItems,
    "kpis": AskedOfKpis,
    "graded-kpis": AskedOfKpis,
    "kpi-ties": AskedOfKpis,
}
