"""Editions are joined to those beside them, in whatever order they are loaded; what a person decided stays."""

import itertools

import pytest

from kpis.models import KpiListing, KpiMove, KpiProposal
from kpis.services.identity import part_listings, undo_move
from kpis.services.lineage import join_certain_kpis
from reforms.models import ReformItem, ReformProcess, User
from reforms.models.items import Continuation
from reforms.services.lineage import confirm_continuation, link_to_neighbours, refuse_continuation
from reforms.services.recording import Change
from tests.builders import BY_NOBODY, ItemSpec, KpiSpec, build_round, make_programme, make_round

pytestmark = pytest.mark.django_db
ITEMS = (ItemSpec("項目甲"), ItemSpec("項目乙", kpis=(KpiSpec("乙の指標"),)))


@pytest.fixture
def person():
    return User.objects.create(username="reviewer")


def load(round, items):
    built = build_round(round, items)
    link_to_neighbours(built.round.edition, change=BY_NOBODY)
    join_certain_kpis(built.round.edition, change=BY_NOBODY)
    return built


def load_years(years, items=ITEMS):
    programme = make_programme()
    for year in years:
        load(make_round(year, programme), list(items))
    return programme


def years_of_kpis():
    rows = KpiListing.objects.order_by("edition__fiscal_year", "sheet__order").values_list(
        "kpi", "edition__fiscal_year"
    )
    families = {}
    for kpi, year in rows:
        families.setdefault(kpi, []).append(year)
    return sorted(families.values())


def links(model):
    rows = model.objects.filter(continues__isnull=False).order_by("edition__fiscal_year", "order")
    return [(row.edition.fiscal_year, row.continues.edition.fiscal_year) for row in rows]


@pytest.mark.parametrize("years", [*itertools.permutations((2016, 2017, 2018))], ids=str)
def test_the_order_of_loading_does_not_count(years):
    load_years(years)
    assert years_of_kpis() == [[2016, 2017, 2018]] * 2
    assert links(ReformItem) == [(2017, 2016), (2017, 2016), (2018, 2017), (2018, 2017)]
    assert links(ReformProcess) == links(ReformItem)


def test_a_relisted_row_comes_along_with_its_original():
    kpis = (KpiSpec("甲の指標"), KpiSpec("甲の指標", relisted=True))
    load_years((2017, 2016), [ItemSpec("項目甲", kpis=kpis)])
    assert years_of_kpis() == [[2016, 2016, 2017, 2017]]


def test_a_continuation_that_a_person_refused_stays_refused(person):
    programme = load_years((2016, 2018))
    item = ReformItem.objects.get(edition__fiscal_year=2018, name="項目甲")
    refuse_continuation(item, change=Change(person))
    load(make_round(2017, programme), [ItemSpec("項目甲")])
    item.refresh_from_db()
    assert (item.continuation, item.continues) == (Continuation.REFUSED, None)


def test_a_continuation_that_a_person_confirmed_stays_and_is_proposed_to_no_other(person):
    load_years((2016, 2017))
    earlier, other = ReformItem.objects.filter(edition__fiscal_year=2016).order_by("order")
    item = ReformItem.objects.get(edition__fiscal_year=2017, name=other.name)
    confirm_continuation(item, earlier=earlier, change=Change(person))
    link_to_neighbours(item.edition, change=BY_NOBODY)
    item.refresh_from_db()
    assert item.continues == earlier
    assert earlier.continued_by.get() == item


def test_what_a_person_undid_is_not_joined_again(person):
    programme = load_years((2017, 2018), [ItemSpec("項目甲")])
    undo_move(KpiMove.objects.get(), change=Change(person, "別の指標"))
    load(make_round(2016, programme), [ItemSpec("項目甲")])
    join_certain_kpis(programme.editions.get(fiscal_year=2017), change=BY_NOBODY)
    assert years_of_kpis() == [[2016, 2017], [2018]]


def test_what_a_person_parted_is_not_joined_again(person):
    programme = load_years((2016, 2017), [ItemSpec("項目甲")])
    part_listings(KpiListing.objects.filter(edition__fiscal_year=2017), change=Change(person, "別の指標"))
    join_certain_kpis(programme.editions.get(fiscal_year=2016), change=BY_NOBODY)
    assert years_of_kpis() == [[2016], [2017]]


def test_listings_that_a_person_said_to_differ_are_not_joined(person):
    programme = make_programme()
    first, second = (build_round(make_round(year, programme), [ItemSpec("項目甲")]) for year in (2016, 2017))
    KpiProposal.objects.create(
        first=first.listings["s1-k1"],
        second=second.listings["s1-k1"],
        kind=KpiProposal.Kind.SAME,
        score=90,
        state=KpiProposal.State.REJECTED,
        decided_by=person,
        decision_reason="集計の範囲が違う",
    )
    link_to_neighbours(second.round.edition, change=BY_NOBODY)
    assert join_certain_kpis(second.round.edition, change=BY_NOBODY) == []


@pytest.mark.once
def test_the_number_of_queries_does_not_grow_with_the_rows(queries_of):
    def join_two_years(count):
        programme = make_programme()
        items = [ItemSpec(f"項目{n}番", kpis=(KpiSpec(f"指標{n}番"),)) for n in range(count)]
        edition = [build_round(make_round(year, programme), items) for year in (2016, 2017)][1].round.edition
        linking = queries_of(lambda: link_to_neighbours(edition, change=BY_NOBODY))
        return linking + queries_of(lambda: join_certain_kpis(edition, change=BY_NOBODY))

    few, many = join_two_years(10), join_two_years(100)
    assert KpiMove.objects.count() == 110
    # 90 more items, processes and KPIs: SQLite writes them in a few batches of at most 999 values a statement.
    assert many - few < 30
