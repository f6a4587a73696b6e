"""The 区分 that the secretariat gives, and who answers for what."""

from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError

from kpis.models import ProgressSnapshot
from kpis.services.grading_entry import GradeEntry, set_grades
from kpis.services.responsibilities import set_listing_responsibilities
from kpis.services.reviewing import Ungraded, confirm_parts
from reforms.models import ProgressSegment, ReasonCode, Submission
from reforms.services.changes import Change
from reforms.services.entries import MovedOn, NotYours
from reforms.services.locks import Locked
from reforms.services.recording import update_rows
from reforms.services.responsibilities import set_segment_responsibilities
from reforms.services.rounds import NotPossible, close_round
from tests.builders import (
    NOT_YET,
    ItemSpec,
    build_round,
    make_ministry,
    make_round,
    make_user,
    open_for_entry,
)
from tests.opened import confirm_all, hand_in

pytestmark = pytest.mark.django_db


def open_ungraded(ministry):
    return open_for_entry(build_round(make_round(), [ItemSpec("窓口業務", kpis=(NOT_YET,))]), ministry)


@pytest.fixture(scope="module")
def opened(rows_of_module, people):
    return rows_of_module(lambda: open_ungraded(people.ministry))


@pytest.fixture
def round(opened):
    return deepcopy(opened)


def entry(code="A", **given):
    row = ProgressSnapshot.objects.get()
    return GradeEntry(**{"snapshot": row.pk, "version": row.version, "code": code, "computed": "A", **given})


def test_a_grade_is_set_once_the_part_is_handed_in(round, ministry, official, reviewer):
    with pytest.raises(NotYours):
        set_grades(round, [entry()], change=Change(reviewer))
    hand_in(round, ministry, by=official)

    set_grades(round, [entry()], change=Change(reviewer))

    row = ProgressSnapshot.objects.select_related("grade").get()
    assert (row.grade_words, row.grade.code) == ("A", "A")
    assert row.history.latest().reason_code == ReasonCode.GRADE


def test_a_grade_other_than_the_computed_one_needs_a_reason(round, ministry, official, reviewer):
    hand_in(round, ministry, by=official)
    for code, computed in (("B", "A"), ("A", None)):
        with pytest.raises(ValidationError, match="理由"):
            set_grades(round, [entry(code, computed=computed)], change=Change(reviewer))

    set_grades(round, [entry("B", reason="速報値のため")], change=Change(reviewer))

    assert ProgressSnapshot.history.latest().history_change_reason == "速報値のため"


@pytest.mark.parametrize("code", ["F", "<b>", "順調"])
def test_only_codes_of_the_editions_scale_are_taken(round, ministry, official, reviewer, code):
    hand_in(round, ministry, by=official)

    with pytest.raises(ValidationError, match="この版の区分にありません"):
        set_grades(round, [entry(code, reason="理由")], change=Change(reviewer))


def test_who_saw_an_older_row_sets_nothing(round, ministry, official, reviewer):
    hand_in(round, ministry, by=official)

    with pytest.raises(MovedOn):
        set_grades(round, [entry(version=0)], change=Change(reviewer))


def test_the_ministry_itself_and_who_wrote_the_row_set_no_grade(round, ministry, official):
    hand_in(round, ministry, by=official)
    writer = make_user("reviewer", ministry)

    for person in (official, writer, make_user("viewer")):
        with pytest.raises(NotYours):
            set_grades(round, [entry()], change=Change(person))


def test_after_closing_an_admin_alone_changes_a_grade_and_says_why(round, ministry, official, reviewer):
    hand_in(round, ministry, by=official)
    confirm_all(round, ministry, by=reviewer)
    close_round(round, change=Change(reviewer))
    admin = make_user("admin")

    with pytest.raises(Locked, match="管理者だけ"):
        set_grades(round, [entry()], change=Change(reviewer, "正誤", overrides=True))
    with pytest.raises(Locked, match="理由"):
        set_grades(round, [entry()], change=Change(admin, overrides=True))
    set_grades(round, [entry()], change=Change(admin, "転記の誤り", overrides=True))

    assert ProgressSnapshot.history.latest().overrides


def reword(words="350団体（2018年４月）"):
    """As an entry does; what it enters is tested elsewhere."""
    row = ProgressSnapshot.objects.get()
    row.actual_words = words
    update_rows([row], ["actual_words"], change=Change(None))


JUDGED = {
    "a grade": lambda: (entry("A"),),
    "a reason for none": lambda: (entry("", reason="統計が廃止されたため"),),
}


@pytest.mark.parametrize("judged", JUDGED.values(), ids=JUDGED)
def test_a_part_is_confirmed_once_each_row_has_a_grade_or_a_reason_for_none(
    round, ministry, official, reviewer, judged
):
    parts = dict.fromkeys(hand_in(round, ministry, by=official), 1)
    with pytest.raises(Ungraded, match="1件"):
        confirm_parts(round, parts, change=Change(reviewer))
    assert Submission.objects.get().state == "submitted"

    set_grades(round, judged(), change=Change(reviewer))

    assert [row.state for row in confirm_parts(round, parts, change=Change(reviewer))] == ["confirmed"]


@pytest.mark.parametrize("judged", JUDGED.values(), ids=JUDGED)
def test_a_grade_that_was_given_to_other_words_is_given_again(round, ministry, official, reviewer, judged):
    parts = dict.fromkeys(hand_in(round, ministry, by=official), 1)
    set_grades(round, judged(), change=Change(reviewer))
    reword()

    with pytest.raises(Ungraded):
        confirm_parts(round, parts, change=Change(reviewer))
    assert set_grades(round, judged(), change=Change(reviewer))
    confirm_parts(round, parts, change=Change(reviewer))


def test_a_grade_that_differs_after_other_words_needs_a_reason(round, ministry, official, reviewer):
    hand_in(round, ministry, by=official)
    set_grades(round, [entry("A")], change=Change(reviewer))
    reword()

    with pytest.raises(ValidationError, match="理由"):
        set_grades(round, [entry("A", computed="B")], change=Change(reviewer))


def test_what_was_judged_already_is_not_recorded_again(round, ministry, official, reviewer):
    hand_in(round, ministry, by=official)
    for judged in JUDGED.values():
        set_grades(round, judged(), change=Change(reviewer))

        assert set_grades(round, judged(), change=Change(reviewer)) == []


def test_an_edition_without_grades_asks_for_none(ministry, official, reviewer):
    spec = [ItemSpec("窓口業務", kpis=(NOT_YET,), segments=())]
    round = open_for_entry(build_round(make_round(grades=False), spec), ministry)
    parts = dict.fromkeys(hand_in(round, ministry, by=official), 1)

    assert confirm_parts(round, parts, change=Change(reviewer))


SETTING = {
    "segments": lambda round, ministry, change: set_segment_responsibilities(
        {row.pk: [ministry.pk] for row in ProgressSegment.objects.all()}, change=change
    ),
    "listings": lambda round, ministry, change: set_listing_responsibilities(
        {row.pk: [ministry.pk] for row in round.edition.listings.all()}, change=change
    ),
}


@pytest.mark.parametrize("set_rows", SETTING.values(), ids=SETTING)
def test_who_answers_for_rows_is_replaced_and_kept_in_the_history(round, reviewer, set_rows):
    other = make_ministry("財務省")

    set_rows(round, other, Change(reviewer, "組織の改編"))

    rows = [*round.edition.listings.all(), *ProgressSegment.objects.all()]
    answering = {tie.ministry_id for row in rows for tie in row.responsibilities.all()}
    assert other.pk in answering
    assert len(answering) == 2
    tie = next(tie for row in rows for tie in row.responsibilities.all() if tie.ministry_id == other.pk)
    assert tie.history.get().history_change_reason == "組織の改編"


@pytest.mark.parametrize("set_rows", SETTING.values(), ids=SETTING)
@pytest.mark.parametrize("role", ["viewer", "staff"])
def test_only_the_secretariat_says_who_answers(round, ministry, role, set_rows):
    with pytest.raises(NotPossible):
        set_rows(round, ministry, Change(make_user(role, ministry)))
