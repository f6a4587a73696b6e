"""The addresses of the API: one a table."""

# ninja reads the annotations while it runs: no postponed ones here.
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from kpis.open_data import licence
from kpis.open_data.api.answers import Problem, page_of
from kpis.open_data.api.asked import BY_SOURCE, Asked
from kpis.open_data.dictionary import column_records
from kpis.open_data.files.json_file import as_object
from kpis.open_data.making.context import address
from kpis.open_data.selectors.codes import code_records
from kpis.open_data.selectors.records import ask
from kpis.open_data.tables import CODES, COLUMNS, TABLES, Shape, Table

VERSION = "1.0.0"
WRONG = "指定に誤りがあります。引数を直してください。"
UNKNOWN = "この引数はありません。使える引数：{known}。"
_FROM_THE_ADDRESS: Any = Query
"""Where a parameter comes from; which ones an address has is chosen while running."""
_REFUSED = {HTTPStatus.UNPROCESSABLE_ENTITY: Problem, HTTPStatus.TOO_MANY_REQUESTS: Problem}


class _Readable(JSONRenderer):
    """Japanese as it is, not as code points."""

    json_dumps_params = {"ensure_ascii": False}


class UnknownParameters(Exception):
    """Parameters that an address does not have. names: theirs; known: those it has."""

    def __init__(self, names: set[str], known: list[str]) -> None:
        super().__init__(names)
        self.names, self.known = names, known


api = NinjaAPI(
    title="改革工程表 進捗管理 オープンデータAPI",
    version=VERSION,
    description=f"公表された内容だけを読み取るAPI。{licence.TERMS}。{licence.SOURCE}。{licence.COMPUTED}",
    docs_url=None,
    openapi_url=None,
    urls_namespace="kpis",
    renderer=_Readable(),
)


def url_name(table: Shape) -> str:
    """What the address of a table is called."""
    return f"api_{table.id.replace('-', '_')}"


def _rows(table: Table) -> Callable[..., Any]:
    query = BY_SOURCE[table.source]

    def rows(request: HttpRequest, asked: Asked) -> dict[str, Any]:
        known = list(query.model_fields)
        if unknown := set(request.GET) - set(known):
            raise UnknownParameters(unknown, known)
        count, records = ask(asked.filters()).page(table, asked.offset, asked.limit)
        return _page(table, records, count, request.path, asked)

    rows.__annotations__["asked"] = _FROM_THE_ADDRESS[query]
    return rows


def _page(table: Table, records: list[Any], count: int, path: str, asked: Asked) -> dict[str, Any]:
    after, before = asked.offset + asked.limit, max(asked.offset - asked.limit, 0)
    return {
        "count": count,
        "next": _turned(path, asked, after) if after < count else None,
        "previous": _turned(path, asked, before) if asked.offset else None,
        "results": [as_object(table, record) for record in records],
    }


def _turned(path: str, asked: Asked, offset: int) -> str:
    given = {name: value for name, value in asked.model_dump(exclude_unset=True).items() if value not in (None, "")}
    return address(f"{path}?{urlencode({**given, 'offset': offset})}")


def _whole(table: Shape, records: Callable[[], Any]) -> Callable[..., Any]:
    def whole(request: HttpRequest) -> dict[str, Any]:
        if request.GET:
            raise UnknownParameters(set(request.GET), [])
        results = [as_object(table, record) for record in records()]
        return {"count": len(results), "results": results}

    return whole


def _add(table: Shape, view: Callable[..., Any]) -> None:
    view.__name__ = url_name(table)
    api.get(
        f"/{table.id}",
        response={HTTPStatus.OK: page_of(table), **_REFUSED},
        summary=table.title,
        description=table.meaning,
        operation_id=view.__name__,
        url_name=view.__name__,
    )(view)


for _table in TABLES:
    _add(_table, _rows(_table))
_add(COLUMNS, _whole(COLUMNS, column_records))
_add(CODES, _whole(CODES, code_records))


@api.exception_handler(ValidationError)
def _tell_wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Names each parameter with what it takes."""
    names = dict.fromkeys(str(one["loc"][-1]) for one in error.errors)
    takes = {name: field.description for query in BY_SOURCE.values() for name, field in query.model_fields.items()}
    errors = [{"name": name, "message": f"{takes.get(name, name)}を指定してください。"} for name in names]
    return api.create_response(request, {"message": WRONG, "errors": errors}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@api.exception_handler(UnknownParameters)
def _tell_unknown(request: HttpRequest, error: UnknownParameters) -> HttpResponse:
    """Names those that are not there, and those that are."""
    message = UNKNOWN.format(known="、".join(error.known) or "なし")
    errors = [{"name": name, "message": message} for name in sorted(error.names)]
    return api.create_response(request, {"message": WRONG, "errors": errors}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
