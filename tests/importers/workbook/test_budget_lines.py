"""The budget of a document, as people change it in its workbook."""

import pytest

from tests.importers.workbook.books import book, read

HEADINGS = ("様式番号", "項目", "型", "値")
BUDGET = {
    "0": ("record", None),
    "0/fy": ("whole", "2018"),
    "0/unit": ("text", "百万円"),
    "0/initial": ("number", "1200"),
    "0/lines": ("list", None),
    "0/lines/0": ("whole", "5"),
    "0/lines/1": ("whole", "10"),
}


def budget_of(lines):
    document = read(book(その他の記載=[HEADINGS, *((None, path, *told) for path, told in lines.items())]))
    return document.budget, [issue.message for issue in document.issues if issue.field == "attributes"]


def test_a_budget_is_read_as_it_was_written():
    (line,), issues = budget_of(BUDGET)
    assert (line["fy"], line["initial"], line["lines"], issues) == (2018, 1200, [5, 10], [])


@pytest.mark.parametrize(
    ("path", "told"),
    [
        pytest.param("0/lines/1", None, id="half of the lines gone"),
        pytest.param("0/fy", None, id="no year"),
        pytest.param("0/fy", ("whole", "99999"), id="a year beyond all"),
        pytest.param("0/initial", ("text", "多額"), id="an amount in words"),
        pytest.param("0/initial", ("number", "NaN"), id="an amount that is no number"),
        pytest.param("0/unit", ("text", "百" * 21), id="a unit that is none"),
        pytest.param("0", ("text", "予算"), id="no record"),
    ],
)
def test_a_budget_that_cannot_be_kept_is_told_and_left_out(path, told):
    changed = {where: (told if where == path else words) for where, words in BUDGET.items()}
    budget, issues = budget_of({where: words for where, words in changed.items() if words})
    assert budget == ()
    assert issues == ["シート「その他の記載」2行目からの記載が読めません。項目と型を元に戻してください。"]
