"""Files that cost more than they hold: each is answered with its sentence, and memory stays bounded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importers.hostile.read_alone import read

ROOT = Path(__file__).parents[3]
MOST_MEGABYTES = 300
SENTENCES = {
    "million_merged_ranges": "展開すると異常に大きくなるため、開きません",
    "many_styles": "書式や名前の定義が異常に多いため、開きません",
    "one_endless_cell": "シート「KPI」B7「KPI名」：セルが長すぎます（3000000文字。上限32767文字）",
    "one_line_without_end": "2行目が長すぎます（上限1000000文字）",
    "quotes_never_closed": "2行目から始まる行の引用符",
}
HEAVY = {
    "lines_of_commas": "",
    "ten_million_lines": "120000行までしか読んでいません",
    "many_shared_texts": "ブック内の文字列が多すぎます（上限500000件）",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_what_costs_more_than_it_holds_is_told(name: str) -> None:
    assert SENTENCES[name] in read(name)


def test_a_merged_range_as_large_as_the_sheet_changes_nothing() -> None:
    assert read("merged_over_everything") == ""


def test_the_heaviest_files_stay_within_the_memory_of_a_process() -> None:
    command = [sys.executable, "-m", "tests.importers.hostile.read_alone", *HEAVY]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr
    answer = json.loads(ended.stdout)
    for said, sentence in zip(answer["answers"], HEAVY.values(), strict=True):
        assert sentence in said
    assert answer["peak"] < MOST_MEGABYTES
