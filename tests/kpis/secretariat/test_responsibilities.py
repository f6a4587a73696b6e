"""担当: proposed from what is printed, set by a person, many at once."""

from copy import deepcopy
from http import HTTPStatus

import pytest
from django.urls import reverse

from kpis.models import KpiListing, ListingResponsibility
from kpis.services.keeping_kpis import KpiWords, add_kpi
from reforms.models import ItemMinistry, ProgressSegment, ReasonCode, SegmentResponsibility
from reforms.services.changes import Change
from reforms.services.keeping_processes import add_process
from reforms.services.recording import create_rows, update_rows
from tests.builders import ItemSpec, build_round, make_ministry, make_programme, make_round
from tests.kpis.secretariat.conftest import SEGMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, reviewer):
    client.force_login(reviewer)
    return client


def two_items():
    return build_round(make_round(), [ItemSpec("窓口業務", segments=(SEGMENT,)), ItemSpec("自治体クラウド")]).round


@pytest.fixture(scope="module")
def built(rows_of_module, people):
    return rows_of_module(two_items)


@pytest.fixture
def round(built):
    return deepcopy(built)


def address(round, name="responsibilities"):
    return reverse(f"kpis:{name}", args=(round.pk,))


def rows(client, round, query=""):
    return {row.key: row for row in client.get(address(round) + query).context["page"].rows}


def value_of(listing):
    return f"listing-{listing.pk}"


def print_beside(round, *named, lead=None):
    ties = (
        ItemMinistry(item=item, ministry=one, order=order, is_lead=one == lead)
        for item in round.edition.items.all()
        for order, one in enumerate(named, start=1)
    )
    create_rows(ties, change=Change(None))


def test_rows_that_come_into_the_frame_stand_first_on_the_list(client, round, ministry, reviewer):
    answered = {"act": "set", "row": list(rows(client, round)), "ministries": ministry.pk}
    client.post(address(round, "set_responsibilities"), answered)
    change, sheet = Change(reviewer, "骨太方針の改定", code=ReasonCode.DEFINITION), round.edition.sheets.first()

    listing = add_kpi(sheet, KpiWords("新しい指標", target="2020年度までに500団体"), change=change)
    process = add_process(sheet, "新しい工程", (), change=change)

    first, second, *others = client.get(address(round)).context["page"].rows
    assert {first.title, second.title} == {str(listing), str(process)}
    assert not first.ministries + second.ministries
    assert all(row.ministries for row in others)


def test_a_printed_label_proposes_and_nothing_is_set(client, round, ministry):
    proposals = {row.proposed_names for key, row in rows(client, round).items() if key.startswith("segment")}

    assert proposals == {"総務省"}
    assert not SegmentResponsibility.objects.exists()


@pytest.mark.parametrize(
    ("named", "lead", "expected"),
    [((), None, ""), ((0,), None, "財務省"), ((0, 1), 1, "厚生労働省"), ((0, 1), None, "")],
    ids=["nobody", "one", "the lead of two", "two without a lead"],
)
def test_a_kpi_row_is_proposed_to_whom_the_document_names_and_never_guessed(client, round, named, lead, expected):
    offices = [make_ministry("財務省"), make_ministry("厚生労働省")]
    print_beside(round, *(offices[n] for n in named), lead=None if lead is None else offices[lead])

    listing = KpiListing.objects.first()
    assert rows(client, round)[value_of(listing)].proposed_names == expected


def test_the_lead_ministry_of_the_kpi_goes_before_what_stands_beside_the_item(client, round, ministry):
    print_beside(round, make_ministry("財務省"))
    listing = KpiListing.objects.first()
    listing.kpi.lead_ministry = ministry
    update_rows([listing.kpi], ["lead_ministry"], change=Change(None))

    assert rows(client, round)[value_of(listing)].proposal.grounds == "KPI整理表の主担当"


def test_many_proposals_are_accepted_at_once_and_rows_without_one_are_left(client, round, reviewer):
    chosen = list(rows(client, round))

    response = client.post(address(round, "set_responsibilities"), {"act": "accept", "row": chosen})

    assert response.status_code == HTTPStatus.FOUND
    assert SegmentResponsibility.objects.count() == ProgressSegment.objects.count() == 2
    assert not ListingResponsibility.objects.exists()
    assert SegmentResponsibility.history.first().history_user == reviewer


def test_rows_without_anybody_stand_first(client, round, ministry):
    first = KpiListing.objects.order_by("pk").first()
    create_rows([ListingResponsibility(listing=first, ministry=ministry)], change=Change(None))

    found = rows(client, round)

    assert list(found)[-1] == value_of(first)
    assert value_of(first) not in rows(client, round, "?show=without")
    assert list(rows(client, round, f"?ministry={ministry.pk}")) == [value_of(first)]


def test_a_person_sets_any_ministries_for_the_chosen_rows(client, round, ministry):
    other = make_ministry("財務省")
    chosen = [value_of(listing) for listing in KpiListing.objects.all()]

    client.post(
        address(round, "set_responsibilities"),
        {"act": "set", "row": chosen, "ministries": [ministry.pk, other.pk], "reason": "共管のため"},
    )

    assert ListingResponsibility.objects.count() == 4
    assert ListingResponsibility.history.first().history_change_reason == "共管のため"


def test_who_saw_others_answer_for_a_row_sets_nothing(client, round, ministry):
    first, other = KpiListing.objects.order_by("pk").first(), make_ministry("財務省")
    seen = rows(client, round)[value_of(first)].value
    create_rows([ListingResponsibility(listing=first, ministry=ministry)], change=Change(None))
    sent = {"act": "set", "ministries": other.pk}

    refused = client.post(address(round, "set_responsibilities"), sent | {"row": seen})
    assert "担当が変わった" in refused.content.decode()
    assert ListingResponsibility.objects.get().ministry == ministry

    client.post(address(round, "set_responsibilities"), sent | {"row": rows(client, round)[value_of(first)].value})
    assert ListingResponsibility.objects.get().ministry == other


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"act": "accept"}, "行を一つ以上選んでください"),
        ({"act": "set", "row": "own"}, "担当にする府省庁を選んでください"),
        ({"act": "accept", "row": "own"}, "提案がありません"),
        ({"act": "accept", "row": "listing-999999"}, "見つかりません"),
    ],
    ids=["no row", "no ministry", "no proposal", "a row of elsewhere"],
)
def test_what_cannot_be_set_is_told_and_nothing_is_written(client, round, sent, said):
    if sent.get("row") == "own":
        sent = sent | {"row": value_of(KpiListing.objects.first())}

    response = client.post(address(round, "set_responsibilities"), sent)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in response.content.decode()
    assert not ListingResponsibility.objects.exists()


@pytest.mark.once
def test_the_page_takes_as_many_queries_at_forty_items_as_at_four(client, ministry, count_queries):
    programme = make_programme()
    few, many = (
        build_round(
            make_round(year, programme), [ItemSpec(f"項目{n}", segments=(SEGMENT,)) for n in range(items)]
        ).round
        for year, items in ((2016, 4), (2019, 40))
    )

    assert count_queries(address(few)) == count_queries(address(many))
