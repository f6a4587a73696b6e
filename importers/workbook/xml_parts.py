"""The XML of a workbook's parts, parsed in C: defusedxml, through which openpyxl parses, does so in Python.

What makes XML dangerous is declared in a document type, which stands before the root or nowhere, and no part of a
workbook may have one (ECMA-376-2, 8.1.4, M1.18). So a part is looked at as far as its root before it is parsed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Never
from xml.etree.ElementTree import Element, ParseError, iterparse
from xml.parsers.expat import ExpatError, ParserCreate

from defusedxml import DTDForbidden
from openpyxl.xml.constants import SHEET_MAIN_NS

_BLOCK = 4096
_PLAIN, _RUN = f"{{{SHEET_MAIN_NS}}}t", f"{{{SHEET_MAIN_NS}}}r"


def elements_of(part: IO[bytes]) -> Iterator[Element]:
    """The elements as they end, those within another before it. Raises DTDForbidden and ParseError."""
    _refuse_document_type(part)
    part.seek(0)
    for _, element in iterparse(part):
        yield element


def _refuse_document_type(part: IO[bytes]) -> None:
    roots: list[str] = []
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, _: roots.append(name)
    try:
        while not roots and (block := part.read(_BLOCK)):
            parser.Parse(block)
    except ExpatError as damage:
        raise ParseError(str(damage)) from damage


def _refuse(name: str, system: str | None, public: str | None, _: bool) -> Never:
    raise DTDForbidden(name, system, public)


def words_of(string: Element) -> str:
    """The words of a string, without the readings (ふりがな) that Excel keeps beside them."""
    return "".join(_run(part) for part in string)


def _run(part: Element) -> str:
    if part.tag == _PLAIN:
        return part.text or ""
    return part.findtext(_PLAIN, "") if part.tag == _RUN else ""
