"""A file of more rows than are held in memory says and writes what it would if they all were."""

from __future__ import annotations

from dataclasses import fields

from importers.comparing import Comparison
from importers.spool import Spool
from importers.workbook.guarded import read_workbook
from tests.importers.comparing.editing import Sheet, beside_what_stands, edited, standing


def edits(sheets: dict[str, Sheet]) -> None:
    """Rows changed, moved, added, gone and renamed, on several sheets."""
    kpis, processes = sheets["KPI"], sheets["改革工程"]
    kpis.put("2017-s13-k01", "区分", "A")
    kpis.put("2017-s01-k04", "順", 1)
    kpis.append(様式番号=9, 順=3, 階層="第二階層", KPI名="圏域の就業者数")
    kpis.append(改革項目="新しい改革項目", 階層="第一階層", KPI名="新しいKPI", **{"実績値（時点）": "5％（2016年度）"})
    kpis.remove("2017-s11-k03")
    kpis.put("2017-s14-k02", "KPI名", "政府情報システムの運用コスト総額")
    sheets["実績値の読取り"].put("2017-s01-k02", "値", 302)
    processes.append(様式番号=9, 順=9, 改革工程="新しい工程", 計画期間中の進捗="進めている。")


def compared() -> Comparison:
    read_workbook.cache_clear()
    standing.cache_clear()
    return beside_what_stands(edited(edits))


def test_what_is_planned_and_written_does_not_depend_on_what_is_held(request) -> None:
    whole = compared()
    request.getfixturevalue("few_held")
    by_parts = compared()
    request.addfinalizer(standing.cache_clear)

    assert isinstance(by_parts.sides.incoming.drafts.snapshots, Spool)
    assert list(by_parts.plan.rows) == list(whole.plan.rows)
    assert by_parts.plan.fingerprint == whole.plan.fingerprint
    written = by_parts.to_write(), whole.to_write()
    for table in fields(written[0]):
        ours, theirs = (list(getattr(drafts, table.name)) for drafts in written)
        assert ours == theirs, table.name
    assert len(whole.to_write().listings) > 4
