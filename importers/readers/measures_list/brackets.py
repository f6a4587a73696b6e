"""The outermost brackets of a text."""

from __future__ import annotations

from dataclasses import dataclass

_PAIRS = {"(": ")", "（": "）", "[": "]", "［": "］", "【": "】"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_WIDTHS = str.maketrans("（）［］", "()[]")


@dataclass(frozen=True)
class Group:
    """start, end: of the whole group in the text, brackets included; inner: the words between the brackets."""

    start: int
    end: int
    inner: str


def groups_of(text: str) -> list[Group]:
    """The outermost groups in order; one that never closes is none.

    >>> [group.inner for group in groups_of("数(47団体（都道府県)) 率【80%】(途中")]
    ['47団体（都道府県)', '80%']
    """
    groups: list[Group] = []
    stack: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        if sign in _PAIRS:
            stack.append((_PAIRS[sign].translate(_WIDTHS), place))
        elif sign in _CLOSING and stack and stack[-1][0] == sign.translate(_WIDTHS):
            _, start = stack.pop()
            groups = [group for group in groups if group.start < start]
            groups.append(Group(start, place + 1, text[start + 1 : place]))
    return groups
