"""A publication freezes what the public sees."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from kpis.frozen import FrozenKpi
from kpis.models import ProgressSnapshot, PublishedKpi, Target
from reforms.frozen import FrozenProgress
from reforms.models import Publication, PublishedItem, PublishedProgress
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_round, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def built():
    make_ministry("総務省")
    return build_round(
        make_round(), [ItemSpec("項目甲", "①", "重要課題", kpis=(KpiSpec(), KpiSpec("別のKPI", grade="")))]
    )


def test_the_first_publication_bears_the_documents_own_date(built):
    publication = publish(built)
    assert (publication.kind, publication.number) == (Publication.Kind.PUBLISHED, 1)
    assert publication.published_on == datetime.date(2017, 12, 21)


def test_what_is_frozen_does_not_move_with_the_database(built):
    publish(built)
    ProgressSnapshot.objects.update(actual_words="書き換え")
    Target.objects.update(value=1)
    row = FrozenKpi.from_json(PublishedKpi.objects.first().content)
    assert row.actual_words == "301団体（2017年４月速報値）"
    assert row.targets[0].value == 416


def test_frozen_rows_come_back_as_they_went_in(built):
    publish(built)
    for row in PublishedKpi.objects.all():
        assert FrozenKpi.from_json(row.content).as_json() == row.content
    for row in PublishedProgress.objects.all():
        frozen = FrozenProgress.from_json(row.content)
        assert FrozenProgress.from_json(frozen.as_json()) == frozen


def test_a_row_is_tied_to_its_item_its_grade_and_its_ministries(built):
    publish(built)
    item = PublishedItem.objects.get()
    assert [row.grade.code if row.grade else None for row in item.kpis.all()] == ["B", None]
    assert [ministry.name for ministry in item.progress.get().ministries.all()] == ["総務省"]


def test_an_erratum_is_a_further_publication_and_the_first_stays(built):
    first = publish(built)
    ProgressSnapshot.objects.filter(grade_words="B").update(actual_words="302団体（2017年４月速報値）")
    second = publish(built, reason="実績値の誤り")
    first.refresh_from_db()
    assert (first.is_current, second.is_current, second.kind, second.number) == (False, True, "errata", 2)
    words = [FrozenKpi.from_json(row.content).actual_words for row in PublishedKpi.objects.filter(order=1)]
    assert words == ["301団体（2017年４月速報値）", "302団体（2017年４月速報値）"]


def test_an_erratum_without_a_reason_is_refused_and_nothing_changes(built):
    first = publish(built)
    with pytest.raises(ValidationError):
        publish(built)
    first.refresh_from_db()
    assert first.is_current
    assert Publication.objects.count() == 1
