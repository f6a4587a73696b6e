"""The text of a cell without its HTML. Only known tags are tags: <予算事業名> is a label that the document prints."""

from __future__ import annotations

import html
import re

_BLOCK = "ul|ol|li|p|div|br|table|tbody|thead|tr|td|th|dl|dt|dd|h[1-6]"
_INLINE = "a|span|b|i|u|em|strong|small|sub|sup|font"
_ATTRIBUTES = r"(?=[\s/>])[^<>]{0,2000}>"
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK}){_ATTRIBUTES}", re.IGNORECASE)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE}){_ATTRIBUTES}", re.IGNORECASE)
_LINK = re.compile(
    r"<a\s[^<>]{0,2000}?href\s*=\s*[\"']?(?P<address>[^\"'\s<>]+)[^<>]{0,2000}>(?P<words>[^<>]{0,2000})</a>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_ADDRESS = re.compile(r"\s*[a-z]+://", re.IGNORECASE)


def blocks_of(words: str) -> tuple[str, ...]:
    r"""The paragraphs and list items of a cell, each on one line; tags go first, entities after them.

    A link keeps the address it prints; where it prints a title, the address follows.

    >>> blocks_of("<p>&lt;予算事業名&gt; 整備事業</p> <ul style='x'> <li>支援</li></ul>")
    ('<予算事業名> 整備事業', '支援')
    >>> blocks_of("<予算事業名> A&amp;B"), blocks_of('<a href="http://a.jp/">案内</a>')
    (('<予算事業名> A&B',), ('案内 http://a.jp/',))
    """
    plain = _LINK.sub(_printed_link, words)
    plain = _INLINE_TAG.sub("", _BLOCK_TAG.sub("\n", plain))
    lines = (_ENTITY.sub(lambda entity: html.unescape(entity[0]), line).strip() for line in plain.split("\n"))
    return tuple(line for line in lines if line)


def _printed_link(link: re.Match[str]) -> str:
    address, words = link["address"], link["words"].strip()
    return f"\n{words}\n" if _ADDRESS.match(words) else f"\n{words} {address}\n"
