"""KPIの結び付け: proposals recorded, shown side by side, decided."""

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from kpis.models import KpiListing, KpiProposal
from kpis.propose_links import propose_links
from kpis.services.proposals import AlreadyDecided, ProposalDraft, accept, record_proposals, reject
from reforms.models import User
from tests.builders import ItemSpec, KpiSpec, build_round, make_round, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return User.objects.create(username="reviewer")


@pytest.fixture
def pair():
    built = build_round(make_round(), [ItemSpec("項目", kpis=(KpiSpec("甲の団体数"), KpiSpec("乙の団体数")))])
    publish(built)
    return list(built.listings.values())


def proposed(pair, kind="same", score=80):
    record_proposals([ProposalDraft(pair[0].pk, pair[1].pk, kind, score, ("名称が同じ",))])
    return KpiProposal.objects.get(kind=kind)


def test_accepting_joins_the_listings_and_keeps_who_and_why(pair, reviewer):
    proposal = proposed(pair)
    (move,) = accept(proposal, reason="原本で確かめた", by=reviewer)
    assert KpiListing.objects.values("kpi").distinct().count() == 1
    assert (move.reason, move.by) == ("原本で確かめた", reviewer)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("accepted", reviewer)


def test_a_successor_is_noted_and_never_joined(pair, reviewer):
    assert accept(proposed(pair, kind="successor"), reason="指標の差替え", by=reviewer) == []
    assert KpiListing.objects.values("kpi").distinct().count() == 2


def test_rejecting_keeps_them_apart_for_good(pair, reviewer):
    reject(proposed(pair), reason="別の調査", by=reviewer)
    record_proposals([ProposalDraft(pair[0].pk, pair[1].pk, "same", 95, ("名称が同じ",))])
    assert KpiProposal.objects.get().state == "rejected"


def test_a_proposal_is_decided_once(pair, reviewer):
    proposal = proposed(pair)
    reject(proposal, reason="別の調査", by=reviewer)
    with pytest.raises(AlreadyDecided):
        accept(proposal, reason="やはり同じ", by=reviewer)


def test_a_decision_needs_a_reason(pair, reviewer):
    with pytest.raises(ValidationError):
        accept(proposed(pair), reason="", by=reviewer)
    assert KpiListing.objects.values("kpi").distinct().count() == 2


def test_an_open_proposal_that_is_proposed_no_longer_goes(pair):
    proposed(pair)
    record_proposals([])
    assert not KpiProposal.objects.exists()


def test_the_page_shows_both_listings_with_the_reasons(client, pair):
    proposed(pair)
    html = client.get("/links/").content.decode()
    assert "甲の団体数" in html
    assert "乙の団体数" in html
    assert "名称が同じ" in html


def test_the_published_documents_give_few_proposals_and_the_known_successor(published_years):
    assert 1 <= propose_links() <= 10
    successors = KpiProposal.objects.filter(kind="successor")
    assert [(row.first.name, row.second.name) for row in successors] == [
        ("各種証明書のコンビニ交付の利用件数", "各種証明書のコンビニ交付の実施団体数（人口）")
    ]


@pytest.mark.once
def test_the_number_of_queries_does_not_grow_with_the_proposals(client, django_assert_num_queries, count_queries):
    def site(count, year):
        kpis = tuple(KpiSpec(f"指標{n}") for n in range(count))
        built = build_round(make_round(year), [ItemSpec("項目", kpis=kpis)])
        publish(built)
        rows = list(built.listings.values())
        record_proposals([ProposalDraft(a.pk, b.pk, "same", 80, ("名称",)) for a, b in pairwise(rows)])

    site(4, 2017)
    few = count_queries("/links/")
    site(25, 2018)
    with django_assert_num_queries(few):
        client.get("/links/")
