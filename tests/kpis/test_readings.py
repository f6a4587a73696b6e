"""Readings are made from the words; a person's correction stays until the words of its cell change."""

from copy import deepcopy
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.frozen import FrozenKpi
from kpis.models import Measurement, ProgressSnapshot, PublishedKpi, Target
from kpis.services.correcting import NotCorrectable, correct_measurement, correct_target
from kpis.services.rereading import reread
from reforms.models import Correction, SourceIssue, User
from reforms.services.recording import Change
from tests.builders import BY_NOBODY, ItemSpec, KpiSpec, build_round, make_round, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def official():
    return User.objects.create(username="official", last_name="山田", first_name="花子")


def build_one_item():
    return build_round(make_round(), [ItemSpec("項目")])


@pytest.fixture(scope="module")
def built_once(rows_of_module):
    return rows_of_module(build_one_item)


@pytest.fixture
def built(built_once):
    return deepcopy(built_once)


@pytest.fixture
def snapshot(built):
    return ProgressSnapshot.objects.get()


def print_actual(snapshot, words):
    snapshot.actual_words = words
    snapshot.save()
    reread([snapshot], change=BY_NOBODY)


def figures():
    return [(row.component, row.value, row.correction is not None) for row in Measurement.objects.order_by("order")]


def test_reading_again_gives_what_the_words_say(snapshot):
    Target.objects.all().delete()
    reread([snapshot], change=BY_NOBODY)
    target, measurement = Target.objects.get(), Measurement.objects.get()
    assert (target.value, target.deadline_fy) == (416, 2020)
    assert (measurement.value, measurement.as_of, measurement.kind) == (301, "2017-04", "preliminary")


def test_a_correction_stays_when_the_words_are_read_again(snapshot, official):
    correct_measurement(Measurement.objects.get(), changes={"value": Decimal(310)}, change=Change(official, "誤植"))
    reread([snapshot], change=BY_NOBODY)
    measurement = Measurement.objects.get()
    assert (measurement.value, measurement.correction.by, measurement.correction.reason) == (310, "山田 花子", "誤植")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("322団体（2018年４月）", 322),
        ("301団体（2018年４月確報値）", 301),
        ("2,301団体（2017年４月速報値）", 2301),
    ],
)
def test_a_correction_goes_when_the_words_of_its_cell_change(snapshot, official, words, value):
    correct_measurement(Measurement.objects.get(), changes={"value": Decimal(310)}, change=Change(official, "誤植"))
    print_actual(snapshot, words)
    assert figures() == [("", value, False)]
    assert Correction.objects.get().ended_on


def test_a_corrected_target_goes_when_its_deadline_is_printed_anew(snapshot, official):
    correct_target(Target.objects.get(), changes={"value": Decimal(420)}, change=Change(official, "誤植"))
    snapshot.target_words = "2025年度までに416団体"
    snapshot.save()
    reread([snapshot], change=BY_NOBODY)
    target = Target.objects.get()
    assert (target.value, target.deadline_fy, target.correction) == (416, 2025, None)


def test_a_correction_goes_when_the_cell_is_printed_empty(snapshot, official):
    correct_measurement(Measurement.objects.get(), changes={"value": Decimal(310)}, change=Change(official, "誤植"))
    print_actual(snapshot, "")
    assert figures() == []


def test_a_component_printed_before_a_corrected_one_leaves_both_as_printed(snapshot, official):
    print_actual(snapshot, "下水道：35.5%")
    correct_measurement(Measurement.objects.get(), changes={"value": Decimal(36)}, change=Change(official, "誤植"))
    print_actual(snapshot, "上水道：20.5% 下水道：35.5%")
    assert figures() == [("上水道", Decimal("20.5"), False), ("下水道", Decimal("35.5"), False)]


def test_a_correction_leaves_its_neighbours_as_they_are(snapshot, official):
    print_actual(snapshot, "上水道：20.5% 下水道：35.5%")
    correct_measurement(
        Measurement.objects.get(component="下水道"), changes={"value": Decimal(36)}, change=Change(official, "誤植")
    )
    Measurement.objects.filter(component="上水道").delete()
    reread([snapshot], change=BY_NOBODY)
    assert figures() == [("上水道", Decimal("20.5"), False), ("下水道", 36, True)]
    assert list(Measurement.objects.values_list("order", flat=True)) == [1, 2]


def test_a_corrected_reading_displaces_what_overlaps_it(snapshot, official):
    corrected = Measurement.objects.get()
    Measurement.objects.update(span_from=0, span_to=3)
    correct_measurement(corrected, changes={"value": Decimal(310)}, change=Change(official, "誤植"))
    reread([snapshot], change=BY_NOBODY)
    assert figures() == [("", 310, True)]


def test_the_fiscal_year_follows_a_corrected_date(snapshot, official):
    Measurement.objects.update(fiscal_year=2017)
    measurement = correct_measurement(
        Measurement.objects.get(), changes={"as_of": "2019-03"}, change=Change(official, "誤植")
    )
    assert (measurement.as_of, measurement.fiscal_year) == ("2019-03", 2018)


@pytest.mark.parametrize("as_of", ["2017-13", "2017-02-31", "FY2017-04", "２０１７"])
def test_a_date_that_no_calendar_has_is_refused(snapshot, official, as_of):
    with pytest.raises(ValidationError):
        correct_measurement(Measurement.objects.get(), changes={"as_of": as_of}, change=Change(official, "誤植"))


@pytest.mark.parametrize("as_of", ["2017-13", "2017-00", "FY2017-04", "２０１７", "2017-04-32"])
def test_the_database_keeps_no_date_that_is_none(snapshot, as_of):
    with pytest.raises(IntegrityError):
        Measurement.objects.update(as_of=as_of)


def test_each_correction_is_kept_with_what_stood_before(snapshot, official):
    for value in (310, 312):
        correct_measurement(
            Measurement.objects.get(), changes={"value": Decimal(value)}, change=Change(official, "誤植")
        )
    kept = Correction.objects.order_by("pk").values_list("heading", "before", "after")
    assert list(kept) == [("実績値の読取り.1.値", "301", "310"), ("実績値の読取り.1.値", "310", "312")]


def test_a_publication_shows_who_corrected_what(built, snapshot, official):
    correct_target(Target.objects.get(), changes={"kind": "percent"}, change=Change(official, "単位の誤り"))
    publish(built)
    (shown,) = FrozenKpi.from_json(PublishedKpi.objects.get().content).corrections
    assert (shown.field, shown.before, shown.after) == ("目標値の読取り.1.種類", "数値", "割合")
    assert (shown.by, shown.reason, shown.is_confirmation) == ("山田 花子", "単位の誤り", False)


def test_a_correction_that_ended_is_published_no_more(built, snapshot, official):
    correct_measurement(Measurement.objects.get(), changes={"value": Decimal(310)}, change=Change(official, "誤植"))
    print_actual(snapshot, "322団体（2018年４月）")
    publish(built)
    assert FrozenKpi.from_json(PublishedKpi.objects.get().content).corrections == ()


def test_a_value_given_as_it_stands_confirms_it(built, official):
    correct_measurement(Measurement.objects.get(), changes={"value": Decimal(301)}, change=Change(official, "確認"))
    publish(built)
    (shown,) = FrozenKpi.from_json(PublishedKpi.objects.get().content).corrections
    assert shown.is_confirmation


def test_a_correction_needs_a_reason(snapshot, official):
    with pytest.raises(ValidationError):
        correct_target(Target.objects.get(), changes={"value": Decimal(400)}, change=Change(official, ""))
    assert Target.objects.get().value == 416


def test_the_printed_words_are_never_corrected(snapshot, official):
    with pytest.raises(NotCorrectable):
        correct_target(Target.objects.get(), changes={"words": "400団体"}, change=Change(official, "誤植"))


def test_a_reading_of_an_empty_cell_is_not_correctable(snapshot, official):
    ProgressSnapshot.objects.update(actual_words="")
    with pytest.raises(NotCorrectable, match="記載がない"):
        correct_measurement(Measurement.objects.get(), changes={"value": Decimal(310)}, change=Change(official, "誤植"))


def test_a_heading_has_no_readings_whatever_its_words():
    build_round(make_round(), [ItemSpec("項目", kpis=(KpiSpec("見出し", heading=True, targets=(), actuals=()),))])
    reread(list(ProgressSnapshot.objects.all()), change=BY_NOBODY)
    assert not Target.objects.exists()
    assert not Measurement.objects.exists()


IMPOSSIBLE = {
    "more digits than the column": ActualReading(Decimal("1E+25"), "円", raw="10^25円"),
    "no such day": ActualReading(Decimal(1), "円", as_of="2017-02-30", raw="1円（2017年2月30日）"),
}


@pytest.mark.parametrize("reading", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_reading_that_cannot_be_held_is_left_out_and_told(reading):
    possible = ActualReading(Decimal(2), "団体", component="あ" * 900, raw="2団体")
    build_round(make_round(), [ItemSpec("項目", kpis=(KpiSpec(actuals=(reading, possible)),))])
    kept = Measurement.objects.get()
    assert (kept.order, kept.value, len(kept.component)) == (1, 2, 900)
    issue = SourceIssue.objects.get()
    assert (issue.severity, issue.field, issue.row_id, issue.words) == ("error", "actual_raw", "s1-k1", reading.raw)


def test_a_range_that_runs_backwards_is_left_out_and_told():
    target = TargetReading("numeric", Decimal(9), "件", value_max=Decimal(3), raw="9～3件")
    build_round(make_round(), [ItemSpec("項目", kpis=(KpiSpec(targets=(target,)),))])
    assert not Target.objects.exists()
    assert "上限は値以上" in SourceIssue.objects.get().message


def test_a_row_with_a_cell_a_year_is_left_as_its_reader_read_it(snapshot):
    Measurement.objects.update(place=snapshot.target_place, value=7)
    reread([snapshot], change=BY_NOBODY)
    assert Measurement.objects.get().value == 7


@pytest.mark.once
def test_the_number_of_queries_does_not_grow_with_the_snapshots(queries_of):
    build_round(make_round(2016), [ItemSpec(f"項目{n}") for n in range(10)])
    build_round(make_round(2017), [ItemSpec(f"項目{n}") for n in range(100)])
    few = list(ProgressSnapshot.objects.filter(round__fiscal_year=2016))
    many = list(ProgressSnapshot.objects.filter(round__fiscal_year=2017))
    # 90 more snapshots: SQLite writes them in a few batches, as it takes at most 999 values a statement.
    assert queries_of(lambda: reread(many, change=BY_NOBODY)) - queries_of(lambda: reread(few, change=BY_NOBODY)) < 9
