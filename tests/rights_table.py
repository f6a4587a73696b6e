"""The one table of rights: what docs/rights.md says, for the tests that hold the site to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rights.md"
VISITORS = ("誰でも", "閲覧者", "担当者", "他の担当者", "確認者", "管理者", "取込者")
STATES = ("入力中", "提出", "差戻し", "確認", "締切", "公表")
GET, POST = "見る", "行う"
YES, NOT_THERE, SIGN_IN, REFUSED = "○", "―", "サインイン", "断られる"


@dataclass(frozen=True)
class RightsRow:
    """What each visitor gets of an address by one way of asking."""

    address: str
    way: str
    cells: dict[str, str]

    def expected(self, visitor: str, state: str) -> str:
        """○, ―, サインイン or a status; 断られる where the act is of other states."""
        cell = self.cells[visitor]
        named = cell.split()
        if set(named) <= set(STATES):
            return YES if state in named else REFUSED
        return cell


def rows_under(heading: str) -> list[RightsRow]:
    """The rows of the table of addresses under a heading."""
    return [_row(*cells) for cells in _cells(heading) if cells[0].startswith("`")]


def part_rights() -> dict[tuple[str, str], set[str]]:
    """What a role may do with a part, by state and role, in the words of the page."""
    head, _, *rows = _cells("府省庁の部分（改革項目×府省庁）にできること")
    return {
        (row[0], role): set(cell.split()) - {NOT_THERE}
        for row in rows
        for role, cell in zip(head[1:], row[1:], strict=True)
    }


def _row(address: str, _: str, way: str, *cells: str) -> RightsRow:
    return RightsRow(address.strip("`"), way, dict(zip(VISITORS, cells, strict=True)))


def _cells(heading: str) -> Iterator[list[str]]:
    section = re.split(r"^## ", PAGE.read_text(), flags=re.MULTILINE)
    (text,) = (one for one in section if one.partition("\n")[0] == heading)
    for line in text.splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


ALWAYS = rows_under("状態で変わらない番地")
BY_STATE = rows_under("状態で変わる番地")
