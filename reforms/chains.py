"""One 改革項目 or 改革工程 through the editions: rows linked by `continues`, as keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping


def chains(continues: Mapping[int, int | None]) -> dict[int, list[int]]:
    """Every row's chain, earliest first. continues: row → the earlier row it goes on from.

    >>> chains({1: None, 2: 1, 3: 2, 9: None})[2]
    [1, 2, 3]
    """
    later = going_on(continues)
    result: dict[int, list[int]] = {}
    for row, earlier in continues.items():
        if earlier is None or earlier not in continues:
            family = list(chain_from(row, later))
            result.update(dict.fromkeys(family, family))
    return result


def going_on(continues: Mapping[int, int | None]) -> dict[int, list[int]]:
    """The rows that go on from each row.

    >>> going_on({1: None, 2: 1, 3: 2})
    {1: [2], 2: [3]}
    """
    later: dict[int, list[int]] = defaultdict(list)
    for row, earlier in continues.items():
        if earlier is not None:
            later[earlier].append(row)
    return dict(later)


def first_of_chain(row: int, continues: Mapping[int, int | None]) -> int:
    """The row that the chain of this one began with: of a few rows among thousands, faster than all `chains`.

    >>> first_of_chain(3, {1: None, 2: 1, 3: 2})
    1
    """
    passed = {row}
    while (earlier := continues.get(row)) is not None and earlier not in passed:
        passed.add(earlier)
        row = earlier
    return row


def chain_from(row: int, later: Mapping[int, list[int]]) -> Iterable[int]:
    """The row and all that go on from it, earliest first. later: as of `going_on`."""
    waiting, passed = [row], {row}
    while waiting:
        current = waiting.pop(0)
        yield current
        following = sorted(set(later.get(current, ())) - passed)
        passed.update(following)
        waiting.extend(following)
