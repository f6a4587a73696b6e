"""N and F year after year, and outcomes behind outputs."""

import pytest

from tests.kpis.checks.rows import facts, found_by, row, rows_of


def years(*grades, **other):
    return [row(2016 + place, grade=grade, **other) for place, grade in enumerate(grades)]


@pytest.mark.parametrize(
    ("grades", "cells"),
    [
        pytest.param(["N", "N"], 2, id="N for two years"),
        pytest.param(["B", "N", "N", "N"], 3, id="N for three years after a B"),
        pytest.param(["F", "F"], 2, id="F for two years"),
    ],
)
def test_a_kpi_ungraded_for_years_is_told_once_with_its_years(grades, cells):
    [finding] = found_by("ungraded_for_years", facts(*years(*grades)))
    assert len(finding.cells) == cells
    assert f"{cells}年続けて" in finding.message


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(years("N"), id="one year"),
        pytest.param(years("N", "N", "A"), id="graded at last"),
        pytest.param(years("N", "F"), id="N, then F"),
        pytest.param([row(2015, grade="N"), row(2017, grade="N")], id="a year unknown between"),
        pytest.param([row(2017, grade="N"), row(2017, at="2", grade="N", is_relisted=True)], id="relisted in one year"),
    ],
)
def test_what_is_not_ungraded_for_years_is_left_alone(rows):
    assert not found_by("ungraded_for_years", facts(*rows))


def test_an_item_whose_outputs_run_ahead_of_its_outcomes_is_one_finding():
    output, second = row(2017, tier=1, grade="A"), row(2017, at="2", tier=1, grade="B")
    outcomes = [row(2017, at=at, tier=2, grade=grade) for at, grade in (("3", "N"), ("4", "B"))]
    [finding] = found_by("output_ahead_of_outcome", facts(output, second, *outcomes))
    assert rows_of(finding) == [f"roadmap-2017/{at}#grade" for at in "134"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"tier": 2, "grade": "A"}, id="the outcome is A too"),
        pytest.param({"tier": 1, "grade": "N"}, id="another output"),
        pytest.param({"tier": 2, "grade": "N", "is_relisted": True}, id="an outcome printed again"),
        pytest.param({"tier": 2, "grade": "N", "item_key": "another"}, id="the outcome of another item"),
    ],
)
def test_outputs_are_held_against_the_outcomes_of_their_own_item(other):
    assert not found_by("output_ahead_of_outcome", facts(row(2017, tier=1, grade="A"), row(2017, at="2", **other)))
