"""Going through pages as who has no mouse: Tab from one thing to the next, until the one that is looked for."""

from playwright.sync_api import Page

LONGEST_WAY = 200
"""How many presses of Tab a person would bear."""
NAME_OF_FOCUSED = """() => {
  const here = document.activeElement;
  const words = here.getAttribute("aria-label") ?? here.labels?.[0]?.textContent ?? here.textContent;
  return words.replace(/\\s+/g, " ").trim();
}"""


def go_to(page: Page, name: str) -> None:
    """Tab on to the next thing of that name: a link, a button, a box or a field. Fails where none comes."""
    for _ in range(LONGEST_WAY):
        page.keyboard.press("Tab")
        if page.evaluate(NAME_OF_FOCUSED) == name:
            return
    raise AssertionError(f"{page.url}: no 「{name}」 within {LONGEST_WAY} presses of Tab")


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Tab on to the next thing of that name and press it."""
    go_to(page, name)
    page.keyboard.press(key)


def follow(page: Page, name: str) -> None:
    """Press what leads to another page, and wait until it is there."""
    go_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_into(page: Page, name: str, words: str) -> None:
    """Tab on to the next field of that name and write into it."""
    go_to(page, name)
    page.keyboard.insert_text(words)
