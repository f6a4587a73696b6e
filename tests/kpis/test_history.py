"""What is computed of published rows: by what was published with them, not by what stands in the database now."""

from decimal import Decimal

import pytest

from kpi_tracker.lib.readings import ActualReading
from kpis.frozen import FrozenKpi
from kpis.history import judgement_of, points_of, published_definition, series_of
from kpis.models import Kpi, PublishedKpi
from kpis.published_rows import kpi_ratings, published_rows
from reforms.models import Rating
from tests.builders import ItemSpec, KpiSpec, build_round, make_programme, make_round, publish

pytestmark = pytest.mark.django_db
DEFINITION = {
    "definition": "委託した団体の数",
    "unit": "団体",
    "direction": "up",
    "baseline_value": Decimal(184),
    "baseline_as_of": "FY2014",
}


def published(*kpis, year=2017, programme=None):
    built = build_round(make_round(year, programme), [ItemSpec("項目", kpis=kpis)])
    publish(built)
    return built


def rows():
    return published_rows(PublishedKpi.objects.all())


def defined(kpi, **fields):
    Kpi.objects.filter(pk=kpi.pk).update(**fields)


def test_a_published_row_is_judged_by_the_definition_published_with_it():
    built = build_round(make_round(), [ItemSpec("項目")])
    kpi = Kpi.objects.get()
    defined(kpi, **DEFINITION)
    publish(built)
    ratings = kpi_ratings([built.round.edition_id])
    before = judgement_of(rows()[0], rows(), ratings)
    defined(kpi, baseline_value=Decimal(300), direction="down", unit="件", name="別の名", definition="別の定義")
    assert judgement_of(rows()[0], rows(), ratings) == before
    assert series_of(rows()).baseline.reading.value == 184
    assert (series_of(rows()).name, series_of(rows()).unit) == ("窓口業務の委託団体数", "団体")


def test_the_definition_comes_back_as_it_was_frozen():
    built = build_round(make_round(), [ItemSpec("項目")])
    defined(Kpi.objects.get(), **DEFINITION)
    publish(built)
    frozen = FrozenKpi.from_json(PublishedKpi.objects.get().content).definition
    assert {field: getattr(frozen, field) for field in DEFINITION} == DEFINITION


def test_the_grade_keeps_the_words_it_was_published_with():
    published(KpiSpec(grade="B"))
    Rating.objects.filter(code="B").update(label="書き換え")
    frozen = FrozenKpi.from_json(PublishedKpi.objects.get().content)
    assert (frozen.grade_code, frozen.grade_label) == ("B", "目安未満")


def test_the_latest_definition_that_says_something_counts():
    programme = make_programme()
    earlier = build_round(make_round(2016, programme), [ItemSpec("項目")])
    defined(Kpi.objects.get(), **DEFINITION)
    publish(earlier)
    published(KpiSpec(), year=2017, programme=programme)
    assert published_definition(rows()).definition == "委託した団体の数"


def test_a_heading_has_no_definition():
    published(KpiSpec("見出し", heading=True, targets=(), actuals=()))
    assert FrozenKpi.from_json(PublishedKpi.objects.get().content).definition is None
    assert published_definition(rows()).name == ""


def value(number, **fields):
    return ActualReading(Decimal(number), "団体", as_of="2017-04", **fields)


@pytest.mark.parametrize(
    ("actual", "taken"),
    [
        (value(301, raw="301団体", span=(5, 10)), 1),
        (value(302), 2),
        (value(301, kind="preliminary"), 2),
        (value(301, component="町村"), 2),
        (ActualReading(Decimal(301), "団体", as_of="2017-10"), 2),
    ],
    ids=["the same figure", "another value", "another kind", "another component", "another date"],
)
def test_a_value_that_two_rows_of_an_edition_print_alike_is_taken_once(actual, taken):
    published(KpiSpec(actuals=(value(301),)), KpiSpec(relisted=True, actuals=(actual,)))
    assert len(points_of(rows())) == taken


def test_a_value_that_two_editions_print_is_taken_of_each():
    programme = make_programme()
    for year in (2016, 2017):
        published(KpiSpec(), year=year, programme=programme)
    assert len(points_of(rows())) == 2
