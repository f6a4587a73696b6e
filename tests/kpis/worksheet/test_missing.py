"""What rows lack before a part can be handed in."""

from copy import deepcopy

import pytest

from kpi_tracker.lib.records import replace
from kpis.worksheet.entered import segments_of, snapshots_of
from kpis.worksheet.missing import lacking_segments, lacking_snapshots
from reforms.drafts import SegmentDraft
from reforms.people import person_of
from reforms.vocabulary import Vocabulary
from tests.builders import NOT_YET, ItemSpec
from tests.kpis.worksheet.entered import opened, send

pytestmark = pytest.mark.django_db
WORDS = Vocabulary()


def open_two_labels():
    """A cell in which 総務省 speaks under two labels, and a KPI row."""
    segments = (SegmentDraft("（総務省）", ("総務省",)), SegmentDraft("（各圏域）", ()))
    return opened([ItemSpec("項目", segments=segments, kpis=(replace(NOT_YET, name="指標"),))], with_last_year=False)


@pytest.fixture(scope="module")
def built(rows_of_module):
    return rows_of_module(open_two_labels)


@pytest.fixture
def sheet(client, built):
    sheet = deepcopy(built)
    client.force_login(sheet.staff)
    return sheet


def lacking(sheet):
    segments = list(segments_of(sheet.round, person_of(sheet.staff)))
    found = lacking_segments(segments, ["順調"], WORDS)
    return [found.get(segment.pk, "") for segment in segments]


def lacking_kpi(sheet, led=()):
    return list(lacking_snapshots(list(snapshots_of(sheet.round, person_of(sheet.staff))), led, WORDS).values())


def enter(client, sheet, number, **sent):
    segment = list(segments_of(sheet.round, person_of(sheet.staff)))[number]
    send(client, "enter_progress", segment.pk, version=segment.version, **sent)


def test_every_part_of_a_cell_says_something(client, sheet):
    assert ["「計画期間中の進捗」" in words for words in lacking(sheet)] == [True, True]

    enter(client, sheet, 0, progress="調査した。")
    assert ["「計画期間中の進捗」" in words for words in lacking(sheet)] == [False, True]


def test_one_mark_is_enough_for_what_one_ministry_enters_into_a_cell(client, sheet):
    enter(client, sheet, 0, progress="調査した。")
    enter(client, sheet, 1, progress="設定した。")
    assert ["印（順調）" in words for words in lacking(sheet)] == [False, True]

    enter(client, sheet, 0, mark="順調")
    assert lacking(sheet) == ["", ""]


def test_an_edition_without_marks_asks_for_none(client, sheet):
    enter(client, sheet, 0, progress="調査した。")
    enter(client, sheet, 1, progress="設定した。")
    segments = list(segments_of(sheet.round, person_of(sheet.staff)))
    assert lacking_segments(segments, [], WORDS) == {}


@pytest.mark.parametrize(
    ("sent", "is_whole"),
    [
        ({"actual": "320団体（2018年４月）"}, True),
        ({"actual": "把握していない"}, True),
        ({"note": "2018年度実績は2019年３月頃に公表。"}, True),
        ({"actual": "－", "note": "2018年度実績は2019年３月頃に公表。"}, True),
        ({}, False),
        ({"actual": " \n　"}, False),
        ({"actual": "―"}, False),
        ({"note": "引き続き把握に努める。"}, False),
    ],
    ids=["a value", "words", "when", "a dash and when", "nothing", "blanks", "a dash", "no date"],
)
def test_a_row_without_a_value_says_when_there_will_be_one(client, sheet, sent, is_whole):
    send(client, "enter_kpi", sheet.snapshot().pk, version=1, **sent)
    assert (lacking_kpi(sheet) == []) == is_whole


def test_a_row_that_is_entered_with_another_one_lacks_nothing(sheet):
    assert lacking_kpi(sheet)
    assert lacking_kpi(sheet, led={sheet.snapshot().pk}) == []
