"""The screens of 利用者: inviting, changing, closing, and what each shows."""

from __future__ import annotations

import smtplib

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from kpi_tracker.lib.records import replace
from reforms.models import User
from reforms.services.accounts import change_accounts, draft_of
from tests.builders import make_ministry
from tests.reforms.accounts.signing import make_person, sign_in

pytestmark = pytest.mark.django_db
NEW = {"name": "山田 花子", "username": "yamada", "email": "yamada@example.go.jp", "role": "viewer"}


@pytest.fixture
def admin(client):
    client.force_login(make_person("boss", role=User.Role.ADMIN, last_name="管理"))
    return client


def seen(user):
    """By what the page knows the account that it has shown."""
    return {"seen": draft_of(user).fingerprint}


def page_of(client, user):
    return client.get(reverse("reforms:person", args=(user.pk,))).content.decode()


def test_without_mail_the_link_is_shown_and_sets_the_password_once(admin, client):
    person = admin.post(reverse("reforms:invite_person"), NEW).url
    page = admin.get(person).content.decode()
    link = page.split("<code>")[1].split("</code>")[0]
    admin.logout()
    form = client.get(link).url
    client.post(form, {"password1": "kaki-no-ki-2027", "password2": "kaki-no-ki-2027"})

    sign_in(client, password="kaki-no-ki-2027")

    assert client.session["_auth_user_id"] == str(User.objects.get(username="yamada").pk)
    client.logout()
    assert "このリンクは使えません" in client.get(link, follow=True).content.decode()
    assert mail.outbox == []


def test_with_mail_the_link_goes_to_the_person(admin, settings):
    settings.HAS_MAIL = True

    admin.post(reverse("reforms:invite_person"), NEW)

    (message,) = mail.outbox
    assert message.to == ["yamada@example.go.jp"]
    assert "/accounts/password/reset/key/" in message.body
    assert "山田 花子 様" in message.body


def test_a_mail_server_that_is_gone_leaves_the_link(admin, settings, monkeypatch):
    settings.HAS_MAIL = True

    def gone(*_):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", gone)
    person = admin.post(reverse("reforms:invite_person"), NEW).url

    assert "メールは送っていません" in admin.get(person).content.decode()
    assert User.objects.filter(username="yamada").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "このフィールドは必須です"),
        ({"username": "BOSS"}, "この利用者名は使われています"),
        ({"email": "SATO@example.go.jp"}, "ほかの利用者が使っています"),
        ({"role": "staff"}, "府省庁を一つ以上"),
        ({"role": "king"}, "king"),
    ],
    ids=["no name", "name taken", "address taken", "no ministry", "no such role"],
)
def test_a_wrong_invitation_is_refused_beside_its_field(admin, wrong, sentence):
    make_person("sato")

    response = admin.post(reverse("reforms:invite_person"), NEW | wrong)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not User.objects.filter(last_name="山田").exists()


def rival():
    """Another admin, who gives the name and the address of "rival" away just before an account is written."""
    waiting = ["rival"]

    def write_first(execute, sql, params, many, context):
        if sql.startswith(('INSERT INTO "reforms_user"', 'UPDATE "reforms_user"')) and waiting:
            make_person(waiting.pop())
        return execute(sql, params, many, context)

    return connection.execute_wrapper(write_first)


@pytest.mark.parametrize("taken", [{"username": "rival"}, {"email": "rival@example.go.jp"}], ids=["name", "address"])
def test_who_is_invited_by_two_admins_at_once_is_invited_once(admin, taken):
    with rival():
        response = admin.post(reverse("reforms:invite_person"), NEW | taken)

    assert response.status_code == 422
    assert "ほかの管理者が登録しました" in response.content.decode()
    assert not User.objects.filter(last_name="山田").exists()


def test_an_address_that_was_given_to_another_meanwhile_is_told(admin):
    user = make_person("sato", last_name="佐藤")
    sent = {"name": "佐藤", "username": "sato", "email": "rival@example.go.jp", "role": "viewer"} | seen(user)

    with rival():
        admin.post(reverse("reforms:person", args=(user.pk,)), sent)

    assert "ほかの管理者が登録しました" in page_of(admin, user)
    assert User.objects.get(pk=user.pk).email == "sato@example.go.jp"


def test_a_change_is_done_and_told_with_who_did_it(admin):
    user, ministry = make_person("sato"), make_ministry("総務省")
    sent = {"name": "佐藤 次郎", "username": "sato", "email": "", "role": "staff", "ministries": [ministry.pk]}
    sent |= seen(user)

    admin.post(reverse("reforms:person", args=(user.pk,)), sent)

    page = page_of(admin, user)
    assert "役割：閲覧者 → 担当者" in page
    assert "管理</td>" in page


def test_who_saw_an_older_account_changes_nothing_and_is_told(admin):
    user = make_person("sato", last_name="佐藤")
    shown = seen(user)
    change_accounts([(user, replace(draft_of(user), role="reviewer"))], by=None)

    sent = {"name": "佐藤 次郎", "username": "sato", "email": user.email, "role": "viewer"} | shown
    admin.post(reverse("reforms:person", args=(user.pk,)), sent)

    assert "ほかの管理者が変更しました" in page_of(admin, user)
    assert draft_of(User.objects.get(pk=user.pk)).role == "reviewer"


@pytest.mark.parametrize("act", ["close_person", "renew_password"])
def test_an_act_ends_the_sessions_of_the_person(admin, act):
    user = make_person("sato")
    theirs = type(admin)()
    sign_in(theirs, "sato")

    admin.post(reverse(f"reforms:{act}", args=(user.pk,)))

    assert theirs.get(reverse("mfa_index")).status_code == 302


def test_the_last_admin_stays_and_is_told_why(admin):
    boss = User.objects.get(username="boss")

    admin.post(reverse("reforms:close_person", args=(boss.pk,)))

    assert "管理者が一人もいなくなる" in page_of(admin, boss)
    assert User.objects.get(pk=boss.pk).is_active


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("role=admin", {"boss", "root"}),
        ("role=viewer", {"sato", "gone"}),
        ("state=closed", {"gone"}),
        ("state=waiting", {"new"}),
        ("q=SATO", {"sato"}),
        ("role=king&state=?", {"boss", "root", "sato", "gone", "new"}),
    ],
)
def test_the_list_shows_who_is_asked_for(admin, asked, found):
    User.objects.create_superuser("root", "", "x")
    make_person("sato")
    make_person("gone", is_active=False)
    new = make_person("new", role=User.Role.REVIEWER)
    new.set_unusable_password()
    new.save()

    rows = admin.get(f"{reverse('reforms:people')}?{asked}").context["page"].rows

    assert {row.username for row in rows} == found


def test_the_list_is_narrowed_to_a_ministry(admin):
    ministry = make_ministry("総務省")
    make_person("sato", role=User.Role.STAFF).ministries.add(ministry)

    rows = admin.get(f"{reverse('reforms:people')}?ministry={ministry.pk}").context["page"].rows

    assert [row.ministries for row in rows] == [["総務省"]]


@pytest.mark.once
def test_the_list_takes_as_many_queries_for_many_people_as_for_few(admin, count_queries):
    for n in range(3):
        make_person(f"few{n}")
    few = count_queries(reverse("reforms:people"))
    for n in range(40):
        make_person(f"many{n}")

    assert count_queries(reverse("reforms:people")) == few
