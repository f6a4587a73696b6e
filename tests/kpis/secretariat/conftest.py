"""A round that a ministry enters into, and the people of the secretariat."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

import pytest

from reforms.drafts import SegmentDraft
from reforms.models import Ministry, User
from tests.builders import (
    ItemSpec,
    KpiSpec,
    build_round,
    make_ministry,
    make_round,
    make_user,
    open_for_entry,
)

SEGMENT = SegmentDraft("【総務省】", ("総務省",), "実施した。（順調）", "", "順調")


@dataclass(frozen=True)
class People:
    """A ministry, who enters for it, and who reads what it hands in."""

    ministry: Ministry
    official: User
    reviewer: User
    admin: User


def make_people() -> People:
    """One of each."""
    ministry = make_ministry("総務省")
    return People(
        ministry,
        official=make_user("staff", ministry, last_name="総務", first_name="太郎"),
        reviewer=make_user("reviewer", last_name="内閣", first_name="花子"),
        admin=make_user("admin"),
    )


@pytest.fixture(scope="module")
def people(rows_of_module):
    return rows_of_module(make_people)


@pytest.fixture
def ministry(people):
    return deepcopy(people.ministry)


@pytest.fixture
def official(people):
    return deepcopy(people.official)


@pytest.fixture
def reviewer(people):
    return deepcopy(people.reviewer)


@pytest.fixture
def admin(people):
    return deepcopy(people.admin)


def open_round(ministry, items, kpis=1):
    """A round of this many items that the ministry enters into."""
    specs = [
        ItemSpec(f"項目{n}", f"⑴{n}", segments=(SEGMENT,), kpis=tuple(KpiSpec(f"指標{n}-{m}") for m in range(kpis)))
        for n in range(items)
    ]
    return open_for_entry(build_round(make_round(2018), specs), ministry)
