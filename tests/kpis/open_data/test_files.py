"""The tables of open data: every format says what the pages say."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from kpis.item_page.details import item_details
from kpis.item_page.selectors import item_page
from kpis.models import Kpi
from kpis.open_data import views
from kpis.open_data.files.package import REPLACED
from kpis.open_data.tables import REFERENCE, TABLES
from kpis.promised import window_text
from kpis.wording import amount
from reforms.drafts import SegmentDraft
from reforms.models import PublishedItem
from reforms.progress_words import without_mark
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_programme, make_round, publish
from tests.kpis.open_data.reading import api_rows, body, csv_rows, json_tables, packed, workbook_tables

pytestmark = pytest.mark.django_db
FILES = "/open-data/"
PRINTED = "山﨑㈱①\N{WAVE DASH}𠮷"
IN_CP932 = "山﨑㈱①\N{FULLWIDTH TILDE}〔U+20BB7〕"


def table_file(client, table, **asked):
    return csv_rows(body(client.get(f"{FILES}{table}.csv", asked)), table)


def items_of_2017():
    return PublishedItem.objects.filter(publication__round__fiscal_year=2017).values_list("item", flat=True)


def pages_of_2017():
    """The pages of all items that year."""
    return [item_page(item) for item in items_of_2017()]


def kpis_of_2017():
    """Their rows of KPIs."""
    return [kpi for page in pages_of_2017() for tier in page.tiers for kpi in tier.rows]


@pytest.mark.once
def test_every_format_of_a_year_holds_the_same_rows(client, published_years):
    year = {"programme": "keizai-zaisei-saisei", "year": 2017}
    files = packed(body(client.get(f"{FILES}tables.zip", year)))
    in_csv = {table.id: csv_rows(files[f"{table.id}.csv"], table.id) for table in (*TABLES, *REFERENCE)}
    assert json_tables(body(client.get(f"{FILES}tables.json", year))) == in_csv
    assert workbook_tables(body(client.get(f"{FILES}tables.xlsx", year))) == in_csv
    for table in TABLES:
        assert api_rows(client, table.id, **year) == in_csv[table.id], table.id
    assert len(in_csv["kpis"]) == 19
    assert len(in_csv["values"]) > 19


@pytest.mark.once
def test_every_number_of_a_year_is_the_one_that_the_page_of_its_item_shows(client, published_years):
    shown = {}
    for kpi in [kpi for item in items_of_2017() for kpi in item_details(item).kpis]:
        readings = {source.heading: source.readings for source in kpi.sources}
        shown[kpi.anchor, "target"] = readings.get("目標値", [])
        shown[kpi.anchor, "actual"] = readings.get("実績値", [])
    told = defaultdict(list)
    for row in table_file(client, "values", year=2017):
        if row["target_kind"] != "none":
            told[f"kpi-{row['listing_id']}", row["value_kind"]].append(row)
    assert {key: len(rows) for key, rows in told.items()} == {key: len(one) for key, one in shown.items() if one}
    for key, rows in told.items():
        for row, reading in zip(rows, shown[key], strict=True):
            assert not row["value"] or amount(abs(Decimal(row["value"])), row["unit"]) in reading


@pytest.mark.once
def test_every_grade_of_a_year_is_the_one_that_the_page_of_its_item_shows(client, published_years):
    told = {
        f"kpi-{row['listing_id']}": (row["printed"], row["computed"]) for row in table_file(client, "grades", year=2017)
    }
    shown = {
        kpi.anchor: (code(kpi.rating), code(kpi.computed.rating if kpi.computed else None))
        for kpi in kpis_of_2017()
        if not kpi.is_heading
    }
    assert told == shown


def code(rating):
    return rating.code if rating else ""


@pytest.mark.once
def test_every_process_of_a_year_is_the_one_that_the_page_of_its_item_shows(client, published_years):
    told = {
        (*(row[name] for name in ("process_words", "label", "ministry", "outlook", "mark")), progress_without_mark(row))
        for row in table_file(client, "processes", year=2017)
    }
    pages = pages_of_2017()
    shown = {
        (process.words, part.label, ministry, part.outlook, code(part.rating), part.progress)
        for page in pages
        for group in page.process_groups
        for process in group.processes
        for part in group.segments
        for ministry in part.ministries or [""]
    }
    assert told == shown
    ties = Counter(row["item_id"] for row in table_file(client, "process-items", year=2017))
    assert ties == {str(page.item): len(page.process_groups) for page in pages if page.process_groups}


def progress_without_mark(row):
    """The words as a page shows them: the mark stands apart."""
    return without_mark(row["progress"], row["mark_words"])


@pytest.mark.once
def test_every_promise_of_a_year_is_the_one_that_the_page_of_its_item_shows(client, published_years):
    rows = table_file(client, "promises", year=2017)
    assert {(f"kpi-{row['listing_id']}", row["what"], window_of(row)) for row in rows} == {
        (kpi.anchor, promise.what, promise.window) for kpi in kpis_of_2017() for promise in kpi.promises
    }


@pytest.mark.once
def test_every_promise_with_a_date_is_one_of_the_list_which_names_a_kpi_once(client, published_years):
    told = {(row["kpi_id"], row["what"], window_of(row)) for row in table_file(client, "promises")}
    shown = {(row.kpi.url.split("/")[-2], row.what, row.window) for row in listed_promises(client)}
    assert {one for one in told if one[-1]} == {one for one in shown if one[-1]}
    assert len(told) > 20


def window_of(row):
    """The days of a row as pages write them."""
    return window_text(day(row["begins_on"]), day(row["ends_on"]))


def listed_promises(client):
    """The rows of the list, page after page."""
    number, rows = 1, []
    while number:
        page = client.get(reverse("kpis:promises"), {"page": number}).context["page"]
        rows += page.rows
        number = page.page_obj.next_page_number() if page.page_obj.has_next() else 0
    return rows


def day(iso):
    return date.fromisoformat(iso) if iso else None


def publish_one(**given):
    built = build_round(make_round(2017), [ItemSpec(PRINTED, "⑪", kpis=(KpiSpec(PRINTED, **given),))])
    publish(built)
    return built


def test_a_character_that_cp932_lacks_is_written_by_its_number_and_told(client):
    publish_one()
    assert table_file(client, "kpis")[0]["kpi_name"] == PRINTED
    files = packed(body(client.get(f"{FILES}tables.zip", {"encoding": "cp932"})))
    assert csv_rows(files["kpis.csv"], "kpis", "cp932")[0]["kpi_name"] == IN_CP932
    told = files[REPLACED].decode("cp932").splitlines()
    assert "kpis.csv,2,U+20BB7,〔U+20BB7〕" in told
    assert "kpis.csv,2,U+301C,\N{FULLWIDTH TILDE}" in told
    assert "CP932" in files["readme.txt"].decode("cp932")


def test_words_that_look_like_a_formula_stay_words_in_every_format(client):
    words = '=HYPERLINK("http://example.com")'
    publish_one(actual=words, actuals=(), note="－", target="#N/A")
    content = body(client.get(f"{FILES}kpis.csv")).decode("utf-8-sig")
    assert '"\'=HYPERLINK(""http' in content
    row = table_file(client, "kpis")[0]
    assert (row["actual_words"], row["note_words"], row["target_words"]) == (words, "－", "#N/A")
    assert workbook_tables(body(client.get(f"{FILES}tables.xlsx")))["kpis"] == [row]


def test_a_control_character_breaks_no_workbook(client):
    publish_one(note="一\x0b二")
    assert workbook_tables(body(client.get(f"{FILES}tables.xlsx")))["kpis"][0]["note_words"] == "一⟦U+000B⟧二"


def test_a_progress_cell_of_two_ministries_gives_a_row_each(client):
    for name in ("総務省", "財務省"):
        make_ministry(name)
    segments = (SegmentDraft("【総務省、財務省】", ("総務省", "財務省"), "実施した。（順調）", "続ける。", "順調"),)
    publish(build_round(make_round(), [ItemSpec("委託の加速", processes=("調査", "公表"), segments=segments)]))
    rows = table_file(client, "processes")
    assert [(row["process_words"], row["ministry"], row["mark"]) for row in rows] == [
        (process, ministry, "順調") for process in ("調査", "公表") for ministry in ("総務省", "財務省")
    ]


def test_a_year_stands_beside_its_era_and_a_number_beside_its_unit(client):
    publish_one()
    target, actual = table_file(client, "values")
    assert (target["fiscal_year"], target["fiscal_year_era"]) == ("2017", "平成29年度")
    assert (target["value"], target["unit"], target["comparator_label"]) == ("416", "団体", "以上")
    assert (target["deadline_fiscal_year"], target["deadline_fiscal_year_era"]) == ("2020", "令和2年度")
    assert (actual["value"], actual["measurement_kind"], actual["measurement_kind_label"]) == (
        "301",
        "preliminary",
        "速報",
    )
    assert (actual["as_of_from"], actual["as_of_to"], actual["words"]) == ("2017-04-01", "2017-04-30", "301団体")
    assert actual["source_url"].endswith("line=12&to=12#L12")


def test_a_day_gives_what_was_published_by_then(client):
    built = publish_one()
    Kpi.objects.update(unit="団体")
    built.round.edition.published_on = built.round.edition.published_on.replace(year=2018)
    publish(built, reason="単位の誤り")
    before = {"as_of": "2018-01-01"}
    assert [row["unit"] for row in table_file(client, "kpis", **before)] == [""]
    assert [row["unit"] for row in table_file(client, "kpis")] == ["団体"]
    assert [row["unit"] for row in api_rows(client, "kpis", **before)] == [""]
    assert table_file(client, "kpis", as_of="2017-12-20") == []
    assert [row["kind_label"] for row in table_file(client, "publications", **before)] == ["公表"]


@pytest.mark.once
def test_every_doubt_and_correction_of_a_year_is_the_one_that_the_page_of_its_item_shows(client, published_years):
    told = [
        (f"kpi-{row['listing_id']}", row["words"], row["before"], row["after"])
        for row in table_file(client, "kpi-notes", year=2017)
    ]
    shown = [
        (kpi.anchor, *words)
        for kpi in kpis_of_2017()
        for words in (
            *((issue.message, "", "") for issue in kpi.issues),
            *((given.reason, given.before, given.after) for given in kpi.corrections),
        )
    ]
    assert sorted(told) == sorted(shown)
    assert len(told) > 1


@pytest.mark.once
def test_a_file_takes_as_many_queries_at_a_hundred_rows_as_at_ten(client, queries_of):
    for year, number in ((2016, 10), (2017, 100)):
        kpis = tuple(KpiSpec(f"指標{one}") for one in range(number))
        publish(build_round(make_round(year), [ItemSpec("委託の加速", kpis=kpis)]))
    asked = {year: lambda year=year: body(client.get(f"{FILES}tables.zip", {"year": year})) for year in (2016, 2017)}
    assert queries_of(asked[2016]) == queries_of(asked[2017])


def test_only_what_is_published_is_given(client):
    build_round(make_round(2017), [ItemSpec("草案")])
    assert table_file(client, "items") == []


def test_a_row_under_two_ministries_is_found_by_either(client):
    make_ministry("総務省")
    publish(build_round(make_round(2017, make_programme()), [ItemSpec("委託の加速")]))
    assert len(api_rows(client, "processes", ministry="総務省")) == 1
    assert len(api_rows(client, "kpis", ministry="総務省")) == 1
    assert api_rows(client, "kpis", ministry="財務省") == []


def test_a_range_that_is_not_offered_gives_no_file(client):
    publish_one()
    answer = client.get(f"{FILES}values.csv", {"year": "2016"})
    assert answer.status_code == 422
    assert "「年度」" in answer.json()["message"]
    assert client.get(f"{FILES}nothing.csv").status_code == 404


def test_a_workbook_of_more_rows_than_people_can_open_is_refused_with_another_way(client, monkeypatch):
    monkeypatch.setattr(views, "MOST_KPI_ROWS_OF_A_WORKBOOK", 0)
    publish_one()
    answer = client.get(f"{FILES}tables.xlsx")
    assert answer.status_code == 422
    assert "年度を選ぶ" in answer.json()["message"]


def test_the_terms_stand_in_every_file(client):
    publish_one()
    assert 'rel="license"' in client.get(f"{FILES}items.csv")["Link"]
    assert "公共データ利用規約" in packed(body(client.get(f"{FILES}tables.zip")))["readme.txt"].decode("utf-8-sig")
    assert client.get("/api/v1/items").json()["license"] == "PDL1.0"
    assert b"PDL1.0" in body(client.get(f"{FILES}tables.json"))


def test_every_column_is_described_once_and_every_list_of_codes_is_given(client):
    make_ministry("総務省")
    publish_one()
    columns, codes = table_file(client, "columns"), table_file(client, "codes")
    for table in (*TABLES, *REFERENCE):
        assert len({column.id for column in table.columns}) == len(table.columns)
        assert len({column.heading for column in table.columns}) == len(table.columns)
        assert all(column.meaning for column in table.columns)
    assert len(columns) == sum(len(table.columns) + 1 for table in (*TABLES, *REFERENCE))
    named = {row["codes"] for row in columns} - {""}
    assert named - {row["codes"] for row in codes} == {"item_grades"}  # the edition of this test rates no items


def test_a_grade_is_explained_with_the_edition_that_uses_it_and_a_ministry_with_its_days(client):
    make_ministry("総務省")
    publish_one()
    codes = {(row["codes"], row["code"]): row for row in table_file(client, "codes")}
    assert (codes["grades", "B"]["label"], codes["grades", "B"]["edition_fiscal_year"]) == ("目安未満", "2017")
    assert codes["ministries", "総務省"]["valid_to"] == ""
    assert codes["measurement_kinds", "preliminary"]["label"] == "速報"


def test_the_page_leads_to_files_of_the_chosen_year(client):
    publish_one()
    page = client.get(reverse("kpis:open_data"), {"year": "2017"})
    assert all("year=2017" in download.url for download in page.context["page"].downloads)


def test_a_table_that_is_not_there_has_no_page(client):
    assert client.get(f"{FILES}values/").status_code == 200
    assert client.get(f"{FILES}nothing/").status_code == 404
