"""Every address with every kind of visitor, and with forty and with four hundred items."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import Permission
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from importers.models import ImportBatch
from kpis.models import Contradiction, ContradictionDecision, KpiListing, KpiProposal
from reforms.drafts import SegmentDraft
from reforms.models import ReformItem, User
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_programme, make_round, publish
from tests.importers.imports.batches import make_batch, make_importer

pytestmark = pytest.mark.django_db

VISITORS = ("anonymous", "signed in", "importer")
OPEN = dict.fromkeys(VISITORS, HTTPStatus.OK)
POST_ONLY = dict.fromkeys(VISITORS, HTTPStatus.METHOD_NOT_ALLOWED)
IMPORTERS_ONLY = {"anonymous": HTTPStatus.FOUND, "signed in": HTTPStatus.FORBIDDEN, "importer": HTTPStatus.OK}
# Address → what each visitor gets of it once something is published. An address without a row here fails the test.
ACCESS = {
    "kpis:home": dict.fromkeys(VISITORS, HTTPStatus.FOUND),
    "kpis:items": OPEN,
    "kpis:item": OPEN,
    "kpis:kpi": OPEN,
    "kpis:contradictions": OPEN,
    "kpis:contradiction": OPEN,
    "kpis:decide_contradiction": POST_ONLY,
    "kpis:proposals": OPEN,
    "kpis:decide_proposal": POST_ONLY,
    "reforms:sources": OPEN,
    "reforms:source": OPEN,
    "importers:batches": IMPORTERS_ONLY,
    "importers:receive": POST_ONLY,
    "importers:workbooks": IMPORTERS_ONLY,
    "importers:workbook": IMPORTERS_ONLY | {"importer": HTTPStatus.UNPROCESSABLE_ENTITY},  # nothing chosen
    "importers:batch": IMPORTERS_ONLY,
    "importers:progress": IMPORTERS_ONLY,
    "importers:resume": POST_ONLY,
    "importers:drop": POST_ONLY,
    "importers:choose_round": POST_ONLY,
    "importers:open_new_round": POST_ONLY,
    "importers:decide": POST_ONLY,
    "importers:leave_out": POST_ONLY,
    "importers:apply": POST_ONLY,
    "importers:undo": IMPORTERS_ONLY,
    "importers:undo_batch": POST_ONLY,
    "importers:original": IMPORTERS_ONLY,
    "importers:marked": IMPORTERS_ONLY | {"importer": HTTPStatus.FOUND},  # of a file that cannot be read
    "login": OPEN,
    "logout": POST_ONLY,
}
WITHOUT_BATCH = ("importers:batches", "importers:receive", "importers:workbooks", "importers:workbook")
PAGES = [name for name, access in ACCESS.items() if access is OPEN and name != "login"]
# Who may send what: 302 leads to signing in.
DECIDING = {"anonymous": HTTPStatus.FOUND, "signed in": HTTPStatus.FORBIDDEN, "reviewer": HTTPStatus.FOUND}


def site_of(items, fiscal_year=2017):
    make_ministry(f"総務省{fiscal_year}")
    segments = (SegmentDraft("【総務省】", (f"総務省{fiscal_year}",), "実施した。（順調）", "", "順調"),)
    built = build_round(
        make_round(fiscal_year, make_programme()),
        [ItemSpec(f"項目{n}", kpis=(KpiSpec(f"指標{n}"),), segments=segments) for n in range(items)],
    )
    publish(built)
    found = Contradiction.objects.create(
        check_id="same_kpi_different_grade", fingerprint=f"{fiscal_year}", message="", cells=[]
    )
    listings = list(built.listings.values())
    if len(listings) > 1:
        KpiProposal.objects.create(first=listings[0], second=listings[1], kind="same", score=80, reasons=["名称が同じ"])
    return built, found


def applied_import(built):
    """An import of a one-line file that changed nothing."""
    return make_batch(ImportBatch.State.APPLIED, by=make_importer(), round=built.round)


def addresses(site):
    built, found = site
    item = ReformItem.objects.filter(edition=built.round.edition).first()
    kpi = KpiListing.objects.filter(edition=built.round.edition).first().kpi
    proposal = KpiProposal.objects.first()
    keys = {
        "kpis:item": (item.pk,),
        "kpis:kpi": (kpi.pk,),
        "reforms:source": (built.document.pk,),
        "kpis:contradiction": (found.pk,),
        "kpis:decide_contradiction": (found.pk,),
        "kpis:decide_proposal": (proposal.pk if proposal else 1,),
    }
    batch = applied_import(built)
    keys |= {name: (batch.pk,) for name in ACCESS if name.startswith("importers:") and name not in WITHOUT_BATCH}
    return {name: reverse(name, args=keys.get(name, ())) for name in ACCESS}


def names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


def test_every_address_has_its_row():
    assert set(names(get_resolver().url_patterns)) == set(ACCESS)


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_visitor_gets_what_the_table_says(client, visitor):
    if visitor == "signed in":
        client.force_login(User.objects.create(username="visitor"))
    if visitor == "importer":
        client.force_login(make_importer())
    got = {name: client.get(address).status_code for name, address in addresses(site_of(2)).items()}
    assert got == {name: access[visitor] for name, access in ACCESS.items()}


@pytest.mark.parametrize("visitor", ["anonymous", "signed in", "reviewer"])
@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("kpis:decide_contradiction", {"decision": "same", "reason": "理由"}),
        ("kpis:decide_proposal", {"state": "rejected", "reason": "理由"}),
    ],
)
def test_only_who_has_the_right_decides(client, visitor, name, sent):
    address = addresses(site_of(2))[name]
    if visitor != "anonymous":
        user = User.objects.create(username="visitor")
        if visitor == "reviewer":
            user.user_permissions.set(
                Permission.objects.filter(codename__in=["decide_contradiction", "decide_proposal"])
            )
        client.force_login(user)
    response = client.post(address, sent)
    assert response.status_code == DECIDING[visitor]
    decided = ContradictionDecision.objects.exists() or KpiProposal.objects.exclude(state="open").exists()
    assert decided == (visitor == "reviewer")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_public_pages_can_only_be_read(client, method):
    pages = addresses(site_of(1))
    for name in PAGES:
        assert getattr(client, method)(pages[name]).status_code == HTTPStatus.METHOD_NOT_ALLOWED, name


@pytest.mark.parametrize("number", [10**9, 10**18 - 1, 2**63, 10**30], ids=["a billion", "longest", "2**63", "10**30"])
@pytest.mark.parametrize("folder", ["items", "kpis", "sources", "contradictions"])
def test_what_is_not_there_is_not_found(client, folder, number):
    site_of(1)
    assert client.get(f"/{folder}/{number}/").status_code == HTTPStatus.NOT_FOUND


def test_every_page_takes_as_many_queries_at_four_hundred_items_as_at_forty(count_queries):
    few = addresses(site_of(40))
    at_forty = {name: count_queries(few[name]) for name in PAGES}
    many = addresses(site_of(400, 2018))
    assert {name: count_queries(many[name]) for name in PAGES} == at_forty


@pytest.mark.parametrize("name", PAGES)
def test_every_page_forbids_what_it_does_not_bring_itself(client, name):
    policy = client.get(addresses(site_of(1))[name]).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_home_page_leads_to_the_list_and_keeps_what_is_asked(client):
    assert client.get("/?year=2016&grade=B").url == "/items/?year=2016&grade=B"
