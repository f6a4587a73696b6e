"""The ways from page to page of a list."""

from django.core.paginator import Paginator

from reforms.paging import page_links


def shown(rows: int, page: int) -> str:
    """The links of a page of one row a page, the shown one in brackets."""
    links = page_links(Paginator(range(rows), 1).page(page), lambda number: f"?page={number}")
    assert [link.url for link in links] == [f"?page={link.label}" if link.label.isdigit() else "" for link in links]
    return " ".join(f"[{link.label}]" if link.is_current else link.label for link in links)


def test_a_list_on_one_page_has_no_ways():
    assert page_links(Paginator(range(50), 50).page(1), str) == []


def test_a_short_list_has_a_way_to_each_page():
    assert shown(10, 2) == "1 [2] 3 4 5 6 7 8 9 10"


def test_of_a_long_list_those_far_off_are_left_out_and_that_is_shown():
    assert shown(800, 1) == "[1] 2 3 4 … 799 800"
    assert shown(800, 400) == "1 2 … 397 398 399 [400] 401 402 403 … 799 800"
