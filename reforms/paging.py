"""The ways from page to page of a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page

from reforms.selectors import Link


def page_links(page: Page[Any], address: Callable[[str], str]) -> list[Link]:
    """The first pages, the last ones and those around the shown one; none where one page holds all.

    A link without an address stands for those left out. address: of a page, by its number.
    """
    if page.paginator.num_pages == 1:
        return []
    numbers = map(str, page.paginator.get_elided_page_range(page.number))
    return [Link(number, address(number) if number.isdigit() else "", number == str(page.number)) for number in numbers]
