"""Tables of the 2017 layout whose columns wrap elsewhere, from narrow to wide."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from importers.document import KpiRow, Sheet, SourceDocument
from importers.document_json import as_json
from importers.normalise import with_readings
from importers.readers.progress_2017 import Progress2017Reader
from importers.readers.source_file import SourceFile
from kpi_tracker.lib.records import replace
from tests.importers.readers import variants_2017
from tests.importers.readers.agreement import READINGS, Agreement, agreement_on
from tests.importers.readers.variants_2017 import PageWords

SAMPLES = Path(__file__).parents[2] / "samples"
WORDS = ("progress_2017_words.json", "progress_2017_invented_words.json")


def read(text: str) -> SourceDocument:
    return Progress2017Reader().read(SourceFile("rewrapped.txt", text.encode()))


def agreement_of_processes(sample: str, seed: int) -> Agreement:
    """How the processes of a re-wrapped sample agree with its words; its KPI tables are left out."""
    rng = random.Random(f"rewrapped {seed}")
    pages = [replace(page, kpis=()) for page in variants_2017.load(SAMPLES / sample) if page.processes]
    text, answer = variants_2017.printed(pages, variants_2017.rewrapped_style(rng), rng)
    return agreement_on("processes", as_json(read(text)), answer)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("sample", WORDS)
def test_a_rewrapped_process_is_neither_lost_nor_invented_nor_wrong_without_a_flag(sample: str, seed: int) -> None:
    found = agreement_of_processes(sample, seed)
    assert (found.missing, found.extra, found.silent) == ([], [], [])
    assert found.share >= 0.97


def agreement_of_kpis(sample: str, seed: int) -> Agreement:
    """How the KPIs of a re-wrapped sample and the values read in them agree with its words and the values in these.

    Only the lines of the KPI table are cut elsewhere, also those between the components of a cell.
    """
    rng = random.Random(f"rewrapped KPIs {seed}")
    pages = [replace(page, processes=()) for page in variants_2017.load(SAMPLES / sample) if page.kpis]
    widths = {"name": rng.randint(7, 40), "target": rng.randint(4, 24), "actual": rng.randint(5, 30)}
    style = replace(variants_2017.drawn_style(rng), blank_in_sentence=0.0, no_blank_between=0.0)
    style = replace(style, widths=style.widths | widths | {"note": rng.randint(9, 40)})
    text, answer = variants_2017.printed([run_on(page) for page in pages], style, rng)
    for sheet, page in zip(answer["sheets"], pages, strict=True):
        sheet["kpis"] = [row | values for row, values in zip(sheet["kpis"], readings(page), strict=True)]
    return agreement_on("kpis", as_json(with_readings(read(text))), answer)


def run_on(page: PageWords) -> PageWords:
    """The page with the lines of each actual cell set one behind the other."""
    rows = (replace(row, actual=row.actual.replace("\n", "") if row.actual else None) for row in page.kpis)
    return replace(page, kpis=tuple(rows))


def readings(page: PageWords) -> list[dict[str, Any]]:
    """Per KPI of the page the values that its words say."""
    rows = tuple(
        KpiRow(1, None, row.name, (1, 1), is_heading=row.is_heading, target_raw=row.target, actual_raw=row.actual)
        for row in page.kpis
    )
    document = with_readings(SourceDocument("words.txt", "words", sheets=(Sheet((1, 1), kpis=rows),)))
    return [{name: row[name] for name in READINGS} for row in as_json(document)["sheets"][0]["kpis"]]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("sample", WORDS)
def test_a_rewrapped_kpi_is_neither_lost_nor_invented_nor_wrong_without_a_flag(sample: str, seed: int) -> None:
    found = agreement_of_kpis(sample, seed)
    assert (found.missing, found.extra, found.silent) == ([], [], [])
    assert found.share >= 0.97
