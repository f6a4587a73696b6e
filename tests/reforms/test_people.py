"""Roles, and the ministries that a person writes for."""

import pytest
from django.contrib.auth.models import AnonymousUser

from reforms.models import User
from reforms.people import person_of
from reforms.rights import ADMIN, CONFIRMED, ENTERING, PERMISSIONS, RETURNED, SUBMITTED, Part, Person, Rights, rights_on
from tests.builders import make_ministry

STAFF, OTHER = Person(1, "staff", frozenset({7})), Person(2, "staff", frozenset({8}))
REVIEWER, BOSS, VIEWER = Person(3, "reviewer"), Person(4, "admin"), Person(5, "viewer", frozenset({7}))


@pytest.mark.django_db
def test_a_right_on_a_parent_office_covers_its_offices():
    parent = make_ministry("内閣官房")
    office = make_ministry("IT室", parent)
    team = make_ministry("番号室", office)
    user = User.objects.create(username="official", role=User.Role.STAFF)
    user.ministries.add(parent)

    assert person_of(user).ministries == {parent.pk, office.pk, team.pk}


@pytest.mark.django_db
@pytest.mark.parametrize("role", User.Role.values)
def test_each_role_has_the_permissions_of_the_one_table(role):
    user = User.objects.create(username="person", role=role)

    granted = {one for perms in PERMISSIONS.values() for one in perms if user.has_perm(one)}

    assert granted == PERMISSIONS[role]


@pytest.mark.django_db
def test_a_closed_account_may_nothing():
    user = User.objects.create(username="gone", role=User.Role.ADMIN, is_active=False)

    assert not user.has_perm("importers.import_files")
    assert person_of(user) == person_of(AnonymousUser())


EDITS, REVIEWS = Rights(may_edit=True, may_submit=True), Rights(may_return=True, may_confirm=True, may_grade=True)


@pytest.mark.parametrize(
    ("person", "state", "expected"),
    [
        (STAFF, ENTERING, EDITS),
        (STAFF, RETURNED, EDITS),
        (STAFF, SUBMITTED, Rights(may_withdraw=True)),
        (STAFF, CONFIRMED, Rights()),
        (OTHER, ENTERING, Rights()),
        (VIEWER, ENTERING, Rights()),
        (REVIEWER, ENTERING, Rights()),
        (REVIEWER, SUBMITTED, REVIEWS),
        (REVIEWER, CONFIRMED, Rights(may_return=True)),
        (BOSS, SUBMITTED, REVIEWS),
    ],
)
def test_rights_by_role_and_state(person, state, expected):
    assert rights_on(person, Part(7, state, round_is_open=True)) == expected


def test_nobody_reviews_what_they_wrote_themselves():
    assert rights_on(REVIEWER, Part(7, SUBMITTED, round_is_open=True, writers={REVIEWER.key})) == Rights()


@pytest.mark.parametrize("person", [STAFF, REVIEWER, BOSS], ids=["staff", "reviewer", "admin"])
@pytest.mark.parametrize("state", [ENTERING, SUBMITTED, RETURNED, CONFIRMED])
def test_a_closed_round_is_only_published(person, state):
    rights = rights_on(person, Part(7, state, round_is_open=False, round_is_closed=True))

    assert rights == Rights(may_publish=person.sees_everything)


def test_the_roles_are_those_of_the_accounts():
    assert set(PERMISSIONS) == set(User.Role.values)
    assert ADMIN == User.Role.ADMIN
