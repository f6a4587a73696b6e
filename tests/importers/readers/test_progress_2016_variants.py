"""The reader on documents of the 2016 layout that nobody has seen: other words, numbers, widths, damage and order."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from importers.document_json import as_json
from importers.normalise import with_readings
from importers.readers.progress_2016 import Progress2016Reader
from importers.readers.source_file import SourceFile
from tests.importers.readers import reprinted_2016, variants_2016
from tests.importers.readers.agreement import Agreement, agreement_on

ROOT = Path(__file__).parents[3]
PRINTED = next((ROOT / "fixtures" / "sources").glob("000_*.txt"))
ANSWER = ROOT / "tests" / "samples" / "progress_2016_printed.json"
SEEDS = range(30)
REPRINTS = range(8)


def invented(seed: int) -> tuple[str, dict[str, Any]]:
    return variants_2016.document(seed)


def reprinted(seed: int) -> tuple[str, dict[str, Any]]:
    lines = PRINTED.read_text(encoding="utf-8").split("\n")
    return reprinted_2016.reprinted(lines, json.loads(ANSWER.read_text(encoding="utf-8")), seed)


@pytest.fixture(scope="module", params=[(invented, SEEDS), (reprinted, REPRINTS)], ids=["invented", "reprinted"])
def agreements(request: pytest.FixtureRequest) -> dict[str, Agreement]:
    """Over all seeds, by kind of row."""
    make, seeds = request.param
    total = {"processes": Agreement(), "kpis": Agreement()}
    for seed in seeds:
        text, answer = make(seed)
        source = SourceFile(f"{seed}.txt", text.encode())
        assert Progress2016Reader().recognises(source), seed
        document = as_json(with_readings(Progress2016Reader().read(source)))
        for kind, agreement in total.items():
            agreement.add(agreement_on(kind, document, answer))
    return total


@pytest.mark.parametrize("kind", ["processes", "kpis"])
def test_no_cell_of_a_variant_is_wrong_without_a_flag(agreements: dict[str, Agreement], kind: str) -> None:
    assert agreements[kind].silent == []


@pytest.mark.parametrize("kind", ["processes", "kpis"])
def test_no_row_of_a_variant_is_missing_or_invented(agreements: dict[str, Agreement], kind: str) -> None:
    assert (agreements[kind].missing, agreements[kind].extra) == ([], [])


@pytest.mark.parametrize("kind", ["processes", "kpis"])
def test_the_cells_of_variants_are_read(agreements: dict[str, Agreement], kind: str) -> None:
    assert agreements[kind].rows > 150
    assert agreements[kind].share >= 0.93


@pytest.mark.parametrize(
    ("make", "seed"),
    [*((invented, seed) for seed in SEEDS), *((reprinted, seed) for seed in REPRINTS)],
)
def test_the_items_of_a_variant_stand_on_their_pages(
    make: Callable[[int], tuple[str, dict[str, Any]]], seed: int
) -> None:
    text, answer = make(seed)
    document = Progress2016Reader().read(SourceFile("variant.txt", text.encode()))
    assert document.as_of == answer["as_of"]
    assert [list(sheet.items) for sheet in document.sheets] == [sheet["items"] for sheet in answer["sheets"]]
