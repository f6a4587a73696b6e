"""食い違い: found, recorded, shown side by side, decided."""

import datetime
import json
from copy import deepcopy
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from kpi_tracker.lib.readings import ActualReading
from kpi_tracker.lib.records import replace
from kpis.models import Contradiction, Decision, KpiListing, KpiMove
from kpis.propose_links import propose_links
from kpis.run_checks import run_checks
from kpis.services.contradictions import decide
from kpis.services.identity import join_listings
from reforms.models import EditionScale, Ministry, User
from reforms.services.recording import Change
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_programme, make_round, publish

pytestmark = pytest.mark.django_db
URL = "/contradictions/"


@pytest.fixture
def reviewer():
    user = User.objects.create(username="reviewer", last_name="確認", first_name="者")
    user.user_permissions.add(Permission.objects.get(codename="decide_contradiction"))
    return User.objects.get(pk=user.pk)


def relisted_with_another_grade(items=1):
    """Items whose KPI is printed twice, once B and once A, and known to be one KPI."""
    if not Ministry.objects.exists():
        make_ministry("総務省")
    built = build_round(
        make_round(2017, make_programme()),
        [
            ItemSpec(f"項目{n}", kpis=(KpiSpec(f"指標{n}", grade="B"), KpiSpec(f"指標{n}", grade="A", relisted=True)))
            for n in range(items)
        ],
    )
    for n in range(items):
        first, second = KpiListing.objects.filter(name=f"指標{n}", edition=built.round.edition).order_by("order")
        join_listings([second], to=first.kpi, grounds=KpiMove.Grounds.PERSON, change=Change(None, "再掲"))
    publish(built)
    return built


def run():
    return run_checks(datetime.date(2018, 1, 15))


def check_one_item():
    built = relisted_with_another_grade()
    run()
    return built


@pytest.fixture(scope="module")
def checked_once(rows_of_module):
    return rows_of_module(check_one_item)


@pytest.fixture
def checked(checked_once):
    return deepcopy(checked_once)


def test_a_kpi_graded_b_here_and_a_there_is_one_contradiction_with_both_places(checked):
    found = [row for row in Contradiction.objects.all() if {cell["words"] for cell in row.cells} == {"A", "B"}]
    assert len(found) == 1
    assert "指標0" in found[0].message
    assert [ministry.name for ministry in found[0].ministries.all()] == ["総務省"]


def test_running_again_keeps_decisions_and_adds_nothing(checked, reviewer):
    before = set(Contradiction.objects.values_list("fingerprint", flat=True))
    row = Contradiction.objects.first()
    decide([row], decision=Decision.ACKNOWLEDGED, reason="原本で確かめた", by=reviewer)
    again = run()
    assert (again.recorded.new, again.recorded.gone) == (0, 0)
    assert set(Contradiction.objects.values_list("fingerprint", flat=True)) == before
    row.refresh_from_db()
    assert row.decision == Decision.ACKNOWLEDGED


def test_what_is_found_no_longer_stays_and_is_marked_so(checked):
    found = Contradiction.objects.filter(is_found=True).count()
    checked.round.publications.get().kpis.all().delete()
    assert run().recorded.gone == found
    assert Contradiction.objects.filter(is_found=True).count() == 0


def test_the_command_prints_what_it_found_with_both_places(checked):
    said = StringIO()
    call_command("run_checks", "--json", stdout=said)
    rows = json.loads(said.getvalue())
    assert rows
    assert all({"check", "title", "message", "settle", "places"} <= row.keys() for row in rows)
    assert all(place["lines"] for row in rows for place in row["places"] if place["words"])


def test_a_decision_needs_a_reason(checked, reviewer):
    with pytest.raises(ValidationError):
        decide([Contradiction.objects.first()], decision=Decision.SAME, reason="", by=reviewer)


def test_the_list_is_narrowed_and_counts_per_kind(client):
    relisted_with_another_grade(2)
    run()
    page = client.get(URL).context["page"]
    assert page.total == sum(kind.count for kind in page.kinds)
    narrowed = client.get(page.kinds[0].url).context["page"]
    assert narrowed.total == page.kinds[0].count
    assert client.get(URL, {"ministry": "総務省"}).context["page"].total == page.total
    assert client.get(URL, {"state": "decided"}).context["page"].total == 0
    assert "読み取れず、外しました" in client.get(URL, {"kind": "zz"}).content.decode()


def test_the_page_shows_both_places_as_printed_with_their_lines(client, checked):
    row = Contradiction.objects.first()
    html = client.get(row.get_absolute_url()).content.decode()
    assert row.message[:20] in html
    assert "?line=" in html
    assert "サインインしてください" in html


def test_deciding_leaves_who_what_and_why(client, checked, reviewer):
    row = Contradiction.objects.first()
    client.force_login(reviewer)
    address = reverse("kpis:decide_contradiction", args=(row.pk,))
    assert client.post(address, {"decision": "correction", "reason": "内閣府に訂正を依頼した"}).status_code == 302
    html = client.get(row.get_absolute_url()).content.decode()
    assert "内閣府に訂正を依頼した" in html
    assert "訂正を依頼" in html


def test_a_decision_without_a_reason_is_told_and_nothing_is_kept(client, checked, reviewer):
    row = Contradiction.objects.first()
    client.force_login(reviewer)
    response = client.post(reverse("kpis:decide_contradiction", args=(row.pk,)), {"decision": "same", "reason": ""})
    assert response.status_code == 422
    assert not row.decisions.exists()


@pytest.mark.parametrize("visitor", ["anonymous", "signed in"])
def test_who_may_not_decide_is_refused(client, checked, visitor):
    row = Contradiction.objects.first()
    if visitor == "signed in":
        client.force_login(User.objects.create(username="visitor"))
    client.post(reverse("kpis:decide_contradiction", args=(row.pk,)), {"decision": "same", "reason": "理由"})
    assert not row.decisions.exists()


def test_a_figure_changed_silently_between_years_is_found():
    programme = make_programme()
    old = KpiSpec(actuals=(ActualReading(Decimal(278), "団体", as_of="2016-04", raw="278団体", span=(0, 5)),))
    new = KpiSpec(actuals=(ActualReading(Decimal(290), "団体", as_of="2016-04", raw="290団体", span=(0, 5)),))
    before = build_round(make_round(2016, programme), [ItemSpec("項目", kpis=(old,))])
    after = build_round(make_round(2017, programme), [ItemSpec("項目", kpis=(new,))])
    kpi = KpiListing.objects.get(edition=before.round.edition).kpi
    join_listings(list(after.listings.values()), to=kpi, grounds=KpiMove.Grounds.PERSON, change=Change(None, "同じ"))
    publish(before)
    publish(after)
    run()
    assert any("278" in row.message and "290" in row.message for row in Contradiction.objects.all())


def test_a_further_document_that_relists_a_kpi_with_another_grade_is_one_contradiction():
    programme = make_programme()
    row = KpiSpec("窓口業務のアウトソーシング", grade="B")
    first = build_round(make_round(2017, programme), [ItemSpec("項目甲", kpis=(row,))])
    publish(first)
    further = make_round(2017, programme)
    scale = EditionScale.objects.get(edition=first.round.edition, rates="kpi").scale
    EditionScale.objects.filter(edition=further.edition, rates="kpi").update(scale=scale)
    publish(build_round(further, [ItemSpec("項目乙", kpis=(replace(row, grade="A", relisted=True),))]))
    assert propose_links() == 0
    run()
    found = Contradiction.objects.filter(check_id="same_kpi_different_grade")
    assert [sorted(cell["words"] for cell in one.cells) for one in found] == [["A", "B"]]
    assert all(cell["place"] for cell in found.get().cells)


@pytest.mark.once
def test_four_hundred_contradictions_take_as_many_queries_as_sixty(
    client, checked, django_assert_num_queries, count_queries
):
    found = Contradiction.objects.first()
    ministry = Ministry.objects.get()

    def copies(first, last):
        rows = Contradiction.objects.bulk_create(
            Contradiction(check_id=found.check_id, fingerprint=str(n), message=f"食い違い{n}", cells=found.cells)
            for n in range(first, last)
        )
        ministry.contradictions.add(*rows)

    copies(0, 60)  # more than one page of the list either way
    few = count_queries(URL)
    copies(60, 400)
    with django_assert_num_queries(few):
        client.get(URL)
