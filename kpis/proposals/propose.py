"""Pairs scored, and of each two KPIs the best pair proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kpi_tracker.lib.records import replace
from kpis.proposals.candidates import candidate_pairs
from kpis.proposals.figures import is_same_content
from kpis.proposals.names import likeness
from kpis.proposals.records import LEAST_SCORE, MOST_UNCERTAIN, Company, Kind, ListingFacts, Pair, Proposal
from kpis.proposals.replacements import replaced
from kpis.proposals.signals import SIGNALS

Key = tuple[frozenset[int], Kind]


def proposed(listings: Sequence[ListingFacts]) -> list[Proposal]:
    """What may be the same KPI or its successor, the surest first; listings of one KPI already are left out.

    For two KPIs that are printed in several places only the best pair is given: joining moves all their listings.
    Where a row says that one KPI replaced another, the two are not proposed to be the same as well.
    """
    by_id = {listing.id: listing for listing in listings}
    company = Company(listings)
    stated = list(replaced(listings))
    succession = {_kpis(found, by_id) for found in stated if found.kind == "successor"}
    judgements = [judged(pair.first, pair.second, company) for pair in candidate_pairs(listings)]
    found = [judgement for judgement in judgements if judgement.score >= LEAST_SCORE]
    found = stated + [same for same in _unambiguous(found, by_id) if _kpis(same, by_id) not in succession]
    best: dict[Key, Proposal] = {}
    for proposal in sorted(found, key=lambda proposal: _rank(proposal, by_id)):
        best.setdefault((_kpis(proposal, by_id), proposal.kind), proposal)
    return list(best.values())


def judged(one: ListingFacts, other: ListingFacts, company: Company) -> Proposal:
    """What speaks for and against the two being the same, below LEAST_SCORE too: says why a pair is not proposed."""
    pair = Pair.of(one, other)
    names = likeness(pair.first.core, pair.second.core)
    if not names.points:
        return Proposal(pair.first.id, pair.second.id, "same", 0, (names.reason,))
    signals = [signal for look in SIGNALS if (signal := look(pair, company))]
    score = names.points + sum(signal.points for signal in signals)
    certain = _is_certain(pair) and not company.stand_apart(pair)
    return Proposal(
        pair.first.id,
        pair.second.id,
        "same",
        100 if certain else max(0, min(score, MOST_UNCERTAIN)),
        (names.reason, *(signal.reason for signal in signals)),
        certain,
    )


def _is_certain(pair: Pair) -> bool:
    """The document itself marks one as printed again, under the same name and with the same content."""
    is_marked = pair.first.relisted != pair.second.relisted
    return is_marked and pair.first.core == pair.second.core and is_same_content(pair.first, pair.second)


def _unambiguous(proposals: Iterable[Proposal], by_id: dict[int, ListingFacts]) -> list[Proposal]:
    """The proposals, where a 【再掲】 row fits the rows of several KPIs none of them certain any more."""
    proposals = list(proposals)
    originals: dict[int, set[int]] = defaultdict(set)
    for proposal in proposals:
        if proposal.certain:
            marked, original = _marked(proposal, by_id)
            originals[marked.id].add(original.kpi)
    return [
        replace(
            proposal,
            certain=False,
            score=MOST_UNCERTAIN,
            reasons=(*proposal.reasons, "再掲元に当たる行が複数あり、どれか決まらない"),
        )
        if proposal.certain and len(originals[_marked(proposal, by_id)[0].id]) > 1
        else proposal
        for proposal in proposals
    ]


def _marked(proposal: Proposal, by_id: dict[int, ListingFacts]) -> tuple[ListingFacts, ListingFacts]:
    first, second = by_id[proposal.first], by_id[proposal.second]
    return (first, second) if first.relisted else (second, first)


def _kpis(proposal: Proposal, by_id: dict[int, ListingFacts]) -> frozenset[int]:
    return frozenset((by_id[proposal.first].kpi, by_id[proposal.second].kpi))


def _rank(proposal: Proposal, by_id: dict[int, ListingFacts]) -> tuple[bool, int, int, int, int]:
    years_apart = by_id[proposal.second].fiscal_year - by_id[proposal.first].fiscal_year
    return not proposal.certain, -proposal.score, years_apart, proposal.first, proposal.second
