"""What the secretariat does beside the year's round (test_a_year.py): who answers for which row, corrections."""

from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from kpi_tracker.lib.readings import ActualReading
from kpis.models import ProgressSnapshot
from kpis.services.lineage import join_certain_kpis
from reforms.services.lineage import link_to_edition_before
from tests.builders import (
    BY_NOBODY,
    ItemSpec,
    KpiSpec,
    build_round,
    make_ministry,
    make_programme,
    make_round,
    make_user,
    publish,
)
from tests.builders import open_for_entry as opened
from tests.flows.accessibility import assert_accessible
from tests.flows.browser import watched_page
from tests.opened import hand_in

ITEMS = ("窓口業務の改革", "自治体クラウドの展開")


def rows_of(value, as_of, grade):
    """The items with a KPI each that was measured once."""
    read = ActualReading(Decimal(value), "団体", as_of=as_of, kind="final", raw=f"{value}団体", span=(0, 5))
    kpi = KpiSpec(actual=f"{value}団体（{as_of}）", grade=grade, actuals=(read,))
    return [ItemSpec(name, kpis=(kpi,)) for name in ITEMS]


@pytest.fixture
def round(transactional_db):
    """Two items that 総務省 has handed in, without grades, the year before published."""
    ministry, programme = make_ministry("総務省"), make_programme()
    publish(build_round(make_round(2016, programme), rows_of(278, "2016-04", "B")))
    built = build_round(make_round(2017, programme), rows_of(350, "2017-04", ""))
    link_to_edition_before(built.round.edition, change=BY_NOBODY)
    join_certain_kpis(built.round.edition, change=BY_NOBODY)
    round = opened(built, ministry)
    hand_in(round, ministry, by=make_user("staff", ministry))
    return round


@pytest.fixture
def page(browser, live_server, client, round):
    """A page of a signed-in admin that fails its test on faults."""
    client.force_login(make_user("admin", last_name="内閣", first_name="花子"))
    name = settings.SESSION_COOKIE_NAME
    with watched_page(browser, live_server.url) as page:
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        yield page


def press(page, role, name):
    """Reach something by keyboard and press it."""
    page.get_by_role(role, name=name).first.press("Space" if role == "checkbox" else "Enter")


def test_who_answers_for_rows_is_set_for_all_of_a_page_at_once(page, round):
    page.goto(reverse("kpis:responsibilities", args=(round.pk,)))
    assert_accessible(page)
    press(page, "checkbox", "このページの行をすべて選ぶ")
    expect(page.get_by_text("4件を選んでいます")).to_be_visible()
    page.get_by_text("選んだ行の担当を自分で決める").press("Enter")
    page.get_by_label("府省庁", exact=True).select_option(label="総務省")
    press(page, "button", "選んだ行の担当をこの府省庁にする")
    expect(page.get_by_role("status").filter(has_text="4行の担当を設定しました")).to_be_visible()


def test_every_other_page_of_the_secretariat_is_accessible(page, round):
    row, edition = ProgressSnapshot.objects.filter(round=round).first(), round.edition
    sheet = row.listing.sheet_id
    for name, *keys in (
        ("amend_snapshot", row.pk),
        ("move_due_on", round.pk),
        ("entry_history", "kpis", row.pk),
        ("frame", edition.pk),
        ("frame_changes", edition.pk),
        ("frame_row", "kpis", row.listing_id),
        ("frame_history", "kpis", row.listing_id),
        ("frame_add_kpi", sheet),
        ("new_round",),
    ):
        page.goto(reverse(f"kpis:{name}", args=keys))
        assert_accessible(page)
    page.goto(reverse("reforms:ministries"))
    assert_accessible(page)
    page.goto(reverse("reforms:ministry", args=(row.listing.responsibilities.get().ministry_id,)))
    assert_accessible(page)
