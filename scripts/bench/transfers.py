"""What pages weigh: HTML, and bytes over the wire on a first visit and on a second one.

    python -m scripts.bench.transfers http://127.0.0.1:8000 /charts/ /kpis/8/

Asks a server that runs already (`make serve`), in a browser that has nothing kept. Prints a row of Markdown a page.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright


def main() -> None:
    """Measures each page by itself."""
    site, *addresses = sys.argv[1:]
    print("| page | HTML, bytes | first visit, bytes | of it HTML | second visit, bytes | files fetched again |")
    print("|---|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for address in addresses:
            print(measured(browser, site, address))


def measured(browser: Browser, site: str, address: str) -> str:
    """The row of a page."""
    with browser.new_context(base_url=site) as context:
        page = context.new_page()
        first = visit(page, address)
        size = len(page.request.get(address).body())
        second = visit(page, address)
    html = first["Document"]
    again = [kind for kind, length in second.items() if kind != "Document" and length]
    return f"| {address} | {size} | {first.total()} | {html} | {second.total()} | {len(again)} |"


def visit(page: Page, address: str) -> Counter[str]:
    """Bytes over the wire by kind of file, headers among them; nothing of what the browser had kept."""
    kinds: dict[str, str] = {}
    found: Counter[str] = Counter()
    session = page.context.new_cdp_session(page)

    def is_answered(event: dict[str, Any]) -> None:
        if not event["response"].get("fromDiskCache"):
            kinds[event["requestId"]] = event["type"]

    def is_loaded(event: dict[str, Any]) -> None:
        if event["requestId"] in kinds:
            found[kinds[event["requestId"]]] += int(event["encodedDataLength"])

    session.on("Network.responseReceived", is_answered)
    session.on("Network.loadingFinished", is_loaded)
    session.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    session.detach()
    return found


if __name__ == "__main__":
    main()
