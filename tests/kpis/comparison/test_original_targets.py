"""元の目標ならBになるA."""

import pytest

from kpis.comparison.original_targets import Outcome, outcome_of, unknown_before_judging
from kpis.services.standings import rebuild_standings
from kpis.target_changes import TargetChange
from reforms.models import Publication
from tests.builders import ItemSpec, build_round, make_round, publish
from tests.kpis.comparison.years import publish_many_more, publish_two_years, publish_year_after, spec

URL = "/comparison/original-targets/"
LOWERED = frozenset({TargetChange.LOWERED})


@pytest.mark.parametrize(
    ("changes", "now", "at_first", "expected"),
    [
        pytest.param(LOWERED, "A", "B", Outcome.WOULD_BE_B, id="only the lower target is reached in time"),
        pytest.param(LOWERED, "A", "A", Outcome.STILL_A, id="the first one as well"),
        pytest.param(LOWERED, "B", "B", Outcome.UNKNOWN, id="the printed A does not follow from the figures"),
        pytest.param(LOWERED, None, "B", Outcome.UNKNOWN, id="no grade can be computed"),
        pytest.param(LOWERED, "A", None, Outcome.UNKNOWN, id="none against the first target"),
        pytest.param(LOWERED, "A", "N", Outcome.UNKNOWN, id="no figure that fits the first target"),
        pytest.param(frozenset({TargetChange.REDEFINED}), "A", "B", Outcome.UNKNOWN, id="another unit"),
    ],
)
def test_what_a_changed_target_does_to_a_grade(changes, now, at_first, expected):
    before = unknown_before_judging(changes, now)
    outcome, reason = (Outcome.UNKNOWN, before) if before else outcome_of(at_first)
    assert outcome is expected
    assert bool(reason) == (expected is Outcome.UNKNOWN)


def outcomes(response):
    return [(one.name, one.outcome, one.changes) for one in response.context["page"].rows]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "now", "expected"),
    [
        pytest.param(
            spec(416, 278, "2016-04"), spec(305, grade="A"), [("元の目標ならB", ["目標の引下げ"])], id="lowered"
        ),
        pytest.param(
            spec(305, 278, "2016-04", deadline=2016),
            spec(305, grade="A"),
            [("元の目標ならB", ["達成時期の延期"])],
            id="postponed",
        ),
        pytest.param(
            spec(310, 278, "2016-04"), spec(305, grade="A"), [("元の目標でもA", ["目標の引下げ"])], id="still A"
        ),
        pytest.param(
            spec(40, 278, "2016-04", unit="％"), spec(305, grade="A"), [("比べられない", ["目標の再定義"])], id="unit"
        ),
        pytest.param(spec(305, 278, "2016-04"), spec(305, grade="A"), [], id="the same target"),
        pytest.param(spec(416, 278, "2016-04"), spec(305, grade="B"), [], id="printed B"),
    ],
)
def test_the_printed_a_is_held_against_the_first_target(client, first, now, expected):
    publish_two_years([first], [now])
    assert [found[1:] for found in outcomes(client.get(URL))] == expected


@pytest.mark.django_db
def test_the_first_target_is_the_earliest_that_gives_a_figure(client):
    _, built = publish_two_years([spec(targets=())], [spec(416, 278, "2016-04")])
    for later in (spec(310), spec(305, grade="A")):
        built = publish_year_after(built, [ItemSpec("窓口業務の改革", "⑪", kpis=(later,))])
    assert [found[1:] for found in outcomes(client.get(URL))] == [("元の目標ならB", ["目標の引下げ"])]


@pytest.mark.django_db
def test_the_page_explains_both_grades_and_calls_them_computed(client):
    publish_two_years([spec(416, 278, "2016-04")], [spec(305, grade="A")])
    html = client.get(URL).content.decode()
    assert html.count("進捗率") >= 2
    assert html.count("試算") >= 3
    assert "2020年度までに416団体" in html


@pytest.mark.django_db
def test_before_anything_is_published_the_page_says_so(client):
    assert "まだ何も公表されていません" in client.get(URL).content.decode()


@pytest.mark.django_db
def test_an_edition_without_a_and_b_is_told(client):
    publish(build_round(make_round(grades=False), [ItemSpec("項目")]))
    assert "この年度の区分には当てはめられません" in client.get(URL).content.decode()


@pytest.mark.once
@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_kpis(count_queries):
    old, new = publish_two_years([spec(416, 278, "2016-04")], [spec(305, grade="A")])
    publications = [Publication.objects.get(round=built.round) for built in (old, new)]
    publish_many_more(publications, 39)
    rebuild_standings()
    at_forty = count_queries(URL)
    publish_many_more(publications, 360)
    rebuild_standings()
    assert count_queries(URL) == at_forty
