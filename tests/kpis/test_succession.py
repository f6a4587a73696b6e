"""前後のKPI on the page of a KPI."""

import pytest

from kpis.models import KpiProposal
from kpis.services.proposals import accept, reject
from reforms.models import User
from tests.builders import ItemSpec, KpiSpec, build_round, make_programme, make_round, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    programme = make_programme()
    made = []
    for year, name in ((2016, "窓口の数"), (2017, "委託した団体数")):
        built = build_round(make_round(year, programme), [ItemSpec("項目", kpis=(KpiSpec(name),))])
        publish(built)
        made += built.listings.values()
    return KpiProposal.objects.create(first=made[0], second=made[1], kind="successor", score=90, reasons=["文書の記載"])


def pages(client, proposal):
    responses = [client.get(listing.kpi.get_absolute_url()) for listing in (proposal.first, proposal.second)]
    return [response.context["page"].successions for response in responses], [r.content.decode() for r in responses]


def test_an_accepted_successor_and_the_kpi_before_it_lead_to_each_other(client, proposal):
    accept(proposal, reason="文書が後継と明記", by=User.objects.create(username="reviewer"))
    (older, newer), (html, _) = pages(client, proposal)
    assert [(one.relation, one.link.label, one.link.url) for one in (*older, *newer)] == [
        ("後継のKPI", "委託した団体数（2017年の版）", proposal.second.kpi.get_absolute_url()),
        ("前のKPI", "窓口の数（2016年の版）", proposal.first.kpi.get_absolute_url()),
    ]
    assert "判断の理由：文書が後継と明記" in html


def test_what_nobody_accepted_is_not_shown(client, proposal):
    assert pages(client, proposal)[0] == [[], []]
    reject(proposal, reason="別の指標", by=User.objects.create(username="reviewer"))
    (older, newer), (html, _) = pages(client, proposal)
    assert (older, newer) == ([], [])
    assert "前後のKPI" not in html
