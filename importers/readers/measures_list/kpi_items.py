"""The KPIs of one cell: printed as a list, or one behind the other with a space or with nothing between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from importers.readers.measures_list.brackets import groups_of
from importers.readers.measures_list.kpi_brackets import is_of_target

_HEADING = re.compile(r"\s*(?P<heading>[<＜〈《][^<>＜＞〈〉《》]{1,80}[>＞〉》])\s*")
_BULLET = re.compile(r"(?:^|(?<=[\s)）。]))(?:[・○●■□◆※]|[-－−]\s|[①-⑳])\s*")
_ENDS = re.compile(
    r"(?:数|率|割合|額|量|度合い|[満完習熟達進]度|人口|規模|状況|件|有無|実施|構築|策定|公開|整備|推進|促進|普及|提供|実現|確立|開始|導入"
    r"|運用|開発|検討|把握|公表|増加|減少|向上|拡大|改善|達成|活用|利用|完了|設置|開催|作成|強化|削減|創出|育成|支援|連携|施行|稼働|追加"
    r"|更新|登録|進捗|取りまとめ|とりまとめ|見直し|[)）】\]。])$"
)
_JOINT = re.compile(
    r"[のをにがはでともへやよかま、，・。：:；;()（）「」『』【】\[\]\s~～→⇒]|及び|並びに|又は|若しくは|以上|以下|程度|など|等"
)
_LATIN = re.compile(r"[A-Za-z0-9.,&+/-]")
_JAPANESE_END = re.compile(r"[\u30a0-\u30ff\u4e00-\u9fff）)】]$")
_SHORTEST = 4
_LONGEST = 2000
"""Letters of a cell that is looked at for several KPIs; the longest printed one has a tenth of it."""


@dataclass(frozen=True)
class KpiItem:
    """text: as printed, without bullets; group: the heading in the cell it stands under, brackets kept; unsure: whether
    it may hold two KPIs."""

    text: str
    group: str | None = None
    unsure: bool = False


def items_of(blocks: Iterable[str]) -> tuple[KpiItem, ...]:
    """The KPIs of a cell in printed order. A list joined by 、 stays one: commas also stand inside single KPIs.

    >>> [item.text for item in items_of(["計画数(令和2年度:20件) 導入した団体の数"])]
    ['計画数(令和2年度:20件)', '導入した団体の数']
    >>> [item.text for item in items_of(["研修回数(令和元年度に34回)定義したセット数"])]
    ['研修回数(令和元年度に34回)', '定義したセット数']
    >>> items_of(["<電子化> 改修", "公開"])
    (KpiItem(text='改修', group='<電子化>', unsure=False), KpiItem(text='公開', group='<電子化>', unsure=False))
    """
    found: list[KpiItem] = []
    group: str | None = None
    for block in blocks:
        pieces = _HEADING.split(block)
        for place, piece in enumerate(pieces):
            if place % 2:
                group = piece
            elif piece.strip():
                found += [KpiItem(text, group, unsure) for text, unsure in _items_in(piece)]
    return tuple(found)


def _items_in(text: str) -> Iterator[tuple[str, bool]]:
    for bulleted in _BULLET.split(text):
        for piece in _unjoined(bulleted.strip()):
            yield from _unspaced(piece)


def _unjoined(text: str) -> list[str]:
    """The text cut behind each bracket of a target that new words follow without a joint."""
    pieces: list[str] = []
    start = 0
    for group in groups_of(text):
        rest = text[group.end :]
        if is_of_target(group.inner) and len(rest.strip()) > _SHORTEST and not _JOINT.match(rest):
            pieces.append(text[start : group.end])
            start = group.end
    return [piece for piece in (*pieces, text[start:]) if piece.strip()]


def _unspaced(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut at each space outside brackets that parts two KPIs; unsure where a space might."""
    if len(text) > _LONGEST:
        yield text, True
        return
    start = 0
    unsure = False
    for space in _outer_spaces(text):
        left, right = text[start : space.start()].strip(), text[space.end() :].strip()
        if _parts_two(left, right):
            yield left, unsure
            start, unsure = space.end(), False
        else:
            unsure = unsure or _might_part(left, right)
    yield text[start:].strip(), unsure


def _outer_spaces(text: str) -> Iterator[re.Match[str]]:
    inside = [range(group.start, group.end) for group in groups_of(text)]
    for space in re.finditer(r"[ \u3000]+", text):
        if not any(space.start() in group for group in inside):
            yield space


def _parts_two(left: str, right: str) -> bool:
    first = right.split(" ")[0]
    if len(left) < _SHORTEST or len(first) < _SHORTEST or _JOINT.match(right):
        return False
    return bool(_ENDS.search(left)) and bool(_ENDS.search(right)) and not re.match(r"[\u3041-\u3096]", right)


def _might_part(left: str, right: str) -> bool:
    both_latin = _LATIN.match(left[-1:]) and _LATIN.match(right[:1])
    return bool(
        not both_latin
        and len(left) > _SHORTEST
        and len(right) > _SHORTEST
        and _JAPANESE_END.search(left)
        and not _JOINT.match(right)
    )
