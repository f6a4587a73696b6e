"""What is proposed for two years of the roadmap, an evaluation sheet and a list of measures; years already joined.

`listings_to_match.json` holds their 240 rows; only the KPIs of the two years are joined, as `kpis.lineage` does.
"""

import json
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from kpi_tracker.lib.readings import ActualReading, Baseline, TargetReading
from kpi_tracker.lib.records import replace
from kpis.proposals import LEAST_SCORE, Company, ListingFacts, judged, proposed
from kpis.proposals.candidates import candidate_pairs, near_names
from kpis.proposals.names import NEAR

SAMPLE = Path(__file__).parents[1] / "samples" / "listings_to_match.json"
FRAME = ("edition", "edition_name", "programme", "fiscal_year")


@pytest.fixture(scope="module")
def rows():
    """The listings by "edition/row"."""
    return {
        f"{document['edition']}/{row['row']}": facts_of(document, row)
        for document in json.loads(SAMPLE.read_text(encoding="utf-8"))
        for row in document["listings"]
    }


def facts_of(document, row):
    printed = {"name": "", "relisted": False, "target": "", "actual": ""} | row
    del printed["row"]
    read = {
        "tags": tuple(row.get("tags", ())),
        "baseline": baseline_of(row),
        "targets": tuple(target_of(target) for target in row.get("targets", ())),
        "actuals": tuple(
            ActualReading(**actual | {"value": Decimal(actual["value"])}) for actual in row.get("actuals", ())
        ),
    }
    return ListingFacts(**{field: document[field] for field in FRAME}, **printed | read)


def target_of(target):
    values = {field: Decimal(target[field]) for field in ("value", "value_max") if field in target}
    return TargetReading(**target | values | {"baseline": baseline_of(target)})


def baseline_of(holder):
    given = holder.get("baseline")
    return Baseline(Decimal(given["value"]), given["unit"], given["fy"]) if given and given.get("value") else None


def keyed(proposals, rows):
    keys = {row.id: key for key, row in rows.items()}
    return {(keys[found.first], keys[found.second]): found for found in proposals}


def test_exactly_these_are_proposed_and_none_of_them_is_certain(rows):
    found = keyed(proposed(list(rows.values())), rows)
    assert {pair: proposal.kind for pair, proposal in found.items()} == {
        ("evaluation-2018/1-2", "evaluation-2018/1-3"): "same",
        ("roadmap-2016/10-1", "roadmap-2017/11-1"): "successor",
        ("roadmap-2017/7-2", "roadmap-2017/9-2"): "same",
        ("evaluation-2018/2-1", "measures-2019/46-2"): "same",
        ("measures-2019/36-3", "measures-2019/72-2"): "same",
    }
    assert not any(proposal.certain for proposal in found.values())


def test_the_number_of_cloud_municipalities_has_a_new_target(rows):
    found = keyed(proposed(list(rows.values())), rows)["evaluation-2018/2-1", "measures-2019/46-2"]
    assert any(
        "約1,000団体（2017年度）は実績1,067団体で達成され、後の目標は約1,600団体（2023年度）" in reason
        for reason in found.reasons
    )


def test_years_that_nobody_joined_yet_are_proposed_by_name_and_item(rows):
    apart = {key: replace(row, kpi=row.id) for key, row in rows.items()}
    found = keyed(proposed(list(apart.values())), rows)
    assert found["roadmap-2016/9-3", "roadmap-2017/7-2"].kind == "same"
    assert found["roadmap-2016/7-2", "roadmap-2017/1-2"].score >= 90


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("roadmap-2016/7-5", "roadmap-2016/8-3"),
        ("roadmap-2017/1-5", "roadmap-2017/5-3"),
        ("measures-2019/5-1", "measures-2019/6-1"),
        ("measures-2019/52-1", "measures-2019/53-1"),
        ("roadmap-2017/11-1", "measures-2019/32-1"),
    ],
)
def test_rows_of_like_names_that_measure_different_things_stay_apart(rows, one, other):
    judgement = judged(rows[one], rows[other], Company(rows.values()))
    assert judgement.score < LEAST_SCORE
    assert judgement.reasons


def test_no_pair_of_near_names_is_missed(rows):
    printed = {row.core for row in rows.values() if row.core}
    names = sorted(printed | {misread(name) for name in printed} | {f"{name}の推移" for name in printed})
    every = {pair for pair in combinations(names, 2) if fuzz.ratio(*pair) >= NEAR}
    assert len(every) > len(printed)
    assert {tuple(sorted(pair)) for pair in near_names(names)} == every


def misread(name):
    middle = len(name) // 2
    return f"{name[:middle]}口{name[middle + 1 :]}"


def test_a_thousand_listings_are_not_all_set_beside_each_other(rows):
    copies = [
        replace(row, id=copy * 1000 + row.id, kpi=copy * 1000 + row.id, name=f"{row.name}{chr(0x4E00 + copy)}{copy}型")
        for copy in range(5)
        for row in rows.values()
    ]
    assert len(candidate_pairs(copies)) < len(copies) * 10
