"""One 改革項目 or 改革工程 through the editions: rows linked by `continues`, as keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping


def chains(continues: Mapping[int, int | None]) -> dict[int, list[int]]:
    """Every row's chain, earliest first. continues: row → the earlier row it goes on from.

    >>> chains({1: None, 2: 1, 3: 2, 9: None})[2]
    [1, 2, 3]
    """
    later: dict[int, list[int]] = defaultdict(list)
    for row, earlier in continues.items():
        if earlier is not None:
            later[earlier].append(row)
    result: dict[int, list[int]] = {}
    for row, earlier in continues.items():
        if earlier is None or earlier not in continues:
            family = list(_descendants(row, later))
            result.update(dict.fromkeys(family, family))
    return result


def _descendants(row: int, later: Mapping[int, list[int]]) -> Iterable[int]:
    waiting = [row]
    while waiting:
        current = waiting.pop(0)
        yield current
        waiting.extend(sorted(later.get(current, ())))
