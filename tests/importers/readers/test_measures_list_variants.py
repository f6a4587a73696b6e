"""The reader on lists of measures that nobody has seen: other words, numbers, headings, column orders and damage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from importers.document_json import as_json
from importers.normalise import with_readings
from importers.readers.measures_list import MeasuresListReader
from importers.readers.source_file import SourceFile
from tests.importers.readers import reprinted_measures, variants_measures
from tests.importers.readers.measures_agreement import CELLS, MeasuresAgreement

ROOT = Path(__file__).parents[3]
PRINTED = next((ROOT / "fixtures" / "sources").glob("004_*.txt"))
ANSWER = ROOT / "tests" / "samples" / "measures_list_expected.json"


def invented(seed: int) -> tuple[str, list[dict[str, Any]]]:
    return variants_measures.document(seed)


def reprinted(seed: int) -> tuple[str, list[dict[str, Any]]]:
    lines = PRINTED.read_text(encoding="utf-8").split("\n")
    return reprinted_measures.reprinted(lines, json.loads(ANSWER.read_text(encoding="utf-8")), seed)


@pytest.fixture(scope="module", params=[(invented, 60), (reprinted, 8)], ids=["invented", "reprinted"])
def agreement(request: pytest.FixtureRequest) -> MeasuresAgreement:
    """Over all seeds."""
    make, seeds = request.param
    total = MeasuresAgreement()
    for seed in range(seeds):
        text, answer = make(seed)
        source = SourceFile(f"{seed}.txt", text.encode())
        assert MeasuresListReader().recognises(source), seed
        document = as_json(with_readings(MeasuresListReader().read(source)))
        assert len(document["sheets"]) == len(answer), seed
        for sheet, row in zip(document["sheets"], answer, strict=True):
            total.add(sheet, row)
    return total


def test_no_cell_of_a_variant_is_wrong_without_a_flag(agreement: MeasuresAgreement) -> None:
    assert agreement.silent == []


@pytest.mark.parametrize("cell", CELLS)
def test_the_cells_of_variants_are_read(agreement: MeasuresAgreement, cell: str) -> None:
    assert agreement.rows > 600
    assert agreement.right[cell] / agreement.all[cell] >= 0.95


def test_rows_without_damage_need_no_look(agreement: MeasuresAgreement) -> None:
    assert agreement.flagged / agreement.rows < 0.55
