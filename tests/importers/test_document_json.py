"""The JSON form of a document: every key of it, plain values only."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from importers.document import KpiRow, Place, ProcessRow, Segment, Sheet, SourceDocument
from importers.document_json import as_json
from importers.issues import Issue
from kpi_tracker.lib.readings import ActualReading, Baseline, PromiseReading, TargetReading

PLACE = Place(lines=(4, 5), words="2020年度\nまでに416団体", cell="2")
ISSUE = Issue("merged_cell", "warning", "target_raw", "原本で確かめてください。", raw="416", lines=(4, 5))
KPI = KpiRow(
    tier=1,
    label="①－１",
    name="導入団体数",
    lines=(4, 5),
    target_raw="2020年度までに416団体",
    targets=(
        TargetReading(
            "numeric", Decimal("416"), "団体", ">=", deadline_fy=2020, baseline=Baseline(Decimal(3), "", 2012)
        ),
    ),
    actuals=(ActualReading(Decimal("24.7"), "%", as_of="2016-04", kind="preliminary", span=(0, 5)),),
    promises=(PromiseReading("公表", date(2017, 3, 1), date(2017, 3, 31), "2017年3月頃に公表", (0, 11)),),
    places={"target_raw": PLACE},
    issues=(ISSUE,),
)
PROCESS = ProcessRow(
    order=1,
    process="台帳を整備",
    lines=(2, 2),
    segments=(Segment("【総務省】", ("総務省",), "公表。", None, "順調"),),
    shares_with=2,
)
DOCUMENT = SourceDocument(
    file="a.txt",
    layout="progress_2016",
    sheets=(
        Sheet(lines=(1, 9), items=("甲", "乙"), processes=(PROCESS,), kpis=(KPI,), attributes={"pillar": ("一",)}),
    ),
    budget=({"fy": 2016, "total": Decimal("1.5")},),
    issues=(ISSUE,),
)


def test_every_field_of_a_row_has_its_key() -> None:
    document = as_json(DOCUMENT)
    (sheet,) = document["sheets"]
    for record, written in ((DOCUMENT.sheets[0], sheet), (KPI, sheet["kpis"][0]), (PROCESS, sheet["processes"][0])):
        assert {*record.__struct_fields__} - {"row_id", "at"} <= written.keys()


def test_the_object_survives_json_unchanged() -> None:
    document = as_json(DOCUMENT)
    assert json.loads(json.dumps(document, ensure_ascii=False, allow_nan=False)) == document


def test_numbers_dates_and_pairs_are_plain() -> None:
    (row,) = as_json(DOCUMENT)["sheets"][0]["kpis"]
    assert row["targets"][0]["value"] == 416
    assert isinstance(row["targets"][0]["value"], int)
    assert row["targets"][0]["baseline"] == {"value": 3, "unit": "", "fy": 2012}
    assert (row["actuals"][0]["value"], row["actuals"][0]["preliminary"]) == (24.7, True)
    assert row["actuals"][0]["span"] == [0, 5]
    assert (row["promises"][0]["from"], row["promises"][0]["to"]) == ("2017-03-01", "2017-03-31")


def test_items_are_listed_and_joined() -> None:
    (sheet,) = as_json(DOCUMENT)["sheets"]
    assert (sheet["items"], sheet["item"]) == (["甲", "乙"], "甲 ／ 乙")
    assert sheet["attributes"] == {"pillar": ["一"]}


def test_a_place_and_an_issue_lead_back_to_the_printed_words() -> None:
    (row,) = as_json(DOCUMENT)["sheets"][0]["kpis"]
    assert row["places"] == {
        "target_raw": {"lines": [4, 5], "sheet": None, "cell": "2", "words": "2020年度\nまでに416団体"}
    }
    assert row["issues"][0] == {
        "code": "merged_cell",
        "severity": "warning",
        "field": "target_raw",
        "lines": [4, 5],
        "cell": None,
        "raw": "416",
        "message": "原本で確かめてください。",
    }
