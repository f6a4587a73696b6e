"""Readings are made from the words; a person's correction stays until the words change."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from kpis.models import Measurement, ProgressSnapshot, Target
from kpis.services.readings import NotCorrectable, correct_measurement, correct_target, reread
from reforms.models import User
from tests.builders import ItemSpec, build_round, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def official():
    return User.objects.create(username="official", last_name="山田", first_name="花子")


@pytest.fixture
def snapshot():
    build_round(make_round(), [ItemSpec("項目")])
    return ProgressSnapshot.objects.get()


def test_reading_again_gives_what_the_words_say(snapshot):
    Target.objects.all().delete()
    reread([snapshot])
    target, measurement = Target.objects.get(), Measurement.objects.get()
    assert (target.value, target.deadline_fy) == (416, 2020)
    assert (measurement.value, measurement.as_of, measurement.kind) == (301, "2017-04", "preliminary")


def test_a_correction_stays_when_the_words_are_read_again(snapshot, official):
    correct_measurement(Measurement.objects.get(), changes={"value": Decimal(310)}, reason="誤植", by=official)
    reread([snapshot])
    measurement = Measurement.objects.get()
    assert (measurement.value, measurement.corrected_by, measurement.correction_reason) == (310, "花子 山田", "誤植")


def test_a_correction_goes_when_its_words_are_gone(snapshot, official):
    correct_measurement(Measurement.objects.get(), changes={"value": Decimal(310)}, reason="誤植", by=official)
    snapshot.actual_words = "322団体（2018年４月）"
    snapshot.save()
    reread([snapshot])
    measurement = Measurement.objects.get()
    assert (measurement.value, measurement.corrected_by) == (322, "")


def test_a_correction_needs_a_reason(snapshot, official):
    with pytest.raises(ValidationError):
        correct_target(Target.objects.get(), changes={"value": Decimal(400)}, reason="", by=official)


def test_the_printed_words_are_never_corrected(snapshot, official):
    with pytest.raises(NotCorrectable):
        correct_target(Target.objects.get(), changes={"words": "400団体"}, reason="誤植", by=official)
