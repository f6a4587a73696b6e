"""What the API answers, made from the descriptions of the columns."""

# ninja reads the annotations while it runs: no postponed ones here.
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, WithJsonSchema, create_model

from kpis.open_data import licence
from kpis.open_data.columns import Column
from kpis.open_data.tables import Shape

_Number = Annotated[int | float, WithJsonSchema({"type": "number"})]
_TYPES: dict[type, Any] = {int: int, str: str, bool: bool, date: date, Decimal: _Number}


class Page(Schema):
    """What stands around the rows of every answer."""

    license: str = Field(licence.SHORT, description=f"利用条件：{licence.TERMS}")
    license_url: str = Field(licence.URL, description="利用条件のアドレス")
    source: str = Field(licence.SOURCE, description="出典の書き方")
    count: int = Field(description="条件に合う、公表された行の数（表によっては一行から複数の結果ができる）")
    next: str | None = Field(None, description="続きのアドレス。最後ではnull")
    previous: str | None = Field(None, description="前のアドレス。最初ではnull")


class WrongParameter(Schema):
    """A parameter that cannot be used."""

    name: str = Field(description="引数の名")
    message: str = Field(description="何を指定できるか")


class Problem(Schema):
    """Why there is no answer."""

    message: str = Field(description="何が起きたか、どうすればよいか")
    errors: list[WrongParameter] = Field([], description="使えなかった引数")


def page_of(table: Shape) -> type[Schema]:
    """The answer with rows of the table."""
    name = "".join(word.capitalize() for word in table.id.split("-"))
    fields: dict[str, Any] = {column.id: (_TYPES[column.type] | None, _field(column)) for column in table.columns}
    row = create_model(f"{name}Row", __base__=Schema, __doc__=table.meaning, **fields)
    results: Any = (list[row], Field(description=table.meaning))  # type: ignore[valid-type]  # made while running
    return create_model(f"{name}Page", __base__=Page, __doc__=f"{table.title}の行", results=results)


def _field(column: Column) -> Any:
    unit = f"（単位：{column.unit}）" if column.unit else ""
    codes = f"。コード表 {column.codes.id}" if column.codes else ""
    return Field(None, title=column.heading, description=f"{column.meaning}{unit}{codes}")
