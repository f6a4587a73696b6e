"""The list of people as CSV: what an admin hands in when people move in April, and what goes out. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kpi_tracker.lib.csv_cells import with_apostrophe, without_apostrophe
from kpi_tracker.lib.decoding import NotText, decoded

NAME, EMAIL, USERNAME, ROLE, MINISTRIES, ACT = HEADINGS = ("氏名", "メール", "利用者名", "役割", "府省庁", "操作")
NO_ACT, CLOSE, REOPEN = "", "閉鎖", "再開"
NO_MINISTRY = "なし"
MOST_BYTES, MOST_LINES = 1_000_000, 2_000
_BETWEEN_MINISTRIES = re.compile(r"[、;；\n]")


class UnreadablePeople(Exception):
    """A file that is no list of people. The message is Japanese and says what to do."""


@dataclass(frozen=True)
class PersonLine:
    """One line as written; "" where a cell is empty or the column is not there. line: of the file, the heading is 1."""

    line: int
    name: str = ""
    email: str = ""
    username: str = ""
    role: str = ""
    ministries: str = ""
    act: str = ""


def read_people(data: bytes) -> list[PersonLine]:
    """The lines of a CSV in UTF-8 or CP932, empty ones left out. Raises UnreadablePeople.

    >>> read_people("利用者名,操作\\r\\nyamada,閉鎖\\r\\n".encode("cp932"))
    [PersonLine(line=2, name='', email='', username='yamada', role='', ministries='', act='閉鎖')]
    """
    if len(data) > MOST_BYTES:
        raise UnreadablePeople("ファイルが大きすぎます（1MBまで）。")
    try:
        rows = csv.reader(io.StringIO(decoded(data)), strict=True)
        headings = [heading.strip() for heading in next(rows, [])]
        _require_headings(headings)
        lines = [_line(rows.line_num, headings, row) for row in rows if any(cell.strip() for cell in row)]
    except NotText as reason:
        raise UnreadablePeople(str(reason)) from reason
    except csv.Error as reason:
        raise UnreadablePeople(f"CSVとして読めません（{reason}）。引用符が閉じているか確かめてください。") from reason
    if len(lines) > MOST_LINES:
        raise UnreadablePeople(f"{MOST_LINES}行を超えています。分けて読み込んでください。")
    return lines


def write_people(lines: Iterable[PersonLine]) -> bytes:
    """The lines with their heading, as spreadsheet programs open it; `read_people` gives them back."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(HEADINGS)
    for line in lines:
        cells = (line.name, line.email, line.username, line.role, line.ministries, line.act)
        writer.writerow([with_apostrophe(cell) for cell in cells])
    return stream.getvalue().encode("utf-8-sig")


def ministries_in(words: str) -> list[str]:
    """The names in a cell.

    >>> ministries_in("総務省、財務省"), ministries_in("")
    (['総務省', '財務省'], [])
    """
    return [name for part in _BETWEEN_MINISTRIES.split(words) if (name := part.strip())]


def parted_name(name: str) -> tuple[str, str]:
    """Family name and given name; what has no space is the family name.

    >>> parted_name("山田　花子"), parted_name("総括担当")
    (('山田', '花子'), ('総括担当', ''))
    """
    family, _, given = " ".join(name.split()).partition(" ")
    return family, given


def _require_headings(headings: list[str]) -> None:
    unknown = [heading for heading in headings if heading not in HEADINGS]
    if unknown:
        raise UnreadablePeople(
            f"1行目に知らない見出しがあります：{'、'.join(unknown)}。使える見出しは {'、'.join(HEADINGS)} です。"
        )
    if len(set(headings)) < len(headings):
        raise UnreadablePeople("1行目に同じ見出しが二つあります。")
    if USERNAME not in headings and EMAIL not in headings:
        raise UnreadablePeople(f"1行目に「{USERNAME}」か「{EMAIL}」の見出しが要ります。誰の行かを、それで見分けます。")


def _line(number: int, headings: list[str], row: list[str]) -> PersonLine:
    if len(row) > len(headings) and any(cell.strip() for cell in row[len(headings) :]):
        raise UnreadablePeople(f"{number}行目のセルが見出しより多くなっています。コンマの数を確かめてください。")
    cells = {heading: without_apostrophe(cell).strip() for heading, cell in zip(headings, row, strict=False)}
    return PersonLine(
        number,
        name=cells.get(NAME, ""),
        email=cells.get(EMAIL, ""),
        username=cells.get(USERNAME, ""),
        role=cells.get(ROLE, ""),
        ministries=cells.get(MINISTRIES, ""),
        act=cells.get(ACT, ""),
    )
