"""HTML → PDF by WeasyPrint. It draws letters with libraries and fonts of the system, which a server may do without."""

from __future__ import annotations

import logging
import shutil
import subprocess

LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
"""Debian packages by the library that they bring."""
FONTS = ("fontconfig", "fonts-noto-cjk")


class NotPrintable(Exception):
    """The system lacks what paper needs. The message is one Japanese sentence that names the Debian packages."""


def printed(html: str, css: str) -> bytes:
    """The document as PDF/UA: tagged, in the language and with the title that the HTML names. Nothing is fetched.

    Raises NotPrintable.
    """
    try:
        from weasyprint import CSS, HTML, urls  # noqa: PLC0415 - it opens the libraries: nothing else may need them
    except OSError:
        raise NotPrintable(_lacking(*LIBRARIES.values())) from None
    if not has_japanese_font():
        raise NotPrintable(_lacking(*FONTS))
    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # a line a page would bury the server's own
    nothing = urls.URLFetcher(allowed_protocols=())
    document = HTML(string=html, url_fetcher=nothing)
    made: bytes = document.write_pdf(stylesheets=[CSS(string=css, url_fetcher=nothing)], pdf_variant="pdf/ua-1")
    return made


def has_japanese_font() -> bool:
    """Whether fontconfig knows a font with Japanese letters; without one there are empty boxes in their place."""
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=ja", "family"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def _lacking(*packages: str) -> str:
    named = " ".join(packages)
    return (
        "このサーバーには、PDFを作るためのパッケージがありません。"
        f"サーバーの管理者は、Debianでは apt-get install {named} を実行してください。"
    )
