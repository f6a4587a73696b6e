"""予算事業名: the budget projects of a cell, apart from the links and the prose that extraction put beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from importers.readers.measures_list.looks import ADDRESS, LABEL

_LINK_TITLE = re.compile(r"(?:^|\s)[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）]\s*$")
_PARAGRAPH = re.compile(r"\s{2,}")
_PROSE = re.compile(r"。|^[・○■※]")
_PROJECT = re.compile(
    r"(?:事業費?|施策|経費|[運営整備調査研究]費|予算|交付金|補助金|内数|制度|支援|プログラム|プロジェクト)(?:の一部|の内数)?等?"
    r"(?:[(（\[［][^()（）\[\]［］]*[)）\]］])?$|.{3}[)）\]］]$"
)
_CONTINUED = re.compile(r"[(（\[［・、のをにはがでと]|等$")


@dataclass(frozen=True)
class Budget:
    """labelled: whether the cell prints its label; prose: blocks that are no names; unsure: names that may be two."""

    projects: tuple[str, ...] = ()
    labelled: bool = False
    prose: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def budget_of(blocks: Iterable[str]) -> Budget:
    """What a budget cell says.

    >>> budget_of(["<予算事業名> A整備事業 B支援事業", "(案内) http://a.jp/"]).projects
    ('A整備事業', 'B支援事業')
    >>> budget_of(["<予算事業名>A整備事業 (旧:B)"]).projects
    ('A整備事業 (旧:B)',)
    """
    names: list[str] = []
    prose: list[str] = []
    labelled = False
    for part in _parts(blocks):
        has_label = bool(LABEL.search(part))
        labelled = labelled or has_label
        words = _before_link(part)
        if words is None or (ADDRESS.search(part) and labelled and not has_label):
            continue
        pieces = [piece.strip() for piece in LABEL.split(words) if piece.strip()]
        (prose if _PROSE.search(words) and not has_label else names).extend(pieces)
    split = [_split(name) for name in names if not _LINK_TITLE.fullmatch(name)]
    return Budget(
        projects=tuple(project for projects, _ in split for project in projects),
        labelled=labelled,
        prose=tuple(prose),
        unsure=tuple(name for _, unsure in split for name in unsure),
    )


def _parts(blocks: Iterable[str]) -> Iterator[str]:
    """The blocks, those with a label cut at the wide spaces that a lost blank line leaves."""
    for block in blocks:
        if LABEL.search(block):
            yield from _PARAGRAPH.split(block)
        else:
            yield block


def _before_link(part: str) -> str | None:
    """The words before the first address without its title in brackets, None where nothing is left."""
    address = ADDRESS.search(part)
    if address is None:
        return part
    return _LINK_TITLE.sub("", part[: address.start()]).strip() or None


def _split(name: str) -> tuple[list[str], list[str]]:
    """The names a space parts, and those of which it is not sure: both sides must end as the name of a project does."""
    projects: list[str] = []
    unsure: list[str] = []
    for part in name.split():
        if not projects or (_PROJECT.search(projects[-1]) and _PROJECT.search(part) and not _CONTINUED.match(part)):
            projects.append(part)
        else:
            if _PROJECT.search(projects[-1]) and not _CONTINUED.match(part):
                unsure.append(name)
            projects[-1] = f"{projects[-1]} {part}"
    return projects, unsure
