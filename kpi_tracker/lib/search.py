"""The key that free text is searched by."""

from __future__ import annotations

import unicodedata


def search_key(text: str) -> str:
    """The text as it is compared when searching: NFKC, case folded, without white space.

    >>> search_key("ＩＴ化・ＢＰＲ に取り組んだ")
    'it化・bprに取り組んだ'
    """
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
