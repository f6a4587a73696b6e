"""The stacked bars of grades are a valid figure that says what the table says."""

import plotly.graph_objects as go
import pytest

from kpis.charts.grades_by_year import Share, YearOfGrades, grades_figure, grades_sentence


def year(fiscal_year, *counts):
    grades = (
        ("A", "目安以上", "good"),
        ("B", "目安未満", "behind"),
        ("N", "区分困難", "unknown"),
        ("", "記載なし", ""),
    )
    return YearOfGrades(fiscal_year, tuple(Share(*grade, count) for grade, count in zip(grades, counts, strict=True)))


YEARS = [year(2016, 6, 3, 8, 0), year(2017, 7, 0, 2, 1)]


def test_plotly_accepts_the_figure_and_every_number_is_in_it():
    figure = go.Figure(grades_figure(YEARS))
    assert [list(trace.y) for trace in figure.data] == [[6, 7], [3, 0], [8, 2], [0, 1]]
    assert list(figure.data[0].x) == ["2016年度<br>平成28年度", "2017年度<br>平成29年度"]


def test_a_piece_says_its_letter_and_number_and_an_empty_one_nothing():
    pieces = grades_figure(YEARS)["data"]
    assert [piece["text"] for piece in pieces] == [["A 6", "A 7"], ["B 3", ""], ["N 8", "N 2"], ["", "なし 1"]]


def test_no_two_grades_differ_by_colour_alone():
    looks = [(piece["marker"]["pattern"]["shape"], piece["marker"]["color"]) for piece in grades_figure(YEARS)["data"]]
    assert len(set(looks)) == len(looks)


def test_a_label_cannot_become_markup():
    piece = grades_figure([YearOfGrades(2017, (Share("<b>", "x", "good", 1),))])["data"][0]
    assert "<b>" not in piece["name"] + piece["text"][0]


@pytest.mark.parametrize(
    ("years", "sentence"),
    [
        pytest.param(YEARS[:1], "2016年度は17件のうちA 6件、B 3件、N 8件。", id="a year"),
        pytest.param([year(2016, 0, 0, 0, 0)], "2016年度は0件。", id="an empty year"),
        pytest.param([], "", id="none"),
    ],
)
def test_the_sentence_says_the_same(years, sentence):
    assert grades_sentence(years) == sentence
