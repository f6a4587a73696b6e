"""Free-form attributes in long form: one row a value, named by its path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

Line = tuple[str, str, str | None]
"""path, its steps joined by /; type; the value as text."""


def flattened(value: dict[str, Any] | Iterable[Any], above: str = "") -> Iterator[Line]:
    """The lines of what a record or a list holds: dicts, lists, texts, numbers, flags and None.

    >>> list(flattened({"urls": ["https://a"], "lead": True}))
    [('urls', 'list', None), ('urls/0', 'text', 'https://a'), ('lead', 'flag', 'true')]
    """
    for step, part in _parts(value):
        path = above + step.replace("%", "%25").replace("/", "%2F")
        yield (path, *_described(part))
        yield from flattened(part, f"{path}/")


def _parts(value: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(value, dict):
        return value.items()
    if isinstance(value, list | tuple):
        return ((str(index), part) for index, part in enumerate(value))
    return ()


def _described(value: Any) -> tuple[str, str | None]:
    if value is None:
        return "none", None
    if isinstance(value, bool):
        return "flag", "true" if value else "false"
    for kind, name in ((str, "text"), (int, "whole"), (Decimal, "number"), (float, "ratio")):
        if isinstance(value, kind):
            return name, str(value)
    return ("record" if isinstance(value, dict) else "list"), None


_READ = {"text": str, "whole": int, "number": Decimal, "ratio": float}


def unflattened(lines: Iterable[Line], root: dict[str, Any] | list[Any]) -> Any:
    """The root with the values of the lines put back. Raises ValueError, ArithmeticError or KeyError on a wrong line.

    >>> unflattened(flattened({"urls": ["https://a"], "lead": True}), {})
    {'urls': ['https://a'], 'lead': True}
    """
    made: dict[str, Any] = {"": root}
    for path, kind, text in lines:
        above, _, step = path.rpartition("/")
        made[path] = _value(kind, text)
        _attach(made[above], step.replace("%2F", "/").replace("%25", "%"), made[path])
    return root


def _value(kind: str, text: str | None) -> Any:
    if kind in ("record", "list"):
        return {} if kind == "record" else []
    if kind == "none" or (text is None and kind != "text"):
        return None
    if kind == "flag":
        return text == "true"
    return _READ[kind](text or "")


def _attach(holder: Any, step: str, value: Any) -> None:
    if isinstance(holder, dict):
        holder[step] = value
    elif isinstance(holder, list):
        holder.append(value)
