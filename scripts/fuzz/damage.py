"""Files as they come after an accident or with a purpose: lines, bytes, parts of a workbook and its cells changed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

from kpi_tracker.lib.packages import DAMAGED_PACKAGE
from scripts.fuzz import hostile

MOST_CHANGES = 4
SHARE_OF_LARGE = 0.1
"""Most files are to be read to the end: the large changes have them refused as a whole."""
VALUE = re.compile(rb"(<(?:v|t)(?: [^>]*)?>)([^<]*)(</)")
PLACE = re.compile(rb'(<c r=")([A-Z]+[0-9]+)(")')
KIND = re.compile(rb'( t=")([a-zA-Z]+)(")')
PLACES = (b"A1", b"XFD1048576", b"ZZZZ1", b"A0", b"B7", b"1A", b"")
KINDS = (b"s", b"n", b"b", b"e", b"d", b"str", b"inlineStr", b"x")
MERGED = (
    b"A1:B9",
    b"A1:XFD1048576",
    b"B2:A1",
    b"A1",
    b"",
    b"A:A",
    b"B7:D9",
)
BYTES = (b"\x00", b"\xff\xfe", b"<", b"]]>", b"&amp;", b"&x;", b'<!DOCTYPE a [<!ENTITY b "c">]>', b"\xed\xa0\x80")
ENCODINGS = ("utf-8-sig", "cp932", "utf-16", "euc_jp", "utf-32")


def damaged(data: bytes, random: Random) -> bytes:
    """The file with some changes."""
    for _ in range(random.randint(1, MOST_CHANGES)):
        small, large = WORKBOOK_WAYS if is_package(data) else TEXT_WAYS
        ways = large if random.random() < SHARE_OF_LARGE else small
        data = random.choice(ways)(data, random)
    return data


def is_package(data: bytes) -> bool:
    """Whether a file can be opened as what a workbook is: parts in a ZIP."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return bool(package.namelist())
    except DAMAGED_PACKAGE:
        return False


def _cut_off(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _with_other_bytes(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(BYTES) + data[at + random.randrange(3) :]


def _with_other_lines(data: bytes, random: Random) -> bytes:
    lines = data.decode(errors="replace").split("\n")
    first, second = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            del lines[min(first, second) : max(first, second)]
        case 1:
            lines[first], lines[second] = lines[second], lines[first]
        case 2:
            lines[first:first] = lines[second : second + random.randrange(40)]
        case 3:
            lines[first] += lines[second]
            del lines[second]
        case _:
            lines.insert(first, hostile.word(random))
    return "\n".join(lines).encode(errors="replace")


def _with_other_words(data: bytes, random: Random) -> bytes:
    text = data.decode(errors="replace")
    at = random.randrange(len(text) + 1)
    return (text[:at] + hostile.word(random) + text[at + random.randrange(6) :]).encode(errors="replace")


def _with_other_numbers(data: bytes, random: Random) -> bytes:
    text = data.decode(errors="replace")
    found = list(re.finditer(r"[0-9０-９]+", text))
    if not found:
        return data
    number = random.choice(found)
    return (text[: number.start()] + random.choice(hostile.NUMBERS) + text[number.end() :]).encode(errors="replace")


def _encoded_otherwise(data: bytes, random: Random) -> bytes:
    return data.decode(errors="replace").encode(random.choice(ENCODINGS), errors="replace")


def _with_other_line_ends(data: bytes, random: Random) -> bytes:
    return data.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", "\u2028".encode(), b"\f", b"\t")))


def _repacked(data: bytes, change: Callable[[str, bytes], dict[str, bytes]]) -> bytes:
    """A package whose parts were replaced by what `change` gives for each."""
    target = io.BytesIO()
    try:
        with (
            warnings.catch_warnings(action="ignore", category=UserWarning),  # of two parts under one name
            zipfile.ZipFile(io.BytesIO(data)) as old,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                for other, content in change(name, old.read(name)).items():
                    new.writestr(other, content)
    except DAMAGED_PACKAGE:
        return data  # it was cut up before
    return target.getvalue()


def _chosen_part(data: bytes, random: Random) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return random.choice(package.namelist())


def _part_changed(data: bytes, random: Random) -> bytes:
    chosen, other = _chosen_part(data, random), _chosen_part(data, random)
    way = random.randrange(4)

    def change(name: str, content: bytes) -> dict[str, bytes]:
        if name != chosen:
            return {name: content}
        given: tuple[dict[str, bytes], ...] = (
            {},
            {name: _cut_off(content, random)},
            {name: _with_other_bytes(content, random)},
            {other: content} if other != name else {},
        )
        return given[way]

    return _repacked(data, change)


def _cells_changed(pattern: re.Pattern[bytes], draw: Callable[[Random], bytes]) -> Callable[[bytes, Random], bytes]:
    """A change of a few of the places that a pattern finds in the sheets."""

    def changed(data: bytes, random: Random) -> bytes:
        share = random.choice((0.002, 0.01, 0.1))

        def put(found: re.Match[bytes]) -> bytes:
            return found[1] + draw(random) + found[3] if random.random() < share else found[0]

        return _repacked(data, lambda name, part: {name: pattern.sub(put, part) if name.endswith(".xml") else part})

    return changed


def _merged(data: bytes, random: Random) -> bytes:
    ranges = b"".join(b'<mergeCell ref="%s"/>' % random.choice(MERGED) for _ in range(random.randint(1, 3)))
    ending = b"</sheetData><mergeCells>" + ranges + b"</mergeCells>"
    return _repacked(data, lambda name, part: {name: part.replace(b"</sheetData>", ending)})


def _rows_gone(data: bytes, random: Random) -> bytes:
    def keep(found: re.Match[bytes]) -> bytes:
        return b"" if random.random() < 0.1 else found[0]

    row = re.compile(rb"<row [^>]*>.*?</row>", re.DOTALL)
    return _repacked(data, lambda name, part: {name: row.sub(keep, part)})


def _cell_word(random: Random) -> bytes:
    return escape(hostile.word(random)).encode(errors="replace")


TEXT_WAYS = (
    (_with_other_lines, _with_other_words, _with_other_numbers),
    (_cut_off, _with_other_bytes, _encoded_otherwise, _with_other_line_ends),
)
WORKBOOK_WAYS = (
    (_merged, _rows_gone, _cells_changed(VALUE, _cell_word)),
    (
        _cut_off,
        _with_other_bytes,
        _part_changed,
        _cells_changed(PLACE, lambda random: random.choice(PLACES)),
        _cells_changed(KIND, lambda random: random.choice(KINDS)),
    ),
)
