"""The reader on documents of the 2017 layout that nobody has seen: other widths, numbers, ministries, order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.document_json import as_json
from importers.readers.progress_2017 import Progress2017Reader
from importers.readers.source_file import SourceFile
from tests.importers.readers import variants_2017
from tests.importers.readers.agreement import Agreement, agreement_on

SAMPLES = Path(__file__).parents[2] / "samples"
SEEDS = {"progress_2017_words.json": range(6), "progress_2017_invented_words.json": range(16)}
KINDS = {"kpis": "status", "processes": "marks"}
"""Per kind of row the cell that the agreement of both layouts does not count."""


def read(seed: int, sample: str) -> tuple[dict[str, Any], dict[str, Any]]:
    text, answer = variants_2017.document(variants_2017.load(SAMPLES / sample), seed)
    source = SourceFile(f"{seed}.txt", text.encode())
    assert Progress2017Reader().recognises(source), seed
    return as_json(Progress2017Reader().read(source)), answer


@pytest.fixture(scope="module", params=list(SEEDS))
def variants(request: pytest.FixtureRequest) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [read(seed, request.param) for seed in SEEDS[request.param]]


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_of_a_variant_is_wrong_without_a_flag(variants: list, kind: str) -> None:
    assert [line for got, answer in variants for line in agreement_on(kind, got, answer).silent] == []


@pytest.mark.parametrize(("kind", "cell"), KINDS.items())
def test_no_grade_or_mark_of_a_variant_is_wrong_without_a_flag(variants: list, kind: str, cell: str) -> None:
    for got, answer in variants:
        found = {row["lines"][0]: row for sheet in got["sheets"] for row in sheet[kind]}
        wanted = [row for sheet in answer["sheets"] for row in sheet[kind] if row["lines"][0] in found]
        assert [row["lines"] for row in wanted if is_silently_wrong(found[row["lines"][0]], row, cell)] == []


def is_silently_wrong(found: dict[str, Any], wanted: dict[str, Any], cell: str) -> bool:
    flags = {issue["field"] for issue in found["issues"] if issue["severity"] != "note"}
    return found[cell] != wanted[cell] and cell not in flags


@pytest.mark.parametrize("kind", KINDS)
def test_at_least_93_of_100_cells_of_variants_are_read(variants: list, kind: str) -> None:
    total = Agreement()
    for got, answer in variants:
        total.add(agreement_on(kind, got, answer))
    assert total.rows > 100
    assert total.share >= 0.93


def test_no_kpi_of_a_variant_is_missing_or_invented(variants: list) -> None:
    for got, answer in variants:
        agreement = agreement_on("kpis", got, answer)
        assert (agreement.missing, agreement.extra) == ([], [])


def test_a_process_of_a_variant_that_is_missing_or_invented_leaves_a_flag(variants: list) -> None:
    for got, answer in variants:
        agreement = agreement_on("processes", got, answer)
        astray = [*agreement.missing, *agreement.extra]
        assert [line for line in astray if not is_near_flag(got, line)] == []
        assert len(astray) <= 0.07 * 2 * agreement.rows


def is_near_flag(got: dict[str, Any], line: int) -> bool:
    """Whether the row that the line stands in says that its process is in doubt."""
    holders = [row for sheet in got["sheets"] for row in sheet["processes"] if row["lines"][0] <= line]
    return any(issue["field"] == "process" for issue in holders[-1]["issues"])


def test_the_items_of_a_variant_stand_on_their_pages(variants: list) -> None:
    for got, answer in variants:
        assert [sheet["item"] for sheet in got["sheets"]] == [sheet["items"][0] for sheet in answer["sheets"]]


FRAGMENTS = (
    "重要課題：",
    "改革項目：⑪施設",
    "ＫＰＩ",
    "目標値",
    "（達成時期）",
    "実績値",
    "（時点）",
    "ＫＰＩの進捗",
    "区分",
    "次回の把握時期と今後の方針",
    "ＫＰＩの状況",
    "改革工程",
    "改革工程の進捗",
    "計画期間中の進捗",
    "今後の進展について",
    "改革工程の進捗状況",
    "第",
    "一",
    "二",
    "階",
    "層",
    "第二階層",
    "A",
    "B",
    "N",
    "F",
    "-",
    "－",
    "①",
    "％",
    "ー",
    "〈",
    "。",
    "）",
    "①－１施設数",
    "【再掲】",
    "2020年度までに",
    "30施設",
    "（2017年",
    "４月速報値）",
    "検討中",
    "【総務省】推進する。（順調）",
    "（順",
    "調）",
    "・支援",
    "○公表",
    "推進。統合や",
    "計画改革工程表（平成28年12月21日）",
    "",
    "",
    " ",
    "\x0c",
    "\t",
    " 改革項目：",
    "－ ― N",
    "B 【総務省】",
    "計画期間中の進捗 今後の進展について",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60))
def test_nothing_raises_on_lines_of_the_form_in_any_order(lines: list[str]) -> None:
    source = SourceFile("any.txt", "\n".join(lines).encode())
    Progress2017Reader().recognises(source)
    document = Progress2017Reader().read(source)
    assert all(1 <= sheet.lines[0] <= sheet.lines[1] <= len(lines) for sheet in document.sheets)
    assert len(as_json(document)["sheets"]) == len(document.sheets)
