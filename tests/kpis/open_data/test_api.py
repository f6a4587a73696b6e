"""The read API: pages, filters, conditional answers, limits, errors, and its description."""

import json
from http import HTTPStatus

import pytest
from openapi_spec_validator import validate

from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_programme, make_round, publish
from tests.kpis.open_data.reading import SHAPES, api_rows

pytestmark = pytest.mark.django_db
VALUES = "/api/v1/values"


@pytest.fixture
def programme():
    """Two years of three KPIs each, of 総務省."""
    make_ministry("総務省")
    found = make_programme()
    for year in (2016, 2017):
        kpis = tuple(KpiSpec(f"指標{number}", grade="AB"[number % 2]) for number in range(3))
        publish(build_round(make_round(year, found), [ItemSpec("委託の加速", "⑪", kpis=kpis)]))
    return found


def results(client, table="kpis", **asked):
    answer = client.get(f"/api/v1/{table}", asked)
    assert answer.status_code == HTTPStatus.OK, answer.content
    return answer.json()["results"]


def test_the_pages_hold_every_row_once(client, programme):
    pages = api_rows(client, "kpis", limit=2)
    assert len(pages) == 6
    assert pages == api_rows(client, "kpis")
    answer = client.get("/api/v1/kpis", {"limit": 2, "offset": 2, "year": 2016}).json()
    assert (answer["count"], answer["next"], len(answer["results"])) == (3, None, 1)
    assert answer["previous"].endswith("offset=0")


def test_rows_are_found_by_programme_year_item_kpi_and_grade(client, programme):
    everything = results(client)
    one = everything[-1]
    assert results(client, programme=programme.slug) == everything
    assert results(client, programme="other") == []
    assert {row["fiscal_year"] for row in results(client, year=2017)} == {2017}
    assert [row["listing_id"] for row in results(client, kpi=one["kpi_id"])] == [one["listing_id"]]
    assert {row["item_id"] for row in results(client, item=one["item_id"])} == {one["item_id"]}
    assert [row["kpi_name"] for row in results(client, grade="B", year=2017)] == ["指標1"]
    assert {row["value_kind"] for row in results(client, "values", grade="B")} == {"target", "actual"}


def test_what_has_not_changed_is_not_sent_again(client, programme):
    first = client.get(VALUES)
    again = client.get(VALUES, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")
    other = client.get(VALUES, {"year": 2017}, headers={"If-None-Match": first["ETag"]})
    assert other.status_code == HTTPStatus.OK
    assert client.head(VALUES).status_code == HTTPStatus.OK


@pytest.mark.once
@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({"year": "abc"}, "year"),
        ({"year": "99999"}, "year"),
        ({"year": ""}, "year"),
        ({"as_of": "2017-02-30"}, "as_of"),
        ({"as_of": "1513814400"}, "as_of"),
        ({"limit": "501"}, "limit"),
        ({"limit": "0"}, "limit"),
        ({"offset": "-1"}, "offset"),
        ({"item": str(10**30)}, "item"),
        ({"ministry": "総\x00務"}, "ministry"),
        ({"grade": "A" * 101}, "grade"),
        ({"yaer": "2017"}, "yaer"),
    ],
    ids=str,
)
def test_a_parameter_that_cannot_be_used_is_named_with_what_it_takes(client, asked, name):
    answer = client.get(VALUES, asked)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    (error,) = answer.json()["errors"]
    assert error["name"] == name
    assert error["message"].endswith("。")


def test_whoever_asks_too_often_is_told_how_long_to_wait(client, settings):
    for _ in range(settings.API_A_MINUTE):
        assert client.get("/api/v1/columns", {"x": 1}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    refused = client.get("/api/v1/columns")
    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["Retry-After"] in refused.json()["message"]
    assert client.get("/api/v1/columns", REMOTE_ADDR="192.0.2.7").status_code == HTTPStatus.OK


@pytest.mark.once
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_can_only_be_read(client, method):
    answer = getattr(client, method)(VALUES)
    assert (answer.status_code, answer["Allow"]) == (HTTPStatus.METHOD_NOT_ALLOWED, "GET, HEAD")
    assert "読み取り専用" in answer.json()["message"]


@pytest.mark.once
def test_an_address_that_is_not_there_is_told_with_the_way_to_those_that_are(client):
    answer = client.get("/api/v1/nothing")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "/api/" in answer.json()["message"]


@pytest.mark.once
def test_the_description_is_valid_and_names_every_address_and_column(client):
    description = client.get("/api/openapi.json").json()
    validate(description)
    assert sorted(description["paths"]) == sorted(f"/api/v1/{table}" for table in SHAPES)
    schemas = description["components"]["schemas"]
    for table in SHAPES.values():
        name = "".join(word.capitalize() for word in table.id.split("-"))
        described = schemas[f"{name}Row"]["properties"]
        assert [(key, one["title"]) for key, one in described.items()] == [
            (column.id, column.heading) for column in table.columns
        ]


@pytest.mark.once
def test_the_page_of_the_api_names_every_address(client):
    page = client.get("/api/").content.decode()
    assert all(f"/api/v1/{table}<" in page for table in SHAPES)


def test_the_catalogue_names_a_dataset_for_each_publication(client, programme):
    answer = client.get("/open-data/catalog.jsonld")
    found = json.loads(answer.content)
    assert answer["Content-Type"] == "application/ld+json"
    assert found["@type"] == "dcat:Catalog"
    assert len(found["dcat:dataset"]) == 2
    for dataset in found["dcat:dataset"]:
        for distribution in dataset["dcat:distribution"]:
            path = distribution["dcat:downloadURL"]["@id"].partition("8000")[2]
            assert client.get(path).status_code == HTTPStatus.OK, path
    assert found["dct:license"]["@id"].startswith("https://www.digital.go.jp/")
