"""The round that the demo is entered into."""

from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from kpis.models import ListingResponsibility
from reforms.models import Edition, ReportingRound, SegmentResponsibility, User

pytestmark = pytest.mark.django_db

COMMAND = "kpis.management.commands.open_demo_round"


@pytest.fixture
def demo(monkeypatch, settings, published_years):
    """What the demo database is: DEBUG and SQLite, whichever database the tests run on."""
    settings.DEBUG = True
    monkeypatch.setattr(f"{COMMAND}.connection", SimpleNamespace(vendor="sqlite"))


def run():
    told = StringIO()
    call_command("open_demo_round", stdout=told)
    return told.getvalue()


def test_2018_goes_on_from_2017_and_printed_ministries_answer(demo):
    User.objects.create(username="kanri", role=User.Role.ADMIN)

    told = run()

    round = ReportingRound.objects.get(opened_at__isnull=False)
    answering = SegmentResponsibility.objects.filter(segment__process_progress__round=round)
    assert told == f"{round} の入力を始めました。\n"
    assert (round.fiscal_year, round.snapshots.count(), round.process_progress.count()) == (2018, 19, 29)
    assert answering.filter(ministry__name="総務省").count() == 17
    assert ListingResponsibility.objects.filter(listing__edition=round.edition, ministry__name="総務省").count() == 4


def test_a_second_time_it_opens_nothing_new(demo):
    User.objects.create(username="kanri", role=User.Role.ADMIN)
    run()
    editions = Edition.objects.count()

    assert "何も変わりません" in run()
    assert Edition.objects.count() == editions


def test_without_somebody_who_may_open_rounds_it_says_so(demo):
    User.objects.create(username="tantou", role=User.Role.STAFF)

    with pytest.raises(CommandError, match="確認者か管理者がいません"):
        run()


@pytest.mark.parametrize(("debug", "vendor"), [(False, "sqlite"), (True, "postgresql")], ids=["served", "PostgreSQL"])
def test_outside_the_demo_it_is_refused(monkeypatch, settings, debug, vendor):
    settings.DEBUG = debug
    monkeypatch.setattr(f"{COMMAND}.connection", SimpleNamespace(vendor=vendor))

    with pytest.raises(CommandError, match="デモ用"):
        run()
