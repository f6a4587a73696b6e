"""Keeping the frame: every change with its reason, none over somebody else's."""

import datetime
from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kpis.models import KpiListing, ProgressSnapshot, Target
from kpis.services.keeping_kpis import (
    KpiWords,
    SeenKpi,
    add_kpi,
    join_kpi,
    keep_kpi,
    kpi_as_kept,
    part_kpi,
    restore_kpi,
)
from reforms.models import Ministry, ProcessProgress, ReasonCode, ReformItem, ReformProcess, User
from reforms.services.changes import Change
from reforms.services.entries import MovedOn
from reforms.services.frame import retire_rows
from reforms.services.keeping import NotKept
from reforms.services.keeping_items import ItemWords, add_item, join_item, keep_item, split_item
from reforms.services.keeping_ministries import MinistryWords, add_ministry, end_ministry, keep_ministry
from reforms.services.keeping_processes import add_process, join_process, keep_process, split_process
from reforms.services.locks import Locked
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_round, open_for_entry, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return User.objects.create(username="kakunin", role=User.Role.REVIEWER)


@pytest.fixture
def change(reviewer):
    return Change(reviewer, "骨太方針の改定", code=ReasonCode.DEFINITION)


def build_two_items():
    soumu = make_ministry("総務省")
    items = [
        ItemSpec(
            "窓口業務", number="⑪", processes=("調査を実施", "結果を公表"), kpis=(KpiSpec("委託数"), KpiSpec("導入数"))
        ),
        ItemSpec("広域化"),
    ]
    made = build_round(make_round(), items)
    open_for_entry(made, soumu)
    return made


@pytest.fixture(scope="module")
def built_once(rows_of_module):
    return rows_of_module(build_two_items)


@pytest.fixture
def built(built_once):
    return deepcopy(built_once)


def item(row_id="i1"):
    return ReformItem.objects.get(row_id=row_id)


def process(row_id="s1-p1"):
    return ReformProcess.objects.get(row_id=row_id)


def test_an_item_is_reworded_with_its_ministries_and_the_reason_is_kept(built, change, reviewer):
    words = ItemWords("窓口業務の改革", "⑫", "地方行財政", ("総務省",), ("総務省",))

    kept = keep_item(item(), words, version=1, change=change)

    state = kept.history.latest()
    assert (str(kept), kept.important_issue, kept.version) == ("⑫窓口業務の改革", "地方行財政", 2)
    assert [(tie.ministry.name, tie.is_lead) for tie in kept.item_ministries.all()] == [("総務省", True)]
    assert (state.history_user, state.history_change_reason, state.reason_code) == (
        reviewer,
        "骨太方針の改定",
        ReasonCode.DEFINITION,
    )


def test_two_items_of_an_edition_never_bear_one_name(built, change):
    with pytest.raises(ValidationError, match="既にあります"):
        keep_item(item(), ItemWords("広域化"), version=1, change=change)


def test_a_new_item_comes_last_with_a_page_to_put_rows_on(built, change):
    new = add_item(built.round.edition, ItemWords("クラウド"), change=change)

    assert (new.order, new.row_id, new.sheets.get().order) == (3, "2017-i01", 3)


def test_a_split_item_takes_its_pages_along_and_goes_on_from_the_same_item(built, change):
    earlier = ReformItem.objects.create(edition=make_round(2016).edition, row_id="old", order=1, name="前の項目")
    ReformItem.objects.filter(pk=item().pk).update(continues=earlier, continuation="confirmed")
    own = add_process(item().sheets.get(), "新規", (), change=change).sheet

    new = split_item(item(), ItemWords("窓口の総合化"), [own], version=1, change=change)

    assert (new.continues, new.continuation) == (earlier, "confirmed")
    assert list(own.items.all()) == [new]
    assert not item().sheets.exists()


def test_a_page_of_two_items_does_not_go_with_one_of_them(built, change):
    page = item().sheets.get()
    page.items.add(item("i2"))

    with pytest.raises(NotKept, match="この項目だけの様式"):
        split_item(item(), ItemWords("窓口の総合化"), [page], version=1, change=change)


def test_a_joined_item_ends_and_its_pages_go_on_under_the_other(built, change):
    page = item("i2").sheets.get()

    join_item(item("i2"), into=item(), version=1, change=change)

    assert list(page.items.all()) == [item()]
    assert item("i2").retired_in == built.round


def test_a_process_is_reworded(built, change):
    assert keep_process(process(), "調査を二度実施", version=1, change=change).words == "調査を二度実施"


def test_a_new_process_has_a_part_to_enter_for_each_ministry(built, change):
    make_ministry("財務省")

    new = add_process(item().sheets.get(), "財政措置を検討", ("総務省", "財務省"), change=change)

    cell = ProcessProgress.objects.get(processes=new)
    assert (new.order, cell.round, cell.progress_words) == (3, built.round, "")
    assert [part.label for part in cell.segments.all()] == ["【総務省】", "【財務省】"]


def test_a_split_process_is_reported_on_under_the_same_labels(built, change):
    stays, new = split_process(process(), "調査の準備", "調査の実施", version=1, change=change)

    (part,) = ProcessProgress.objects.get(processes=new).segments.all()
    assert (stays.words, new.words) == ("調査の準備", "調査の実施")
    assert (part.label, part.progress_words, part.ministries.get().name) == ("【総務省】", "", "総務省")


def test_a_joined_process_goes_on_in_the_words_of_the_other(built, change):
    join_process(process("s1-p2"), into=process(), version=1, change=change)

    assert process().words == "調査を実施\n結果を公表"
    assert process("s1-p2").retired_in == built.round


def test_a_process_joins_only_one_of_its_page(built, change):
    with pytest.raises(NotKept, match="同じ様式"):
        join_process(process(), into=process("s2-p1"), version=1, change=change)


def test_a_target_that_is_reworded_is_read_anew(built, change):
    listing = built.listings["s1-k1"]
    words = KpiWords("委託数", "2020年度までに500団体", unit="団体")

    keep_kpi(listing, words, seen=SeenKpi(1, 1, 1), change=change)

    (target,) = Target.objects.filter(listing=listing)
    listing.kpi.refresh_from_db()
    assert (target.value, target.words, listing.kpi.unit) == (500, "500団体", "団体")
    assert ProgressSnapshot.objects.get(listing=listing).actual_words == "301団体（2017年４月速報値）"


def test_a_new_kpi_row_has_a_target_and_nothing_measured(built, change):
    new = add_kpi(item().sheets.get(), KpiWords("経費", "2020年度までに1割減"), change=change)

    snapshot = ProgressSnapshot.objects.get(listing=new)
    assert (snapshot.round, snapshot.target_words, snapshot.actual_words) == (built.round, "2020年度までに1割減", "")
    assert new.kpi.name == "経費"


def test_a_kpi_row_that_ended_comes_back_as_it_was(built, change):
    listing = built.listings["s1-k1"]
    retire_rows([listing], round=built.round, change=change)

    back = restore_kpi(listing, version=2, change=change)

    assert (back.retired_in, back.name, back.kpi) == (None, "委託数", listing.kpi)


def test_two_rows_are_said_to_measure_one_thing_and_parted_again(built, change):
    first, second = built.listings["s1-k1"], built.listings["s1-k2"]

    join_kpi(second, to=first, version=1, change=change)
    assert KpiListing.objects.get(pk=second.pk).kpi == first.kpi

    part_kpi(KpiListing.objects.get(pk=second.pk), version=2, change=change)
    assert KpiListing.objects.get(pk=second.pk).kpi != first.kpi


def test_a_row_that_stands_alone_is_not_parted(built, change):
    with pytest.raises(NotKept, match="この行だけ"):
        part_kpi(built.listings["s1-k1"], version=1, change=change)


WRITES = {
    "an item": lambda built, version, change: keep_item(item(), ItemWords("改名"), version=version, change=change),
    "a process": lambda built, version, change: keep_process(process(), "改名", version=version, change=change),
    "a KPI row": lambda built, version, change: keep_kpi(
        built.listings["s1-k1"], KpiWords("改名"), seen=SeenKpi(version, 1, 1), change=change
    ),
    "a definition": lambda built, version, change: keep_kpi(
        built.listings["s1-k1"], KpiWords("改名"), seen=SeenKpi(1, version, 1), change=change
    ),
    "a target": lambda built, version, change: keep_kpi(
        built.listings["s1-k1"], KpiWords("改名", "別の目標"), seen=SeenKpi(1, 1, version), change=change
    ),
    "a ministry": lambda built, version, change: keep_ministry(
        Ministry.objects.get(name="総務省"),
        MinistryWords("総", 1),
        version=version,
        change=change,
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_nobody_writes_over_a_row_that_moved_on(built, change, write):
    with pytest.raises(MovedOn):
        write(built, 9, change)

    assert not ReformItem.objects.filter(name="改名").exists()


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
@pytest.mark.parametrize("role", [User.Role.STAFF, User.Role.VIEWER])
def test_only_the_secretariat_keeps_the_frame(built, write, role):
    person = User.objects.create(username="tantou", role=role)

    with pytest.raises(NotKept, match="確認者と管理者だけ"):
        write(built, 1, Change(person, "理由", code=ReasonCode.ERROR))


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
@pytest.mark.parametrize(("reason", "code"), [("", ReasonCode.ERROR), ("理由", ReasonCode.ENTRY), ("理由", "")])
def test_every_change_says_why(built, reviewer, write, reason, code):
    with pytest.raises(ValidationError):
        write(built, 1, Change(reviewer, reason, code=code))


def test_a_published_edition_changes_only_as_errata(built, reviewer):
    publish(built)

    with pytest.raises(ValidationError, match="正誤"):
        keep_process(process(), "改訂", version=1, change=Change(reviewer, "改訂", code=ReasonCode.DEFINITION))
    keep_process(process(), "訂正", version=1, change=Change(reviewer, "誤植", code=ReasonCode.ERROR))

    assert process().words == "訂正"


def test_a_target_of_a_closed_round_stays(built, change):
    built.round.closed_at = timezone.now()
    built.round.save()
    words, seen = kpi_as_kept(built.listings["s1-k1"])

    with pytest.raises(Locked):
        keep_kpi(built.listings["s1-k1"], KpiWords(words.name, "別の目標"), seen=seen, change=change)


def test_a_ministry_comes_in_and_another_goes_on_in_it(built, change):
    agency = add_ministry("デジタル庁", MinistryWords("デジ庁", 90), change=change)
    office = make_ministry("IT室")

    ended = end_ministry(office, on=datetime.date(2021, 8, 31), successor=agency, version=1, change=change)

    assert (ended.valid_to, ended.successor) == (datetime.date(2021, 8, 31), agency)
    assert ended.history.latest().history_change_reason == "骨太方針の改定"


def test_a_name_that_means_a_ministry_already_is_refused(built, change):
    with pytest.raises(ValidationError, match="同じです"):
        add_ministry("総務省", MinistryWords("総", 1), change=change)


def test_a_ministry_is_not_followed_by_itself_or_by_one_that_ended(built, change):
    office = make_ministry("IT室")

    with pytest.raises(ValidationError, match="後継"):
        end_ministry(office, on=datetime.date(2021, 8, 31), successor=office, version=1, change=change)


def test_no_ministry_stands_above_itself(built, change):
    ministry = make_ministry("内閣官房")
    office = make_ministry("IT室", parent=ministry)

    with pytest.raises(ValidationError, match="下にある"):
        keep_ministry(ministry, MinistryWords("官房", 1, parent=office), version=1, change=change)
