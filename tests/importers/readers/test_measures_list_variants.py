"""The reader on lists of measures that nobody has seen: other words, numbers, headings, column orders and damage."""

from __future__ import annotations

import pytest

from importers.document_json import as_json
from importers.normalise import with_readings
from importers.readers.measures_list import MeasuresListReader
from importers.readers.source_file import SourceFile
from tests.importers.readers import variants_measures
from tests.importers.readers.measures_agreement import CELLS, MeasuresAgreement

SEEDS = range(60)


@pytest.fixture(scope="module")
def agreement() -> MeasuresAgreement:
    """Over all seeds."""
    total = MeasuresAgreement()
    for seed in SEEDS:
        text, answer = variants_measures.document(seed)
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
    assert agreement.right[cell] / agreement.all[cell] >= 0.95


def test_the_variants_are_many_and_few_need_a_look(agreement: MeasuresAgreement) -> None:
    assert agreement.rows > 800
    assert agreement.flagged / agreement.rows < 0.6
