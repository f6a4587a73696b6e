"""Records that pass between the stages: few in memory, many in a file, and the same to whoever reads them."""

from __future__ import annotations

import errno
from decimal import Decimal
from pathlib import Path

import pytest

from importers import spool
from importers.sequences import ById
from importers.spool import NoRoom, Spool, spooled
from kpi_tracker.lib.records import Record, field


class Row(Record, frozen=True):
    """A record with all that records hold: words, numbers, records within records."""

    row_id: str
    value: Decimal | None = None
    parts: tuple[Row, ...] = ()
    cells: dict[str, str] = field(default_factory=dict)


ROWS = tuple(Row(f"k{number}", Decimal(number) / 10, (Row("part"),), {"name": "名称"}) for number in range(23))


def test_few_records_are_a_tuple():
    assert spooled(iter(ROWS)) == ROWS


@pytest.mark.usefixtures("few_held")
class TestMany:
    def test_they_are_read_in_their_order_as_often_as_wished(self):
        rows = spooled(iter(ROWS))
        assert isinstance(rows, Spool)
        assert [tuple(rows), tuple(rows), len(rows)] == [ROWS, ROWS, len(ROWS)]

    def test_two_can_read_at_the_same_time(self):
        rows = spooled(ROWS)
        assert list(zip(rows, rows, strict=True)) == list(zip(ROWS, ROWS, strict=True))

    @pytest.mark.parametrize("place", [0, 3, 11, 22, -1, -23], ids=str)
    def test_one_is_read_by_its_place(self, place):
        assert spooled(ROWS)[place] == ROWS[place]

    @pytest.mark.parametrize("place", [23, -24], ids=str)
    def test_a_place_beyond_them_is_none(self, place):
        with pytest.raises(IndexError):
            spooled(ROWS)[place]

    @pytest.mark.parametrize("part", [slice(2, 9), slice(20, 40), slice(None, None, 5)], ids=str)
    def test_some_are_read_at_once(self, part):
        assert spooled(ROWS)[part] == ROWS[part]

    def test_a_record_counts_for_the_rows_it_holds(self):
        assert isinstance(spooled(ROWS[:2], rows_of=lambda row: 3), Spool)
        assert isinstance(spooled(ROWS[:2]), tuple)

    def test_only_some_stand_in_memory(self):
        rows = spooled(ROWS)
        assert len(rows._held) <= 4 and sum(map(len, rows._near.values())) == 0
        assert [rows[place] for place in range(len(ROWS))] == list(ROWS)
        assert sum(map(len, rows._near.values())) <= 2 * 4

    def test_they_are_found_by_their_ids(self):
        found = ById(spooled(ROWS), lambda row: row.row_id)
        assert (found["k7"], found.get("k99"), len(found), list(found)[:2]) == (ROWS[7], None, 23, ["k0", "k1"])

    def test_a_full_disk_is_told_in_japanese(self, monkeypatch):
        def full():
            raise OSError(errno.ENOSPC, "no space left")

        monkeypatch.setattr(spool, "TemporaryFile", full)
        with pytest.raises(NoRoom, match="ディスクの空き"):
            spooled(ROWS)

    def test_no_file_is_left_behind(self, monkeypatch, tmp_path):
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        rows = spooled(ROWS)
        assert (len(rows), list(Path(tmp_path).iterdir())) == (23, [])
