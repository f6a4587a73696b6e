"""The ministries' own sign-in lets in who was invited, by an address that it has verified, and nobody else."""

from __future__ import annotations

import pytest
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.urls import reverse

from kpi_tracker.environment import read_trusted_sign_in
from reforms.models import User
from tests.reforms.accounts.signing import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trusted(settings, monkeypatch):
    for name, value in (("ISSUER", "https://id.example.go.jp"), ("CLIENT_ID", "tracker"), ("CLIENT_SECRET", "s")):
        monkeypatch.setenv(f"OIDC_{name}", value)
    apps = read_trusted_sign_in().apps
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps, "OAUTH_PKCE_ENABLED": True}}


@pytest.fixture
def come_back(rf, client):
    """Comes back from the ministries' own sign-in with what it says of the person; who is signed in then."""

    def complete(**told):
        request = rf.get("/accounts/oidc/ministry/login/callback/")
        request.session, request.user = client.session, AnonymousUser()
        request._messages = FallbackStorage(request)
        request.allauth = None
        with context.request_context(request):
            provider = get_adapter().get_provider(request, "ministry")
            login = provider.sociallogin_from_response(request, {"userinfo": {"sub": "42", **told}})
            complete_social_login(request, login)
        return request.user

    return complete


def test_who_was_invited_comes_in_by_their_verified_address(come_back):
    user = make_person()

    assert come_back(email="yamada@example.go.jp", email_verified=True) == user
    assert User.objects.get(pk=user.pk).has_usable_password()


@pytest.mark.parametrize(
    "told",
    [
        {"email": "yamada@example.go.jp", "email_verified": False},
        {"email": "yamada@example.go.jp"},
        {"email": "nobody@example.go.jp", "email_verified": True},
        {},
    ],
    ids=["not verified", "not said", "not invited", "no address"],
)
def test_nobody_else_comes_in_and_no_account_is_made(come_back, told):
    make_person()

    assert come_back(**told).is_anonymous
    assert User.objects.count() == 1


def test_a_closed_account_stays_closed(come_back):
    make_person(is_active=False)

    assert come_back(email="yamada@example.go.jp", email_verified=True).is_anonymous


def test_its_button_stands_on_the_page_only_where_it_is_set(client, settings):
    offered = client.get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    not_offered = client.get(reverse("account_login")).content.decode()

    assert "府省共通の認証でサインイン" in offered
    assert "府省共通の認証" not in not_offered
