"""Two publications beside each other: processes, items, sections, pages."""

import pytest

from kpis.comparison.compare import compare
from kpis.comparison.kinds import GROUPS, ChangeKind
from kpis.comparison.narrowing import of_kind, of_ministry, pages_of, under_item
from kpis.comparison.process_rows import paired_cells
from kpis.comparison.records import Side
from tests.kpis.comparison.rows import OTHER_A, A, B, cell, item, kpi


def kinds(before, after):
    return [
        (sorted(change.kind.value for change in pair.changes), pair.is_proposed) for pair in paired_cells(before, after)
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([cell((1, "調査"))], [cell((1, "調　査"))], [([], False)], id="goes on"),
        pytest.param([cell((1, "調査"))], [cell((1, "実施"))], [(["process-reworded"], False)], id="reworded"),
        pytest.param([cell((1, "調査"))], [cell((1, "実施", "?"))], [(["process-reworded"], True)], id="proposed"),
        pytest.param([], [cell((1, "調査", "?"))], [(["process-added"], False)], id="added"),
        pytest.param([cell((1, "調査"))], [], [(["process-dropped"], False)], id="dropped"),
        pytest.param(
            [cell((1, "調査"), (2, "公表"))],
            [cell((1, "調査"), (3, "実施"))],
            [(["process-added", "process-dropped"], False)],
            id="one of two processes of a cell",
        ),
        pytest.param(
            [cell((1, "調査"), (2, "公表"))],
            [cell((1, "調査")), cell((1, "調査"))],
            [(["process-dropped"], False), ([], False)],
            id="what is dropped is told once",
        ),
        pytest.param(
            [cell((1, "調査"), marks=(A,))], [cell((1, "調査"), marks=(B,))], [(["mark-changed"], False)], id="mark"
        ),
        pytest.param(
            [cell((1, "調査"), marks=(B,))], [cell((1, "調査"), marks=(OTHER_A,))], [([], False)], id="scales"
        ),
        pytest.param([cell((1, "調査"))], [cell((1, "調査"), marks=(A,))], [([], False)], id="no marks before"),
    ],
)
def test_what_became_of_a_process(before, after, expected):
    assert kinds(before, after) == expected


def names(comparison):
    return ["・".join(one.name for one in section.new_items or section.old_items) for section in comparison.sections]


def test_sections_stand_in_the_order_of_the_new_publication_dropped_items_last():
    old = Side(items=(item(3, "丙"), item(1, "甲"), item(2, "乙")), kpis=(kpi(1, (3,)), kpi(2, (1,))))
    new = Side(items=(item(2, "乙"), item(1, "甲"), item(4, "丁")), kpis=(kpi(2, (1,)),))
    found = compare(old, new, replaced={})
    assert names(found) == ["乙", "甲", "丁", "丙"]
    assert dict(found.counts) == {ChangeKind.KPI_DROPPED: 1, ChangeKind.ITEM_ADDED: 1, ChangeKind.ITEM_DROPPED: 1}


def test_items_that_share_a_page_make_one_section():
    side = Side(items=(item(1, "甲"), item(2, "乙")), kpis=(kpi(1, (1, 2)), kpi(2, (1,))))
    found = compare(side, side, replaced={})
    assert names(found) == ["甲", "甲・乙"]
    assert not found.counts


def test_what_was_dropped_stands_under_the_item_it_stood_under():
    old = Side(items=(item(1), item(2)), cells=(cell((1, "調査"), items=(1, 2)),), kpis=(kpi(1, (1,)),))
    new = Side(items=(item(1), item(2)), kpis=(kpi(2, (2,)), kpi(3, (1,))))
    found = compare(old, new, replaced={})
    shown = [
        ([sorted(one.items) for one in section.cells], [one.items for one in section.kpis])
        for section in found.sections
    ]
    assert shown == [([[1, 2]], [(1,), (1,)]), ([], [(2,)])]


def test_a_kpi_that_is_printed_twice_counts_once():
    old = Side(items=(item(1), item(2)))
    new = Side(items=(item(1), item(2)), kpis=(kpi(1, (1,)), kpi(1, (2,), is_relisted=True)))
    assert compare(old, new, replaced={}).counts == {ChangeKind.KPI_ADDED: 1}


def test_an_item_with_another_name_is_renamed():
    old, new = Side(items=(item(1, "広域化"),)), Side(items=(item(1, "広域連携"),))
    assert compare(old, new, replaced={}).counts == {ChangeKind.ITEM_RENAMED: 1}


def test_a_comparison_is_narrowed():
    ours, theirs = frozenset({"総務省"}), frozenset({"厚生労働省"})
    old = Side(items=(item(1), item(2)))
    new = Side(items=(item(1), item(2)), kpis=(kpi(1, (1,), ministries=ours), kpi(2, (2,), ministries=theirs)))
    found = compare(old, new, replaced={})
    assert [section.roots for section in of_ministry(found, "総務省").sections] == [{1}]
    assert [section.roots for section in under_item(found, 2).sections] == [{2}]
    assert [section.roots for section in of_kind(found, ChangeKind.KPI_ADDED).sections] == [{1}, {2}]
    assert of_kind(found, ChangeKind.KPI_DROPPED).sections == ()


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        pytest.param([1, 1, 1], [[1, 1], [1]], id="as many as fit"),
        pytest.param([1, 2], [[1], [2]], id="a section goes whole on a page"),
        pytest.param([5], [[2], [2], [1]], id="one that is longer is cut"),
        pytest.param([], [[]], id="nothing"),
        pytest.param([0, 0, 0], [[0, 0], [0]], id="items without rows"),
    ],
)
def test_pages_hold_whole_sections(sizes, expected):
    side = Side(
        items=tuple(item(root) for root in range(len(sizes))),
        kpis=tuple(kpi(root * 10 + n, (root,)) for root, size in enumerate(sizes) for n in range(size)),
    )
    pages = pages_of(compare(side, side, replaced={}).sections, 2)
    assert [[section.size for section in page] for page in pages] == expected


def test_a_long_section_shows_each_row_once():
    side = Side(
        items=(item(1),), cells=tuple(cell((n, "調査")) for n in range(3)), kpis=tuple(kpi(n) for n in range(4))
    )
    pages = pages_of(compare(side, side, replaced={}).sections, 2)
    assert [(len(page[0].cells), len(page[0].kpis), page[0].is_continued) for page in pages] == [
        (2, 0, False),
        (1, 1, True),
        (0, 2, True),
        (0, 1, True),
    ]


def test_every_kind_is_counted_under_one_heading():
    assert sorted(kind.value for kinds in GROUPS.values() for kind in kinds) == sorted(
        kind.value for kind in ChangeKind
    )
