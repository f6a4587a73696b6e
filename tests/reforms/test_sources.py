"""出典: the documents line by line."""

from copy import deepcopy
from datetime import date

import pytest

from reforms.models import SourceDocument, SourceIssue
from reforms.services import sources
from reforms.services.sources import add_source_document
from tests.builders import ItemSpec, build_round, make_round, publish

pytestmark = pytest.mark.django_db


def publish_one_item():
    built = build_round(make_round(), [ItemSpec("項目")])
    publish(built)
    return built.document


@pytest.fixture(scope="module")
def published_once(rows_of_module):
    return rows_of_module(publish_one_item)


@pytest.fixture
def document(published_once):
    return deepcopy(published_once)


def test_the_list_names_file_and_hash(client, document):
    html = client.get("/sources/").content.decode()
    assert document.file_name in html
    assert document.sha256 in html
    assert "100行" in html


def test_the_asked_lines_are_marked(client, document):
    page = client.get(document.get_absolute_url(), {"line": "29", "to": "31"}).context["page"]
    assert [line.number for line in page.lines if line.is_cited] == [29, 30, 31]
    assert page.cited == "29–31行"


@pytest.mark.parametrize(
    "query", [{"line": "0"}, {"line": "101"}, {"line": "5", "to": "2"}, {"line": "x"}, {"line": "9" * 40}]
)
def test_lines_that_are_not_there_give_a_message(client, document, query):
    response = client.get(document.get_absolute_url(), query)
    assert response.status_code == 200
    assert "1行目から100行目まで" in response.content.decode()


def test_a_document_of_nothing_published_is_not_shown(client):
    build_round(make_round(), [ItemSpec("項目")])
    document = SourceDocument.objects.get()
    assert client.get(document.get_absolute_url()).status_code == 404
    assert document.file_name not in client.get("/sources/").content.decode()


@pytest.mark.once
def test_the_number_of_queries_does_not_grow_with_the_documents(
    client, document, django_assert_num_queries, count_queries
):
    few = count_queries("/sources/")
    for year in range(2018, 2026):
        publish(build_round(make_round(year), [ItemSpec("項目")]))
    with django_assert_num_queries(few):
        client.get("/sources/")


def test_the_list_does_not_read_the_texts(client, document, django_assert_num_queries):
    with django_assert_num_queries(2) as captured:
        client.get("/sources/")
    assert not any('"text"' in query["sql"] for query in captured.captured_queries)


def test_the_column_of_a_tab_separated_document_is_marked(client, document):
    SourceDocument.objects.update(text="甲\t乙\t丙\n丁\t戊\t己")
    html = client.get(document.get_absolute_url(), {"line": "1", "column": "2"}).content.decode()
    assert "<mark>乙\t</mark>" in html
    assert html.count("<mark>") == 1


def test_a_long_document_comes_in_pages_around_the_asked_line(client, document):
    SourceDocument.objects.update(text="\n".join(f"{n}行目" for n in range(1, 5001)))
    page = client.get(document.get_absolute_url(), {"line": "4500"}).context["page"]
    assert (page.lines[0].number, page.lines[-1].number) == (4001, 5000)
    assert [link.is_current for link in page.pages] == [False, False, True]
    assert client.get(document.get_absolute_url(), {"page": "999999"}).status_code == 200


def test_what_is_doubtful_about_a_whole_page_stands_with_the_document(client, document):
    SourceIssue.objects.create(
        document=document, field="lines", code="outside", severity="warning", message="表の外に文があります。"
    )
    assert "表の外に文があります。" in client.get(document.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("referer", "came_from"),
    [
        pytest.param("http://testserver/items/1/?ministry=x", "/items/1/?ministry=x", id="a page that shows values"),
        pytest.param("http://testserver/sources/1/?page=2", "", id="another part of the document"),
        pytest.param("http://testserver/accounts/login/", "", id="the page for signing in"),
        pytest.param("http://testserver//elsewhere.example/items/1/", "", id="a path that is another site's address"),
        pytest.param("http://elsewhere.example/items/1/", "", id="another site"),
        pytest.param("", "", id="nowhere"),
    ],
)
def test_a_document_leads_back_to_the_page_that_led_to_it(client, document, referer, came_from):
    response = client.get(document.get_absolute_url(), {"line": "29"}, headers={"referer": referer})
    assert response.context["page"].came_from == came_from
    assert ("値を見ていたページへ戻る" in response.content.decode()) == bool(came_from)


def test_a_long_text_is_sent_in_pieces_and_kept_whole(monkeypatch):
    monkeypatch.setattr(sources, "_PIECE", 4)
    text = "一行目\n二行目\n三行目"
    kept = add_source_document(
        file_name="a.txt", sha256="0" * 64, title="a", published_on=date(2017, 12, 21), layout="x", text=text
    )
    assert (kept.text, kept.line_count) == (text, 3)
    assert SourceDocument.objects.get(pk=kept.pk).text == text
