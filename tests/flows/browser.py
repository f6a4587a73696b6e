"""The browser of the flow tests: Debian's Chromium, kept on this machine."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Playwright

TIMEOUT = 10_000  # milliseconds; no page of ours takes one second, but the machine may be busy
ARGUMENTS = [
    "--no-sandbox",  # the sandbox refuses to run as root, as containers do
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Chromium's own calls to the outside
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch_chromium(playwright: Playwright) -> Browser:
    """A headless Chromium. Raises RuntimeError where none is installed."""
    program = shutil.which("chromium")
    if program is None:
        raise RuntimeError("chromium が見つかりません。make test を使うか、Debian の chromium を入れてください。")
    return playwright.chromium.launch(executable_path=program, args=ARGUMENTS)


@contextmanager
def watched_page(browser: Browser, site: str) -> Iterator[Page]:
    """A page of a reader in Japan whose paths are relative to `site`. Fails on each fault the page has shown."""
    with browser.new_context(base_url=site, locale="ja-JP", timezone_id="Asia/Tokyo") as context:
        context.set_default_timeout(TIMEOUT)
        page = context.new_page()
        faults = watch_for_faults(page, site)
        yield page
        assert not faults, "\n".join(faults)


def watch_for_faults(page: Page, site: str) -> list[str]:
    """A list that grows by each fault `page` shows from now on.

    Faults are console errors (a violated Content-Security-Policy is one), uncaught exceptions of scripts, and requests
    to anywhere but `site`.
    """
    faults: list[str] = []
    page.on("console", lambda message: faults.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("request", lambda request: faults.extend(find_outside_address(request.url, site)))
    return faults


def find_outside_address(address: str, site: str) -> list[str]:
    """The fault of a request to `address`, none where it stays on `site` or carries its content itself (data:, blob:).

    >>> find_outside_address("http://127.0.0.1:8000/items/", "http://127.0.0.1:8000")
    []
    >>> find_outside_address("https://outside.example/x.js", "http://127.0.0.1:8000")
    ['outside request: https://outside.example/x.js']
    """
    inside = address.startswith((f"{site}/", "data:", "blob:"))
    return [] if inside else [f"outside request: {address}"]
