"""What is locked is written by nobody, whatever door they come through."""

import pytest
from django.utils import timezone

from kpis.models import ListingResponsibility, ProgressSnapshot, Promise, Target
from reforms.models import ProgressSegment, ReasonCode, SegmentResponsibility, Submission, User
from reforms.services.changes import Change
from reforms.services.locks import Locked
from reforms.services.recording import create_rows, delete_rows, update_rows
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_round, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def official():
    return User.objects.create(username="official", role=User.Role.STAFF)


@pytest.fixture
def admin():
    return User.objects.create(username="admin", role=User.Role.ADMIN)


def entered_round():
    make_ministry("総務省")
    built = build_round(make_round(), [ItemSpec("窓口業務", kpis=(KpiSpec(),))])
    built.round.opened_at = timezone.now()
    built.round.save()
    return built


def close(round):
    round.closed_at = timezone.now()
    round.save()


def confirm(built, ministry):
    """The ministry answers for every row of the round, and all of it was confirmed."""
    for listing in built.listings.values():
        ListingResponsibility.objects.create(listing=listing, ministry=ministry)
    for segment in ProgressSegment.objects.all():
        SegmentResponsibility.objects.create(segment=segment, ministry=ministry)
    for item in built.round.edition.items.all():
        Submission.objects.create(
            round=built.round, item=item, ministry=ministry, state=Submission.State.CONFIRMED, at=timezone.now()
        )


WRITES = {
    "a KPI row": lambda change: update_rows([ProgressSnapshot.objects.get()], ["note_words"], change=change),
    "a target": lambda change: update_rows([Target.objects.get()], ["value"], change=change),
    "a target taken away": lambda change: delete_rows([Target.objects.get()], change=change),
    "a promise": lambda change: create_rows(
        [Promise(snapshot=ProgressSnapshot.objects.get(), order=1, what="公表", words="6月に公表")], change=change
    ),
    "a part of a progress cell": lambda change: update_rows(
        [ProgressSegment.objects.get()], ["progress_words"], change=change
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_closed_round_is_written_by_nobody(write, official):
    close(entered_round().round)

    with pytest.raises(Locked, match="締め切られている"):
        write(Change(official, "追記"))


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_confirmed_part_is_written_by_nobody(write, official):
    built = entered_round()
    confirm(built, make_ministry("財務省"))

    with pytest.raises(Locked, match="確認が済んだ"):
        write(Change(official, "追記"))


def test_a_row_stays_open_until_each_ministry_that_answers_for_it_is_confirmed(official):
    built = entered_round()
    confirm(built, make_ministry("財務省"))
    (listing,) = built.listings.values()
    ListingResponsibility.objects.create(listing=listing, ministry=make_ministry("厚生労働省"))

    update_rows([ProgressSnapshot.objects.get()], ["note_words"], change=Change(official, "追記"))

    assert ProgressSnapshot.objects.get().version == 2


def test_an_admin_writes_past_a_lock_with_a_reason_and_the_history_says_so(admin):
    close(entered_round().round)

    update_rows(
        [ProgressSnapshot.objects.get()], ["note_words"], change=Change(admin, "府省庁の申出による", overrides=True)
    )

    assert ProgressSnapshot.history.latest().overrides


@pytest.mark.parametrize(("reason", "role"), [("", "admin"), ("申出", "reviewer")], ids=["no reason", "not an admin"])
def test_an_override_needs_an_admin_and_a_reason(reason, role):
    close(entered_round().round)
    person = User.objects.create(username="person", role=role)

    with pytest.raises(Locked):
        update_rows([ProgressSnapshot.objects.get()], ["note_words"], change=Change(person, reason, overrides=True))


def test_a_published_value_changes_only_with_a_code(official):
    publish(entered_round())

    with pytest.raises(Locked, match="理由の種類"):
        update_rows([ProgressSnapshot.objects.get()], ["note_words"], change=Change(official, "誤記"))
    change = Change(official, "誤記", code=ReasonCode.ERROR)
    update_rows([ProgressSnapshot.objects.get()], ["note_words"], change=change)

    assert ProgressSnapshot.history.latest().reason_code == ReasonCode.ERROR


@pytest.mark.once
def test_locks_take_the_same_number_of_queries_for_every_number_of_rows(official, queries_of):
    make_ministry("総務省")
    built = build_round(make_round(), [ItemSpec(f"項目{n}", kpis=(KpiSpec(f"指標{n}"),)) for n in range(12)])
    rows = list(ProgressSnapshot.objects.filter(round=built.round))

    few = queries_of(lambda: update_rows(rows[:2], ["note_words"], change=Change(official)))
    many = queries_of(lambda: update_rows(rows, ["note_words"], change=Change(official)))

    assert few == many
