"""The next 調査回 has the frame of the edition before, and nothing entered."""

import datetime
from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kpis.models import KpiListing, ListingResponsibility, Measurement, ProgressSnapshot, Target
from kpis.services.correcting import correct_target
from kpis.services.next_round import open_next_round
from kpis.services.rereading import reread
from reforms.models import (
    Correction,
    Edition,
    ProcessProgress,
    ProgressSegment,
    ReasonCode,
    ReformItem,
    ReformProcess,
    ReportingRound,
    SegmentResponsibility,
    User,
)
from reforms.services.changes import Change
from reforms.services.frame import retire_rows
from reforms.services.rounds import NotPossible
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_programme, make_round, open_for_entry

pytestmark = pytest.mark.django_db

DUE = datetime.date(2018, 11, 30)


@pytest.fixture
def reviewer():
    return User.objects.create(username="kakunin", role=User.Role.REVIEWER)


def reported(*items, ministry="総務省", **values):
    """A round of 2017 for which a ministry has entered everything, closed."""
    answering = make_ministry(ministry, **values)
    built = build_round(make_round(), items or [ItemSpec("窓口業務", number="⑪")])
    round = open_for_entry(built, answering)
    round.closed_at = timezone.now()
    round.save()
    return built


@pytest.fixture(scope="module")
def reported_once(rows_of_module):
    return rows_of_module(reported)


@pytest.fixture
def built(reported_once):
    return deepcopy(reported_once)


def open_next(before, by, **values):
    given = {"name": "2018年の版", "published_on": datetime.date(2018, 12, 20), "due_on": DUE} | values
    return open_next_round(before, **given, change=Change(by, "次の調査回"))


def test_the_frame_goes_on_and_nothing_is_entered(built, reviewer):
    round = open_next(built.round, reviewer)

    (item,) = ReformItem.objects.filter(edition=round.edition)
    (process,) = ReformProcess.objects.filter(edition=round.edition)
    (cell,) = ProcessProgress.objects.filter(round=round)
    (segment,) = cell.segments.all()
    assert (round.fiscal_year, round.due_on, round.is_open) == (2018, DUE, True)
    assert (str(item), item.continuation, str(item.continues)) == ("⑪窓口業務", "confirmed", "⑪窓口業務")
    assert (process.continuation, process.continues.edition) == ("confirmed", built.round.edition)
    assert list(cell.processes.all()) == [process]
    assert (cell.progress_words, segment.progress_words, segment.outlook_words, segment.mark_words) == ("", "", "", "")
    assert (segment.label, [str(one) for one in segment.ministries.all()]) == ("【総務省】", ["総務省"])
    assert [str(one.ministry) for one in segment.responsibilities.all()] == ["総務省"]


def test_a_kpi_row_keeps_its_kpi_and_its_target_alone(built, reviewer):
    round = open_next(built.round, reviewer)

    before, (listing,) = built.listings["s1-k1"], KpiListing.objects.filter(edition=round.edition)
    (snapshot,) = ProgressSnapshot.objects.filter(round=round)
    (target,) = Target.objects.filter(round=round)
    assert (listing.kpi_id, listing.row_id, listing.version) == (before.kpi_id, "s1-k1", 1)
    assert (snapshot.target_words, snapshot.actual_words, snapshot.note_words) == ("2020年度までに416団体", "", "")
    assert (snapshot.grade_words, snapshot.grade) == ("", None)
    assert (target.listing, target.value, target.deadline_fy) == (listing, 416, 2020)
    assert not Measurement.objects.filter(round=round).exists()
    assert [str(one.ministry) for one in listing.responsibilities.all()] == ["総務省"]


def test_nothing_points_into_the_document_of_the_year_before(built, reviewer):
    round = open_next(built.round, reviewer)

    snapshot = ProgressSnapshot.objects.get(round=round)
    listing, process = snapshot.listing, ReformProcess.objects.get(edition=round.edition)
    places = (snapshot.target_place, snapshot.actual_place, snapshot.grade_place, snapshot.note_place)
    assert {*places, listing.place, process.place, Target.objects.get(round=round).place} == {None}
    assert not ReformItem.objects.get(edition=round.edition).item_places.exists()


def test_each_new_row_has_a_first_state_with_who_and_why(built, reviewer):
    round = open_next(built.round, reviewer)

    for model, rows in {
        ReformItem: {"edition": round.edition},
        KpiListing: {"edition": round.edition},
        ProgressSnapshot: {"round": round},
    }.items():
        (state,) = model.objects.get(**rows).history.all()
        assert (state.history_type, state.history_user, state.history_change_reason) == ("+", reviewer, "次の調査回")


def test_what_people_corrected_in_a_target_stays_when_it_is_read_again(built, reviewer):
    target = Target.objects.get(listing=built.listings["s1-k1"])
    built.round.closed_at = None
    built.round.save()
    change = Change(reviewer, "原文のとおり", code=ReasonCode.ERROR)
    correct_target(target, changes={"value": 400}, change=change)
    built.round.closed_at = timezone.now()
    built.round.save()

    round = open_next(built.round, reviewer)
    reread(list(ProgressSnapshot.objects.filter(round=round)), change=change)

    assert Target.objects.get(round=round).value == 400
    assert Correction.objects.get(round=round).after == "400"


def test_retired_rows_and_pages_without_an_item_are_dropped(reviewer):
    built = reported(
        ItemSpec("窓口業務", processes=("調査", "公表"), kpis=(KpiSpec("委託数"), KpiSpec("導入数"))),
        ItemSpec("広域化"),
    )
    edition = built.round.edition
    change = Change(reviewer, "終了")
    retire_rows([ReformItem.objects.get(edition=edition, row_id="i2")], round=built.round, change=change)
    retire_rows([ReformProcess.objects.get(edition=edition, row_id="s1-p2")], round=built.round, change=change)
    retire_rows([built.listings["s1-k2"]], round=built.round, change=change)

    round = open_next(built.round, reviewer)

    assert [str(row) for row in round.edition.items.all()] == ["窓口業務"]
    assert [row.row_id for row in round.edition.sheets.all()] == ["s1"]
    assert [row.words for row in round.edition.processes.all()] == ["調査"]
    assert [cell.row_id for cell in ProcessProgress.objects.filter(round=round)] == ["s1-p1"]
    assert [snapshot.listing.name for snapshot in round.snapshots.all()] == ["委託数"]


def test_a_kpi_row_stays_beneath_its_heading(reviewer):
    built = reported(ItemSpec("窓口業務", kpis=(KpiSpec("見出し", heading=True), KpiSpec("委託数"))))
    row = built.listings["s1-k2"]
    row.heading = built.listings["s1-k1"]
    row.save()

    round = open_next(built.round, reviewer)

    heading, row = KpiListing.objects.filter(edition=round.edition)
    assert (row.heading, heading.is_heading, heading.kpi) == (heading, True, None)
    assert ProgressSnapshot.objects.filter(round=round, listing=heading).exists()


def test_a_process_that_came_after_the_round_was_printed_gets_a_cell_of_its_own(built, reviewer):
    sheet = built.round.edition.sheets.get()
    ReformProcess.objects.create(edition=built.round.edition, sheet=sheet, row_id="s1-p2", order=2, words="公表")

    round = open_next(built.round, reviewer)

    cell = ProcessProgress.objects.get(round=round, row_id="s1-p2")
    assert [process.words for process in cell.processes.all()] == ["公表"]
    assert ProgressSegment.objects.get(process_progress=cell).label == ""


def test_a_ministry_that_ended_gives_way_to_its_successor(reviewer):
    built = reported(ministry="総務省")
    agency = make_ministry("デジタル庁")
    ended = SegmentResponsibility.objects.get().ministry
    ended.valid_to, ended.successor = datetime.date(2018, 8, 31), agency
    ended.save()

    round = open_next(built.round, reviewer)

    segment = ProgressSegment.objects.get(process_progress__round=round)
    listing = KpiListing.objects.get(edition=round.edition)
    assert [one.ministry for one in segment.responsibilities.all()] == [agency]
    assert [one.ministry for one in listing.responsibilities.all()] == [agency]
    assert list(segment.ministries.all()) == [agency]
    assert SegmentResponsibility.objects.filter(segment__process_progress__round=built.round).get().ministry == ended


def test_rows_of_a_ministry_without_a_successor_wait_for_somebody_to_answer(built, reviewer):
    ended = SegmentResponsibility.objects.get().ministry
    ended.valid_to = datetime.date(2018, 8, 31)
    ended.save()

    round = open_next(built.round, reviewer)

    assert not ListingResponsibility.objects.filter(listing__edition=round.edition).exists()


@pytest.mark.parametrize("role", [User.Role.STAFF, User.Role.VIEWER])
def test_only_the_secretariat_opens_a_round(built, role):
    with pytest.raises(NotPossible, match="確認者と管理者だけ"):
        open_next(built.round, User.objects.create(username="somebody", role=role))

    assert ReportingRound.objects.count() == 1


def test_a_round_that_is_entered_into_is_closed_first(built, reviewer):
    built.round.closed_at = None
    built.round.save()

    with pytest.raises(NotPossible, match="入力中"):
        open_next(built.round, reviewer)


def test_only_the_newest_round_goes_on(reviewer):
    programme = make_programme()
    make_round(2018, programme)
    older = make_round(2017, programme)

    with pytest.raises(NotPossible, match="より新しい調査回"):
        open_next(older, reviewer)


def test_what_fails_half_way_leaves_nothing_behind(built, reviewer):
    with pytest.raises(ValidationError):
        open_next(built.round, reviewer, name="長" * 300)

    assert Edition.objects.count() == 1


@pytest.mark.once
def test_opening_takes_the_same_number_of_queries_for_every_number_of_rows(reviewer, queries_of):
    few = reported(ItemSpec("窓口業務"))
    many = build_round(make_round(), [ItemSpec(f"項目{n}", kpis=(KpiSpec(f"指標{n}"),)) for n in range(12)])
    open_for_entry(many, make_ministry("財務省"))
    many.round.closed_at = timezone.now()
    many.round.save()

    assert queries_of(lambda: open_next(few.round, reviewer)) == queries_of(lambda: open_next(many.round, reviewer))
