"""A round that a ministry enters into, with the year before it published, and the people of the secretariat."""

from __future__ import annotations

import pytest

from reforms.drafts import SegmentDraft
from tests.builders import (
    ItemSpec,
    KpiSpec,
    build_round,
    make_ministry,
    make_programme,
    make_round,
    make_user,
    open_for_entry,
    publish,
)

SEGMENT = SegmentDraft("【総務省】", ("総務省",), "実施した。（順調）", "", "順調")


@pytest.fixture
def ministry():
    return make_ministry("総務省")


@pytest.fixture
def reviewer():
    return make_user("reviewer", last_name="内閣", first_name="花子")


@pytest.fixture
def admin():
    return make_user("admin")


@pytest.fixture
def official(ministry):
    return make_user("staff", ministry, last_name="総務", first_name="太郎")


@pytest.fixture
def make_opened(ministry):
    """Rounds of one programme that the ministry enters into."""
    programme = make_programme()

    def make(items, fiscal_year=2018, kpis=1):
        specs = [
            ItemSpec(
                f"項目{n}",
                f"⑴{n}",
                segments=(SEGMENT,),
                kpis=tuple(KpiSpec(f"指標{n}-{m}") for m in range(kpis)),
            )
            for n in range(items)
        ]
        return open_for_entry(build_round(make_round(fiscal_year, programme), specs), ministry)

    return make


@pytest.fixture
def before(ministry):
    """The year before, published."""
    built = build_round(make_round(2017), [ItemSpec("項目", segments=(SEGMENT,))])
    publish(built)
    return built
