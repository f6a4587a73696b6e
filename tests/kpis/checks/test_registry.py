"""docs/checks.md against the registry and against what the checks find in the four documents."""

import re
from pathlib import Path

import pytest

from kpis.checks import CHECKS, run_all
from tests.kpis.checks.published import published_facts

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "checks.md").read_text()
TABLES = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")]
LISTED = [cells for cells in TABLES if cells[0].startswith("`")]
KNOWN = [cells for cells in TABLES if len(cells) == 3 and cells[1].startswith("`")]
UNFINDABLE = [cells for cells in TABLES if len(cells) == 3 and cells[1] != "found by" and cells not in KNOWN]


@pytest.fixture(scope="module")
def findings():
    """Each finding of the four documents with the words of the cells it names."""
    published = published_facts()
    words = {row.key: dict(row.words) for row in (*published.kpis, *published.progress)}
    words |= {assessment.key: {"assessment": assessment.reason} for assessment in published.assessments}
    return [
        (found.check, "\n".join(words.get(cell.row, {}).get(cell.field, "") for cell in found.cells))
        for found in run_all(published)
    ]


def test_the_page_lists_every_check_as_the_registry_has_it():
    assert [[f"`{check.id}`", check.title, check.why, check.settle] for check in CHECKS] == LISTED


def test_ids_are_snake_case_and_stand_once():
    ids = [check.id for check in CHECKS]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z_]+", name) for name in ids)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_the_sentences_of_a_check_are_whole(check):
    assert check.why.endswith("。") and check.settle.endswith("。") and not check.title.endswith("。")


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known[0])
def test_a_known_inconsistency_is_found_in_the_cells_that_the_page_quotes(known, findings):
    check, quoted = known[1].strip("`"), re.findall("「([^」]+)」", known[2])
    cells = [words for found, words in findings if found == check]
    assert any(all(quote in words for quote in quoted) for words in cells)


@pytest.mark.parametrize("known", UNFINDABLE, ids=lambda known: known[0])
def test_what_no_program_finds_has_its_reason(known):
    assert re.fullmatch("none: .{20,}", known[1])
