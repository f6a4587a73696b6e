"""What speaks for and against two listings being the same KPI: one small function for each sign.

The points are weights found by hand, such that the same name alone is just enough between two programmes, a near name
never is, and two rows that one edition prints side by side need the same figures as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kpi_tracker.lib.japanese_text import name_key
from kpis.proposals.figures import (
    contradicting_values,
    final_targets,
    is_same_content,
    reached_target,
    shared_target,
    shared_value,
    target_words,
    units,
)
from kpis.proposals.names import tags_of
from kpis.proposals.records import Company, ListingFacts, Pair, Signal
from kpis.wording import amount

_ITEM_NUMBER = re.compile(r"[\u2460-\u2473\u3251-\u325f\u32b1-\u32bf]|\d{1,2}-\d{1,2}")
_KPI_OF_ANOTHER = re.compile(r"の(?:kpi|指標)$")


def unit(pair: Pair, company: Company) -> Signal | None:
    """Whether both count in the same unit; nothing where one prints none."""
    one, other = units(pair.first), units(pair.second)
    if not one or not other:
        return None
    if common := sorted(one & other):
        return Signal(10, f"単位が同じ（{'、'.join(common)}）")
    return Signal(-30, f"単位が違う（{'、'.join(sorted(one))}と{'、'.join(sorted(other))}）")


def value(pair: Pair, company: Company) -> Signal | None:
    """Whether both print one figure for one time, or different ones."""
    if shared := shared_value(pair.first, pair.second):
        return Signal(30 if shared.is_telling else 10, f"両方に{shared.words}が記載されている")
    if apart := contradicting_values(pair.first, pair.second):
        return Signal(-10, f"同じ時点の値が違う（{apart[0].words}と{apart[1].words}）")
    return None


def target(pair: Pair, company: Company) -> Signal | None:
    """Whether the targets are the same, or the later one is set anew after the earlier was reached."""
    if shared := shared_target(pair.first, pair.second):
        return Signal(20, f"目標が同じ（{target_words(shared)}）")
    one, other = final_targets(pair.first), final_targets(pair.second)
    if not one or not other:
        return None
    if reached := reached_target(pair.first, pair.second):
        old, actual = reached
        return Signal(
            10,
            f"先の目標{target_words(old)}は実績{amount(actual.value, actual.unit)}で達成され、"
            f"後の目標は{target_words(other[0])}（同じKPIの新しい目標と考えられる）",
        )
    if {t.deadline_fy for t in one} & {t.deadline_fy for t in other} - {None}:
        return Signal(5, f"目標の期限が同じで値が違う（{target_words(one[0])}と{target_words(other[0])}）")
    return Signal(0, f"目標が違う（{target_words(one[0])}と{target_words(other[0])}）")


def tags(pair: Pair, company: Company) -> Signal | None:
    """Whether the printed name of one points to the other's item, or says that it is a KPI of another programme."""
    if pair.is_one_programme:
        return None
    signals = [_tag(one, other) for one, other in ((pair.first, pair.second), (pair.second, pair.first))]
    return max((signal for signal in signals if signal), key=lambda signal: signal.points, default=None)


def _tag(tagged: ListingFacts, other: ListingFacts) -> Signal | None:
    printed = tagged.tags or tags_of(tagged.name)
    for tag in printed:
        if other.item_no and other.item_no in _ITEM_NUMBER.findall(tag):
            return Signal(20, f"記載【{tag}】が、もう一方の項目番号{other.item_no}を指している")
    own = next((tag for tag in printed if _KPI_OF_ANOTHER.search(name_key(tag))), None)
    return Signal(5, f"【{own}】と記載され、他の計画のKPIでもある") if own else None


def item(pair: Pair, company: Company) -> Signal | None:
    """Whether the items of one programme are the same."""
    if not pair.is_one_programme:
        return None
    return Signal(10, "同じ改革項目にある") if pair.is_one_item else Signal(-15, "同じ計画の別の項目にある")


def tier(pair: Pair, company: Company) -> Signal | None:
    """Whether one is printed as an output, the other as an outcome."""
    if None in (pair.first.tier, pair.second.tier) or pair.first.tier == pair.second.tier:
        return None
    return Signal(-5, "階層（アウトプットとアウトカム）が違う")


def relisted(pair: Pair, company: Company) -> Signal | None:
    """Whether the document says itself that one of the two is printed again, and whether the content bears it out."""
    if pair.first.relisted == pair.second.relisted:
        return None
    marked = f"「{(pair.second if pair.second.relisted else pair.first).edition_name}」に再掲と記載されている"
    if is_same_content(pair.first, pair.second):
        return Signal(35, f"{marked}。目標と実績の内容も同じ")
    if not pair.is_one_edition:
        return Signal(5, f"{marked}（再掲元の版が違う）")
    return Signal(10, f"{marked}が、目標または実績の内容が違うので、人の確認が要る")


def side_by_side(pair: Pair, company: Company) -> Signal | None:
    """Whether one edition prints both as rows of their own, without 再掲.

    Two rows of one item are most likely meant to be two; under another item a name may be printed again unmarked.
    """
    if not company.stand_apart(pair):
        return None
    words = "再掲の記載なしに、同じ版に別の行として並んでいる"
    shared, is_one_name = shared_value(pair.first, pair.second), pair.first.core == pair.second.core
    against = -35 if pair.is_one_item else -15
    if shared and shared.is_telling:
        return Signal(against if is_one_name else -45, f"{words}が、同じ値が記載されている")
    if is_one_name and shared_target(pair.first, pair.second):
        return Signal(against, f"{words}が、同じ目標が記載されている")
    return Signal(-60, f"{words}。同じ値の記載もない")


def named_elsewhere(pair: Pair, company: Company) -> Signal | None:
    """Whether a name that is only near stands unchanged in the other's edition: then it was not renamed."""
    if pair.first.core == pair.second.core or pair.is_one_edition:
        return None
    for row, other in ((pair.first, pair.second), (pair.second, pair.first)):
        if company.prints(row.core, other.edition):
            return Signal(-40, f"「{other.edition_name}」には「{row.name}」と同じ名称の行が別にある")
    return None


def namesakes(pair: Pair, company: Company) -> Signal | None:
    """Whether the name stands more than once in an edition, so that it cannot tell which row is meant."""
    many = max((pair.first, pair.second), key=company.namesakes)
    if company.namesakes(many) < 2 or company.stand_apart(pair):
        return None
    count = company.namesakes(many)
    return Signal(-15, f"「{many.edition_name}」に同じ名称の行が{count}行あり、名称だけではどの行か決まらない")


SIGNALS: tuple[Callable[[Pair, Company], Signal | None], ...] = (
    unit,
    value,
    target,
    tags,
    item,
    tier,
    relisted,
    side_by_side,
    named_elsewhere,
    namesakes,
)
"""In the order in which a person would look."""
