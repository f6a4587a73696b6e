"""Process tables of the 2017 layout whose columns wrap elsewhere, from narrow to wide."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from importers.document_json import as_json
from importers.readers.progress_2017 import Progress2017Reader
from importers.readers.source_file import SourceFile
from tests.importers.readers import variants_2017
from tests.importers.readers.agreement import Agreement, agreement_on

SAMPLES = Path(__file__).parents[2] / "samples"


def agreement(sample: str, seed: int) -> Agreement:
    """How the processes of a re-wrapped sample agree with its words; its KPI tables are left out."""
    rng = random.Random(f"rewrapped {seed}")
    pages = [variants_2017.replace(page, kpis=()) for page in variants_2017.load(SAMPLES / sample) if page.processes]
    text, answer = variants_2017.printed(pages, variants_2017.rewrapped_style(rng), rng)
    document = as_json(Progress2017Reader().read(SourceFile("rewrapped.txt", text.encode())))
    return agreement_on("processes", document, answer)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("sample", ["progress_2017_words.json", "progress_2017_invented_words.json"])
def test_a_rewrapped_process_is_neither_lost_nor_invented_nor_wrong_without_a_flag(sample: str, seed: int) -> None:
    found = agreement(sample, seed)
    assert (found.missing, found.extra, found.silent) == ([], [], [])
    assert found.share >= 0.97
