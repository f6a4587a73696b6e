"""What a row says of another indicator that it replaced or was renamed to: 「利用件数に替え、実施団体をKPIとして活用」.

A replaced indicator and its successor measure different things: they are linked, never joined. A renamed indicator
stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from kpi_tracker.lib.japanese_text import normalise
from kpi_tracker.lib.quantities import find_quantities
from kpis.proposals.figures import final_targets, target_words, unit_key
from kpis.proposals.names import NEAR, bare_name, core_name
from kpis.proposals.records import LEAST_SCORE, MOST_UNCERTAIN, Kind, ListingFacts, Pair, Proposal

_AS_KPI = r"を(?:新たに|新たな|新しい)?(?:kpi|指標|目標|用い|活用|採用|使用|設定|把握)"
_QUOTED = r"「(?P<name>[^「」]{2,60})」"
_PLAIN = r"(?P<name>[^、。「」]{2,60}?)"
_RENAMED = r"(?:改称|改名|名称変更|名称を変更)"
_CHANGED = r"(?:変更|見直|改め)"
_NAMES_LATER: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("successor", re.compile(rf"に(?:替|代|換|か|変)え(?:て)?、?(?:新たに)?「?{_PLAIN}」?{_AS_KPI}")),
    ("successor", re.compile(rf"に代わ(?:る|り)(?:新たな)?(?:kpi|指標)?(?:として)?、?「?{_PLAIN}」?{_AS_KPI}")),
    ("successor", re.compile(rf"(?:廃止|終了)し(?:て)?、?(?:新たに)?「?{_PLAIN}」?{_AS_KPI}")),
    ("successor", re.compile(rf"{_QUOTED}に(?:置き換え|差し替え|差替え|移行|統合)")),
    ("same", re.compile(rf"名称を(?:「[^「」]*」から)?{_QUOTED}(?:に|へ|と){_CHANGED}")),
    ("same", re.compile(rf"{_QUOTED}(?:に|へ|と){_RENAMED}")),
    ("same", re.compile(rf"(?:^|[、。(は])(?P<name>[^、。「」(は]{{2,60}})(?:に|へ|と){_RENAMED}")),
    ("successor", re.compile(rf"{_QUOTED}(?:に|へ){_CHANGED}")),
)
"""The first that fits a name says what kind it is: a changed name stays the same KPI, a changed indicator does not."""
_NAMES_EARLIER: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("successor", re.compile(rf"{_QUOTED}(?:の後継|を引き継|に代わる|に替わる|に(?:替|代)え)")),
    ("same", re.compile(rf"{_QUOTED}(?:から|を){_RENAMED}")),
    ("same", re.compile(rf"名称を{_QUOTED}から")),
    ("successor", re.compile(rf"{_QUOTED}から「[^「」]+」(?:に|へ){_CHANGED}")),
    ("same", re.compile(r"[(【]旧(?:称|名称|kpi名|指標名)?[:、]?「?(?P<name>[^「」()【】]{2,60})」?[)】]")),
)


@dataclass(frozen=True)
class Replacement:
    """What a row says. name: of the other indicator, NFKC without white space; words: the phrase it stands in."""

    kind: Kind
    name: str
    words: str
    names_later: bool


def replacements_in(words: str) -> list[Replacement]:
    """Every other indicator that the words name as successor, predecessor, new or former name.

    >>> [found] = replacements_in("利用件数に替え、証明書交付の実施団体(人口)をＫＰＩとして活用。")
    >>> found.kind, found.name, found.names_later
    ('successor', '証明書交付の実施団体(人口)', True)
    >>> [(found.kind, found.name) for found in replacements_in("（「有形固定資産減価償却率」に改称）")]
    [('same', '有形固定資産減価償却率')]
    >>> replacements_in("目標を2018年度に変更した。")
    []
    """
    text = "".join(normalise(words).text.split()).casefold()
    found: dict[tuple[str, bool], Replacement] = {}
    for names_later, patterns in ((True, _NAMES_LATER), (False, _NAMES_EARLIER)):
        for kind, pattern in patterns:
            for phrase in pattern.finditer(text):
                replacement = Replacement(kind, phrase["name"], phrase[0], names_later)
                found.setdefault((replacement.name, names_later), replacement)
    return list(found.values())


def replaced(listings: Sequence[ListingFacts]) -> Iterator[Proposal]:
    """A proposal for each row that names another indicator which is printed: the nearest of those with that name."""
    named = [listing for listing in listings if listing.core]
    for listing in named:
        for replacement in replacements_in("\n".join((listing.target, listing.actual, listing.note))):
            partner = _partner(listing, replacement, named)
            if partner:
                yield _proposal(listing, replacement, *partner)


def _partner(
    listing: ListingFacts, replacement: Replacement, named: Sequence[ListingFacts]
) -> tuple[ListingFacts, float] | None:
    """The listing of that name with its similarity in percent; None where nobody prints it or it is the row's own."""
    if _similarity(replacement.name, listing) >= NEAR:
        return None
    alike = [
        (other, similarity)
        for other in named
        if other.kpi != listing.kpi
        and (similarity := _similarity(replacement.name, other)) >= NEAR
        and (other.fiscal_year - listing.fiscal_year) * (1 if replacement.names_later else -1) >= 0
    ]
    return max(alike, key=lambda found: _nearness(listing, *found), default=None)


def _nearness(listing: ListingFacts, other: ListingFacts, similarity: float) -> tuple[bool, bool, float, int, int]:
    pair = Pair.of(listing, other)
    years_apart = abs(other.fiscal_year - listing.fiscal_year)
    return pair.is_one_item, pair.is_one_programme, similarity, -years_apart, -other.id


def _similarity(name: str, other: ListingFacts) -> float:
    core = core_name(name)
    return max(fuzz.ratio(core, other.core), fuzz.ratio(bare_name(core), other.bare))


def _proposal(listing: ListingFacts, replacement: Replacement, other: ListingFacts, similarity: float) -> Proposal:
    pair = Pair.of(listing, other)
    reasons = [
        f"「{listing.edition_name}」の「{listing.name}」に「{replacement.words}」と記載されている",
        f"「{other.edition_name}」の「{other.name}」がその名称に当たる（一致{similarity:.0f}％）",
    ]
    score = LEAST_SCORE + round(similarity - NEAR)
    if pair.is_one_item:
        score += 15
        reasons.append("同じ改革項目にある")
    if target := _target_in(listing.note, other):
        score += 15
        reasons.append(f"記載されている目標の値も同じ（{target}）")
    first, second = (listing, other) if replacement.names_later else (other, listing)
    return Proposal(first.id, second.id, replacement.kind, min(score, MOST_UNCERTAIN), tuple(reasons))


def _target_in(words: str, other: ListingFacts) -> str | None:
    printed = {(quantity.value, unit_key(quantity.unit)) for quantity in find_quantities(words)}
    shared = [t for t in final_targets(other) if (t.value, unit_key(t.unit)) in printed]
    return target_words(shared[0]) if shared else None
