"""A ministry's part of an item, from entering to confirmed and back."""

from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kpis.models import ProgressSnapshot
from reforms.models import ProgressSegment, ReasonCode, Submission
from reforms.parts import PartKey, parts_of
from reforms.services.changes import Change
from reforms.services.recording import update_rows
from reforms.services.rounds import NotPossible, close_round, open_for_entry, reopen_round
from reforms.services.submitting import (
    Incomplete,
    MissingEntry,
    Moved,
    NotAllowed,
    confirm,
    send_back,
    submit,
    withdraw,
)
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_round, make_user, publish
from tests.builders import open_for_entry as open_built
from tests.opened import confirm_all, hand_in, open_items, part_keys

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def opened_once(rows_of_module):
    return rows_of_module(lambda: open_items("窓口業務", "自治体クラウド"))


@pytest.fixture
def opened(opened_once):
    return deepcopy(opened_once)


@pytest.fixture
def ministry(opened):
    return opened.ministry


@pytest.fixture
def official(opened):
    return opened.official


@pytest.fixture
def reviewer(opened):
    return opened.reviewer


@pytest.fixture
def round(opened):
    return opened.round


def states():
    return list(Submission.objects.order_by("item__order").values_list("state", flat=True))


def test_parts_are_handed_in_returned_handed_in_again_and_confirmed(round, ministry, official, reviewer):
    first, second = hand_in(round, ministry, by=official)
    send_back(round, {first: 1, second: 1}, change=Change(reviewer, "時点を書いてください"))
    assert set(Submission.objects.values_list("state", "reason", "by")) == {
        ("returned", "時点を書いてください", reviewer.pk)
    }

    submit(round, [first], missing=(), change=Change(official))
    confirm(round, {first: 3}, change=Change(reviewer))

    assert states() == ["confirmed", "returned"]
    told = Submission.history.filter(item=first.item).order_by("history_id")
    assert list(told.values_list("state", "history_user", "history_change_reason")) == [
        ("submitted", official.pk, ""),
        ("returned", reviewer.pk, "時点を書いてください"),
        ("submitted", official.pk, ""),
        ("confirmed", reviewer.pk, ""),
    ]


def test_a_part_is_taken_back_until_it_is_confirmed(round, ministry, official, reviewer):
    keys = hand_in(round, ministry, by=official)
    withdraw(round, keys[:1], change=Change(official))
    assert states() == ["entering", "submitted"]

    confirm(round, {keys[1]: 1}, change=Change(reviewer))
    with pytest.raises(NotAllowed, match="自治体クラウド 総務省"):
        withdraw(round, keys[1:], change=Change(official))


def test_nothing_is_handed_in_while_something_is_missing(round, ministry, official):
    with pytest.raises(Incomplete) as refusal:
        submit(
            round,
            part_keys(round, ministry),
            missing=[MissingEntry("kpi-1", "実績値を入力してください")],
            change=Change(official),
        )

    assert [one.row for one in refusal.value.missing] == ["kpi-1"]
    assert states() == []


def test_a_return_needs_a_reason(round, ministry, official, reviewer):
    keys = hand_in(round, ministry, by=official)

    with pytest.raises(ValidationError, match="理由"):
        send_back(round, dict.fromkeys(keys, 1), change=Change(reviewer, " "))


def test_one_part_that_may_not_be_moved_holds_all_of_them(round, ministry, official, reviewer):
    first, second = part_keys(round, ministry)
    submit(round, [first], missing=(), change=Change(official))

    with pytest.raises(NotAllowed):
        confirm(round, {first: 1, second: 0}, change=Change(reviewer))

    assert states() == ["submitted"]


def test_who_saw_an_older_state_moves_nothing(round, ministry, official, reviewer):
    (first, _) = hand_in(round, ministry, by=official)
    send_back(round, {first: 1}, change=Change(reviewer, "時点"))
    submit(round, [first], missing=(), change=Change(official))

    with pytest.raises(Moved):
        confirm(round, {first: 1}, change=Change(reviewer))
    with pytest.raises(Moved):
        send_back(round, {first: 1}, change=Change(reviewer, "時点"))


ACTS = {
    "submit": lambda round, key, change: submit(round, [key], missing=(), change=change),
    "withdraw": lambda round, key, change: withdraw(round, [key], change=change),
    "send back": lambda round, key, change: send_back(round, {key: 0}, change=change),
    "confirm": lambda round, key, change: confirm(round, {key: 0}, change=change),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("role", ["viewer", "staff", "nobody"])
def test_a_part_is_not_of_those_who_do_not_answer_for_it(round, ministry, act, role):
    other = make_user("staff" if role == "staff" else "viewer", make_ministry("財務省"))

    with pytest.raises(NotAllowed):
        act(round, part_keys(round, ministry)[0], Change(None if role == "nobody" else other, "理由"))

    assert states() == []


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_part_that_nobody_answers_for_is_none(round, official, reviewer, act):
    elsewhere = make_ministry("財務省")
    official.ministries.add(elsewhere)

    for person in (official, reviewer):
        with pytest.raises(NotAllowed):
            act(round, PartKey(part_keys(round, elsewhere)[0].item, elsewhere.pk), Change(person, "理由"))
        with pytest.raises(NotAllowed):
            act(round, PartKey(10**9, 10**9), Change(person, "理由"))


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_moves_once_the_round_is_closed_though_the_person_still_sees_it_open(
    round, ministry, official, reviewer, act
):
    keys = hand_in(round, ministry, by=official)
    close_round(round, change=Change(reviewer))
    assert round.is_open

    for person in (official, reviewer):
        with pytest.raises(NotAllowed):
            act(round, keys[0], Change(person, "理由"))


@pytest.mark.parametrize("model", [ProgressSnapshot, ProgressSegment])
def test_nobody_confirms_what_they_entered_themselves(round, ministry, official, reviewer, model):
    words = "note_words" if model is ProgressSnapshot else "progress_words"
    first, second = hand_in(round, ministry, by=official)
    row = model.objects.order_by("pk").first()
    setattr(row, words, "自分で書いた語")
    update_rows([row], [words], change=Change(reviewer, "代わりに入力"))

    with pytest.raises(NotAllowed):
        confirm(round, {first: 1}, change=Change(reviewer))
    confirm(round, {second: 1}, change=Change(reviewer))

    assert parts_of(round)[first].writers == {official.pk, reviewer.pk}
    assert parts_of(round)[second].writers == {official.pk}


def test_who_set_a_grade_has_entered_nothing(round, ministry, official, reviewer):
    keys = hand_in(round, ministry, by=official)
    row = ProgressSnapshot.objects.first()
    update_rows([row], ["grade_words"], change=Change(reviewer, "遅れのため", code=ReasonCode.GRADE))

    confirm(round, dict.fromkeys(keys, 1), change=Change(reviewer))

    assert states() == ["confirmed", "confirmed"]


def test_a_round_is_opened_closed_opened_again_and_closed_for_good(reviewer):
    round = open_for_entry(make_round(), due_on=None, change=Change(reviewer))
    assert round.is_open
    with pytest.raises(NotPossible, match="既に"):
        open_for_entry(round, due_on=None, change=Change(reviewer))

    assert not close_round(round, change=Change(reviewer)).is_open
    with pytest.raises(NotPossible):
        close_round(round, change=Change(reviewer))
    with pytest.raises(ValidationError, match="理由"):
        reopen_round(round, change=Change(reviewer))

    assert reopen_round(round, change=Change(reviewer, "追加の報告があるため")).is_open
    with pytest.raises(NotPossible):
        reopen_round(round, change=Change(reviewer, "もう一度"))
    assert [one.history_change_reason for one in round.history.all()][:2] == ["追加の報告があるため", ""]


def test_a_published_round_stays_closed(ministry, official, reviewer):
    built = build_round(make_round(), [ItemSpec("窓口業務")])
    round = open_built(built, ministry)
    hand_in(round, ministry, by=official)
    confirm_all(round, ministry, by=reviewer)
    close_round(round, change=Change(reviewer))
    publish(built)

    with pytest.raises(NotPossible, match="正誤"):
        reopen_round(round, change=Change(reviewer, "追加の報告があるため"))


@pytest.mark.parametrize("role", ["viewer", "staff"])
def test_rounds_are_run_by_the_secretariat_alone(role):
    person, round = make_user(role), make_round()
    for act in (
        lambda: open_for_entry(round, due_on=timezone.localdate(), change=Change(person)),
        lambda: close_round(round, change=Change(person)),
        lambda: reopen_round(round, change=Change(person, "理由")),
    ):
        with pytest.raises(NotPossible, match="確認者と管理者だけ"):
            act()


@pytest.mark.once
def test_parts_take_the_same_number_of_queries_for_every_number_of_rows(ministry, official, queries_of):
    def round_of(items, year):
        specs = [ItemSpec(f"項目{n}", kpis=(KpiSpec(f"指標{n}"),)) for n in range(items)]
        return open_built(build_round(make_round(year), specs), ministry)

    few, many = round_of(2, 2017), round_of(12, 2018)

    assert queries_of(lambda: parts_of(few)) == queries_of(lambda: parts_of(many)) == 6
    assert queries_of(lambda: hand_in(few, ministry, by=official)) == queries_of(
        lambda: hand_in(many, ministry, by=official)
    )
