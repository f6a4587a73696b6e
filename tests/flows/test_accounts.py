"""How somebody comes in: an admin invites, the link sets a password, an app is set up, both are asked for."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.builders import make_ministry
from tests.flows.accessibility import assert_accessible
from tests.flows.browser import watched_page
from tests.reforms.accounts.signing import code_of, make_person

PASSWORD = "kaki-no-ki-2027"


@pytest.fixture
def page(browser, live_server):
    """A page of somebody who was told a link."""
    with watched_page(browser, live_server.url) as page:
        yield page


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.press("Enter")


def invite(page):
    """The link that the admin hands over."""
    page.goto(reverse("reforms:invite_person"))
    page.get_by_label("氏名").fill("山田　花子")
    page.get_by_label("利用者名").fill("yamada")
    page.get_by_label("役割").select_option(label="担当者")
    page.get_by_label("総務省").check()
    assert_accessible(page)
    press(page, "招待する")
    expect(page.get_by_role("heading", level=1)).to_have_text("山田 花子")
    assert_accessible(page)
    return page.locator("code").inner_text()


def set_password(page, link):
    page.goto(link)
    page.get_by_label("新しいパスワード", exact=True).fill(PASSWORD)
    page.get_by_label("新しいパスワード (再入力)").fill(PASSWORD)
    assert_accessible(page)
    press(page, "このパスワードにする")
    page.get_by_role("link", name="サインインする").click()


def sign_in(page):
    page.get_by_label("利用者名またはメールアドレス").fill("yamada")
    page.get_by_label("パスワード").fill(PASSWORD)
    assert_accessible(page)
    press(page, "サインイン")


def set_up_app(page):
    """The secret that the app keeps."""
    page.goto(reverse("mfa_index"))
    assert_accessible(page)
    page.get_by_role("link", name="認証アプリを設定する").click()
    page.get_by_label("パスワード").fill(PASSWORD)
    press(page, "確かめる")
    secret = page.locator("main code").inner_text()
    page.get_by_label("コード").fill(code_of(secret))
    assert_accessible(page)
    press(page, "使い始める")
    expect(page.get_by_role("heading", level=1)).to_have_text("リカバリーコード")
    assert_accessible(page)
    return secret


def test_from_the_invitation_to_the_second_step(admin_page, page):
    make_ministry("総務省")
    link = invite(admin_page)
    set_password(page, link)
    sign_in(page)
    set_up_app(page)
    press(page, "サインアウト")
    page.get_by_role("link", name="サインイン", exact=True).click()
    sign_in(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("二要素認証")
    assert_accessible(page)


def test_a_passkey_signs_in_without_a_password(page, transactional_db):
    user = make_person()
    user.set_password(PASSWORD)
    user.save()
    give_passkeys(page)
    add_passkey(page)
    press(page, "サインアウト")
    page.goto(reverse("account_login"))
    press(page, "パスキーでサインイン")

    expect(page.get_by_role("button", name="サインアウト")).to_be_visible()


def give_passkeys(page):
    """A telephone's own authenticator that always says yes."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    asked = {**kind, "isUserVerified": True, "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": asked})


def add_passkey(page):
    page.goto(reverse("mfa_add_webauthn"))
    sign_in(page)
    page.get_by_label("パスワード").fill(PASSWORD)
    press(page, "確かめる")
    expect(page.get_by_role("heading", level=1)).to_have_text("パスキーの追加")
    assert_accessible(page)
    press(page, "追加する")
    expect(page.get_by_role("heading", level=1)).to_have_text("リカバリーコード")
