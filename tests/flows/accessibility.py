"""What axe says of a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (390, 1280)  # a telephone and a desk, CSS pixels
HEIGHT = 900
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}  # what passes is not described element by element: a long list


def find_violations(page: Page) -> list[str]:
    """The violations axe finds on `page` as it stands: rule, what is wrong, and the first element concerned."""
    found = Axe().run(page, options=ONLY_VIOLATIONS).response["violations"]
    return [f"{rule['id']}: {rule['help']} {rule['nodes'][0]['html']}" for rule in found]


def assert_accessible(page: Page) -> None:
    """Fail with axe's findings where the page has any at one of the two widths, or is wider than its window.

    The page stays as at a desk.
    """
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        violations = find_violations(page)
        assert not violations, "\n".join([f"{page.url} at {width} px", *violations])
        page_width = page.evaluate("document.documentElement.scrollWidth")
        assert page_width <= width, f"{page.url} must not scroll sideways at {width} px"
