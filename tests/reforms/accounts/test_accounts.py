"""Accounts through the services: each act recorded, nothing half done, never without an admin."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress

from kpi_tracker.lib.records import replace
from reforms.models import AccountEvent, User
from reforms.services.accounts import (
    AccountActs,
    AccountDraft,
    LastAdmin,
    Taken,
    ask_for_new_password,
    carry_out,
    change_accounts,
    close,
    draft_of,
    invite,
    remove_second_factors,
    reopen,
)
from tests.builders import make_ministry, make_user
from tests.reforms.accounts.signing import make_person, use_app

pytestmark = pytest.mark.django_db
YAMADA = AccountDraft("yamada", "Yamada@example.go.jp", "山田", "花子", "viewer")


@pytest.fixture
def boss():
    return make_user(User.Role.ADMIN)


def acts_on(user):
    return [(event.get_act_display(), event.words, event.by) for event in AccountEvent.objects.filter(user=user)]


def test_who_is_invited_has_no_password_and_an_address_that_was_vouched_for(boss):
    (user,) = invite([YAMADA], by=boss)

    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert draft_of(user) == replace(YAMADA, email="yamada@example.go.jp")
    assert acts_on(user) == [("招待", "閲覧者", boss)]


def test_a_change_says_what_it_was_and_what_it_is(boss):
    ministry = make_ministry("総務省")
    (user,) = invite([YAMADA], by=boss)
    draft = replace(draft_of(user), role="staff", ministries=frozenset({ministry.pk}))

    change_accounts([(user, draft)], by=boss)

    assert acts_on(user)[0] == ("変更", "役割：閲覧者 → 担当者、府省庁：（なし） → 総務省", boss)
    assert draft_of(User.objects.get(pk=user.pk)) == draft


def test_a_change_that_changes_nothing_leaves_no_record(boss):
    (user,) = invite([YAMADA], by=boss)

    change_accounts([(user, draft_of(user))], by=boss)

    assert len(acts_on(user)) == 1


def test_closing_and_reopening_are_recorded_once(boss):
    user = make_person()
    for act in (close, close, reopen, reopen):
        act([user], by=boss)

    assert [act for act, _, _ in acts_on(user)] == ["再開", "閉鎖"]
    assert User.objects.get(pk=user.pk).is_active


def test_the_last_admin_is_neither_closed_nor_demoted(boss):
    with pytest.raises(LastAdmin):
        close([boss], by=boss)
    with pytest.raises(LastAdmin):
        change_accounts([(boss, replace(draft_of(boss), role="viewer"))], by=boss)

    assert draft_of(User.objects.get(pk=boss.pk)).role == "admin"
    assert acts_on(boss) == []


def test_the_only_superuser_is_the_last_admin():
    root = User.objects.create_superuser("root", "", "x")

    with pytest.raises(LastAdmin):
        change_accounts([(root, replace(draft_of(root), role="reviewer"))], by=root)


def test_a_demoted_superuser_is_one_no_more(boss):
    root = User.objects.create_superuser("root", "", "x")

    change_accounts([(root, replace(draft_of(root), role="viewer"))], by=boss)

    assert not User.objects.get(pk=root.pk).has_perm("importers.import_files")


def test_an_admin_hands_over_to_a_newcomer_in_one_go(boss):
    carry_out(AccountActs(invited=[replace(YAMADA, role="admin")], closed=[boss]), by=boss)

    assert not User.objects.get(pk=boss.pk).is_active


def test_where_one_act_cannot_be_done_none_is(boss):
    user = make_person("suzuki")

    with pytest.raises(LastAdmin):
        carry_out(AccountActs(invited=[YAMADA], closed=[user, boss]), by=boss)

    assert not User.objects.filter(username="yamada").exists()
    assert User.objects.get(pk=user.pk).is_active


def test_two_people_change_addresses_with_each_other(boss):
    first, second = make_person("sato"), make_person("suzuki")
    drafts = draft_of(first), draft_of(second)

    change_accounts(
        [
            (first, replace(drafts[0], email=second.email)),
            (second, replace(drafts[1], email=first.email)),
        ],
        by=boss,
    )

    assert User.objects.get(pk=first.pk).email == second.email


def test_an_address_is_one_persons_whatever_its_case(boss):
    make_person("yamada2", first_name="")
    User.objects.filter(username="yamada2").update(email="YAMADA@EXAMPLE.GO.JP")

    with pytest.raises(Taken):
        invite([YAMADA], by=boss)


def test_a_password_made_void_and_a_second_factor_taken_off_are_recorded(boss):
    user = make_person()
    use_app(user)

    ask_for_new_password([user], by=boss)
    remove_second_factors([user], by=boss)

    assert [act for act, _, _ in acts_on(user)] == ["二要素認証を解除", "パスワードの再設定を依頼"]
    assert not User.objects.get(pk=user.pk).has_usable_password()
    assert not user.authenticator_set.exists()
