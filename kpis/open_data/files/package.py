"""All tables as CSV in one package, with what explains them and the terms."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from kpis.open_data.files.cp932 import Replaced, in_cp932, replaced_in
from kpis.open_data.files.csv_file import BYTE_ORDER_MARK, csv_lines
from kpis.open_data.files.json_file import Made

UTF_8, CP932 = "utf-8", "cp932"
README = "readme.txt"
REPLACED = "cp932-replaced.csv"
_NOTE = (
    "CP932（WindowsのShift_JIS）に無い文字は〔U+20BB7〕のように番号で、同じ字の文字（〜と～など）はその文字で書きました。"
    f"置き換えた箇所は {REPLACED} に、元の文字は UTF-8 のファイルにあります。"
)
_REPLACED_HEADINGS = ("ファイル", "行（見出しが1）", "元の文字の番号", "書いた文字")


def write_package(made: Made, front: Sequence[tuple[str, str]], encoding: str, target: IO[bytes]) -> None:
    """Writes a zip to target: a CSV a table, and a text with labels and words of front. encoding: UTF_8 or CP932."""
    replaced: list[tuple[str, int, Replaced]] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for table, records in made:
            name = f"{table.id}.csv"
            _write(package, name, _noted(name, csv_lines(table, records), encoding, replaced), encoding)
        said = [f"{label}：{words}\r\n" for label, words in front]
        if encoding == CP932:
            said.append(f"文字：{_NOTE}\r\n")
            _write(package, REPLACED, _replaced_lines(replaced), encoding)
        _write(package, README, (in_cp932(line) if encoding == CP932 else line for line in said), encoding)


def _noted(name: str, lines: Iterable[str], encoding: str, replaced: list[tuple[str, int, Replaced]]) -> Iterator[str]:
    """The lines as the encoding has them; what it lacks is added to `replaced` with file and line, from 1."""
    for number, line in enumerate(lines, start=1):
        if encoding == CP932:
            replaced += [(name, number, one) for one in dict.fromkeys(replaced_in(line))]
            yield in_cp932(line)
        else:
            yield line


def _replaced_lines(replaced: Iterable[tuple[str, int, Replaced]]) -> Iterator[str]:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_REPLACED_HEADINGS)
    writer.writerows((name, number, one.code_point, one.written) for name, number, one in replaced)
    yield stream.getvalue()


def _write(package: zipfile.ZipFile, name: str, lines: Iterable[str], encoding: str) -> None:
    with package.open(name, "w", force_zip64=True) as part:
        if encoding == UTF_8:
            part.write(BYTE_ORDER_MARK.encode())
        for line in lines:
            part.write(line.encode(encoding))
