"""出典: the documents line by line."""

import pytest

from reforms.models import SourceDocument
from tests.builders import ItemSpec, build_round, make_round, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    built = build_round(make_round(), [ItemSpec("項目")])
    publish(built)
    return built.document


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


def test_the_number_of_queries_does_not_grow_with_the_documents(
    client, document, django_assert_num_queries, count_queries
):
    few = count_queries("/sources/")
    for year in range(2018, 2026):
        publish(build_round(make_round(year), [ItemSpec("項目")]))
    with django_assert_num_queries(few):
        client.get("/sources/")
