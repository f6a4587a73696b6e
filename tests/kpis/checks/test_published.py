"""What the checks find in the four documents, every finding read by a person: a new one is a question to answer."""

from collections import Counter

import pytest

from kpi_tracker.lib.records import replace
from kpis.checks import run_all
from tests.kpis.checks.published import judged, published_facts
from tests.kpis.checks.rows import found_by, rows_of

FOUND = {
    "grade_against_figures": 2,
    "output_ahead_of_outcome": 3,
    "unit_against_name": 6,
    "deadline_dropped": 1,
    "different_targets": 1,
    "deadline_without_result": 2,
    "reached_early": 2,
    "undetermined_past_date": 1,
    "promise_overdue": 6,
    "on_track_beside_b": 1,
    "revision_without_change": 1,
    "progress_without_mark": 1,
    "done_or_planned": 1,
    "forecast_misses_target": 3,
    "conflicting_counts": 1,
    "percentage_not_reckoned": 1,
    "budget_not_adding_up": 1,
    "multiple_not_reckoned": 1,
    "mark_against_figures": 1,
    "mark_against_period": 1,
    "yearly_target_eased": 1,
    "main_indicators_differ": 1,
    "unmarked_relisting": 1,
}


@pytest.fixture(scope="module")
def published():
    return published_facts()


def test_the_four_documents_give_these_findings_and_no_others(published):
    assert Counter(finding.check for finding in run_all(published)) == FOUND


def relisted(published, grade):
    """The row of 301 of 416 団体 printed again by another document of the same year, with this grade."""
    original = next(row for row in published.kpis if row.words.get("actual", "").startswith("301団体"))
    again = replace(
        original,
        key="relisting/1",
        edition="relisting",
        edition_name="再掲集2017",
        item_key="relisting/1",
        is_relisted=True,
        grade=grade,
        words={**original.words, "grade": grade},
    )
    return original, judged(again, [*published.kpis, again], ("A", "B", "N", "F"))


def test_a_document_that_relists_a_kpi_with_another_grade_gives_one_contradiction(published):
    original, again = relisted(published, "A")
    before = {finding.fingerprint for finding in run_all(published)}
    after = run_all(replace(published, kpis=(*published.kpis, again)))
    [new] = [finding for finding in after if finding.fingerprint not in before]
    assert new.check == "same_kpi_different_grade"
    assert sorted(rows_of(new)) == sorted([f"{original.key}#grade", f"{again.key}#grade"])
    assert "工程表2017では「B」" in new.message and "再掲集2017では「A」" in new.message
    assert original.judgement.explanation in new.message


def test_a_document_that_relists_a_kpi_unchanged_gives_none(published):
    _, again = relisted(published, "B")
    assert run_all(replace(published, kpis=(*published.kpis, again))) == run_all(published)


def test_a_second_document_with_another_value_for_the_date_gives_one(published):
    original, again = relisted(published, "B")
    changed = replace(again, actuals=(replace(original.actuals[0], value=original.actuals[0].value + 4),))
    both = replace(published, kpis=(*published.kpis, changed))
    assert len(found_by("same_date_different_value", both)) == 1
