"""The reader on the printed list of measures, against an answer made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from importers.document_json import as_json
from importers.normalise import with_readings
from importers.readers.measures_list import MeasuresListReader
from importers.readers.source_file import SourceFile
from tests.importers.readers.measures_agreement import CELLS, MeasuresAgreement, targets_of

ROOT = Path(__file__).parents[3]
PRINTED = next((ROOT / "fixtures" / "sources").glob("004_*.txt"))
ANSWER = ROOT / "tests" / "samples" / "measures_list_expected.json"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return as_json(with_readings(MeasuresListReader().read(SourceFile(PRINTED.name, PRINTED.read_bytes()))))


@pytest.fixture(scope="module")
def answer() -> list[dict[str, Any]]:
    return json.loads(ANSWER.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def agreement(document: dict[str, Any], answer: list[dict[str, Any]]) -> MeasuresAgreement:
    total = MeasuresAgreement()
    for sheet, row in zip(document["sheets"], answer, strict=True):
        total.add(sheet, row)
    return total


def sheet_of(document: dict[str, Any], no: int) -> dict[str, Any]:
    return next(sheet for sheet in document["sheets"] if sheet["attributes"]["no"] == no)


def test_the_list_is_recognised_and_named(document: dict[str, Any]) -> None:
    assert MeasuresListReader().recognises(SourceFile(PRINTED.name, PRINTED.read_bytes()))
    assert document["title"] == "Ⅲ 市町村の施策に関する国の施策一覧"
    assert document["issues"] == []


def test_each_measure_is_one_sheet_on_its_own_line(document: dict[str, Any], answer: list[dict[str, Any]]) -> None:
    assert [sheet["lines"] for sheet in document["sheets"]] == [[row["line"], row["line"]] for row in answer]


@pytest.mark.parametrize("cell", CELLS)
def test_every_cell_of_the_printed_list_is_read(agreement: MeasuresAgreement, cell: str) -> None:
    assert agreement.right[cell] == agreement.all[cell] == 82


def test_no_cell_is_wrong_without_a_flag(agreement: MeasuresAgreement) -> None:
    assert agreement.silent == []


def test_the_printed_targets_have_value_unit_and_year(document: dict[str, Any]) -> None:
    read = [target for sheet in document["sheets"] for target in targets_of(sheet["kpis"])]
    assert len(read) == 39
