"""All tables as one JSON object, written as it is made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kpis.open_data import licence
from kpis.open_data.files.cells import as_json
from kpis.open_data.tables import Shape

Made = Iterable[tuple[Shape, Iterable[Any]]]
"""Tables with their records."""
_TERMS = {
    "license": licence.SHORT,
    "license_name": licence.TERMS,
    "license_url": licence.URL,
    "source": licence.SOURCE,
    "note": licence.COMPUTED,
}


def json_parts(made: Made, head: dict[str, str]) -> Iterator[str]:
    """The parts of the file: the terms and what `head` says, then each table by its id as a list of objects."""
    yield f'{_text({**_TERMS, **head})[:-1]},\n"tables": {{'
    for number, (table, records) in enumerate(made):
        yield f"{',' if number else ''}\n{_text(table.id)}: ["
        for row, record in enumerate(records):
            yield f"{',' if row else ''}\n{_text(as_object(table, record))}"
        yield "]"
    yield "\n}}\n"


def as_object(table: Shape, record: Any) -> dict[str, int | float | str | bool | None]:
    """A record by the ids of its columns."""
    return {column.id: as_json(column.of(record)) for column in table.columns}


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)
