"""Links a reviewer of the fixtures decided: applied once, never against a person's later word."""

import pytest

from importers.reviewed_links import ReviewedLink, apply_links
from kpis.models import KpiListing
from kpis.services.identity import part_listings
from reforms.services.recording import Change
from tests.builders import ItemSpec, KpiSpec, build_round, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    built = build_round(make_round(), [ItemSpec("項目", kpis=(KpiSpec("甲"), KpiSpec("乙")))])
    slug = built.round.edition.slug
    return ReviewedLink(slug, "s1-k2", slug, "s1-k1", "同じ調査", "確認者", "2026-11-21")


def kpis():
    return KpiListing.objects.values("kpi").distinct().count()


def test_a_link_joins_once_with_its_reason(link):
    (move,) = apply_links([link])
    assert move.reason == "同じ調査（確認者、2026-11-21）"
    assert apply_links([link]) == []
    assert kpis() == 1


def test_what_a_person_parted_is_not_joined_again(link):
    apply_links([link])
    part_listings([KpiListing.objects.get(row_id="s1-k2")], change=Change(None, "別の調査"))
    assert apply_links([link]) == []
    assert kpis() == 2


def test_a_link_of_rows_that_are_not_loaded_does_nothing():
    assert apply_links([ReviewedLink("ない版", "x", "ない版", "y", "理由", "人", "2026-11-21")]) == []


def test_one_kpi_has_one_history_across_two_documents(client, published_years):
    listing = KpiListing.objects.get(name="クラウド導入市区町村数", edition__slug="hyokasho-2018")
    page = client.get(listing.kpi.get_absolute_url()).context["page"]
    drawn = [float(y) for trace in page.figure["data"] for y in trace.get("y", []) if y is not None]
    assert {550, 842, 950, 1067, 1000, 1600} <= set(drawn)
    assert len({target.edition for target in page.targets}) == 2
    html = client.get(listing.kpi.get_absolute_url()).content.decode()
    for figure in ("550団体", "842団体", "950団体", "1,067団体", "約1,000団体", "約1,600団体"):
        assert figure in html, figure
