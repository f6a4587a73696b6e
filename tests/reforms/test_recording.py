"""Every write leaves a state behind with who, why and in which import; versions only grow."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from kpis.models import Kpi, KpiListing, KpiProposal
from reforms.models import FormSheet, ItemMinistry, ReformItem, User
from reforms.services.recording import Change, create_rows, delete_rows, update_rows
from tests.builders import BuiltRound, ItemSpec, KpiSpec, build_round, make_ministry, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def change() -> Change:
    return Change(User.objects.create(username="official"), "年次の取込み", uuid4())


@pytest.fixture
def built() -> BuiltRound:
    return build_round(make_round(), [ItemSpec("項目", kpis=(KpiSpec(), KpiSpec("別の指標")))])


def told(state: object) -> tuple[object, ...]:
    return state.history_type, state.history_user, state.history_change_reason, state.batch


def test_a_new_row_is_told_with_who_why_and_in_which_import(change: Change) -> None:
    (kpi,) = create_rows([Kpi(name="受診率")], change=change)
    state = Kpi.history.get()
    assert told(state) == ("+", change.by, change.reason, change.batch)
    assert (state.id, state.name, state.version) == (kpi.pk, "受診率", 1)


def test_a_change_is_told_with_the_new_values(built: BuiltRound, change: Change) -> None:
    item = ReformItem.objects.get()
    item.name = "新しい項目"
    update_rows([item], ["name"], change=change)
    state = ReformItem.history.first()
    assert told(state) == ("~", change.by, change.reason, change.batch)
    assert (state.name, state.version) == ("新しい項目", 2)


def test_a_deletion_is_told_with_the_last_values(built: BuiltRound, change: Change) -> None:
    tie = create_rows(
        [ItemMinistry(item=ReformItem.objects.get(), ministry=make_ministry("総務省"), order=1)], change=change
    )[0]
    delete_rows([tie], change=change)
    state = ItemMinistry.history.first()
    assert told(state) == ("-", change.by, change.reason, change.batch)
    assert (state.id, state.order, ItemMinistry.objects.count()) == (tie.pk, 1, 0)


def test_ties_have_a_history_too(built: BuiltRound, change: Change) -> None:
    delete_rows(FormSheet.items.through.objects.all(), change=change)
    assert [state.history_type for state in FormSheet.items.through.history.all()] == ["-", "+"]


def test_a_version_counts_on_from_what_is_stored(built: BuiltRound, change: Change) -> None:
    first, second = ReformItem.objects.get(), ReformItem.objects.get()
    update_rows([first], ["name"], change=change)
    update_rows([second], ["name"], change=change)
    assert second.version == ReformItem.objects.get().version == 3


def test_only_the_fields_named_are_written(built: BuiltRound, change: Change) -> None:
    item = ReformItem.objects.get()
    ReformItem.objects.update(number="⑪")
    item.name = "新しい項目"
    update_rows([item], ["name"], change=change)
    stored, state = ReformItem.objects.get(), ReformItem.history.first()
    assert (stored.name, stored.number) == (state.name, state.number) == ("新しい項目", "⑪")


def test_what_others_point_to_is_not_deleted(built: BuiltRound, change: Change) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        delete_rows(KpiListing.objects.all(), change=change)
        connection.check_constraints()
    assert KpiListing.objects.count() == 2


def test_what_has_no_history_goes_with_the_row_it_lives_by(built: BuiltRound, change: Change) -> None:
    first, second = built.listings.values()
    KpiProposal.objects.create(first=first, second=second, kind="same", score=90)
    alone = KpiListing.objects.create(
        edition=first.edition, sheet=first.sheet, kpi=first.kpi, row_id="s1-k9", order=9, name="第三の指標"
    )
    KpiProposal.objects.create(first=first, second=alone, kind="same", score=50)
    delete_rows([alone], change=change)
    assert [proposal.second for proposal in KpiProposal.objects.all()] == [second]


def test_nothing_is_written_for_no_rows(change: Change) -> None:
    assert create_rows([], change=change) == []
    update_rows([], ["name"], change=change)
    delete_rows([], change=change)
    assert Kpi.history.count() == 0
