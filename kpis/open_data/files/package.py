"""All tables as CSV in one package, with what explains them and the terms."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kpis.open_data.files.cp932 import Replaced, in_cp932, replaced_in
from kpis.open_data.files.csv_file import CP932, csv_lines, encoded
from kpis.open_data.files.json_file import Made

README = "readme.txt"
REPLACED = "cp932-replaced.csv"
_NOTE = (
    "CP932（WindowsのShift_JIS）に無い文字は〔U+20BB7〕のように番号で、同じ字の文字（〜と～など）はその文字で書きました。"
    f"置き換えた箇所は {REPLACED} に、元の文字は UTF-8 のファイルにあります。"
)
_READING = (
    "空のセルは記載がないことを表し、0とは違います。表計算ソフトが数式とみなす語の先頭には「'」を付けました。"
    "取り除くと元の語です。列の意味は columns.csv、符号の意味は codes.csv にあります。"
)
_REPLACED_HEADINGS = ("ファイル", "行（見出しが1）", "元の文字の番号", "書いた文字")


class _Outgoing(io.RawIOBase):
    """What the zip is written to: it is taken away as it grows, so it can only be written on."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        """For zipfile, which finds out for itself that nobody can go back in it."""
        return True

    def write(self, some: Any) -> int:
        """How many bytes were kept."""
        self._written += some
        return len(some)

    def taken(self) -> bytes:
        """What was written since this was asked last."""
        taken = bytes(self._written)
        self._written.clear()
        return taken


def package_parts(made: Made, front: Sequence[tuple[str, str]], encoding: str) -> Iterator[bytes]:
    """The parts of a zip: a CSV a table, and a text with labels and words of front. encoding: UTF_8 or CP932."""
    outgoing = _Outgoing()
    with zipfile.ZipFile(outgoing, "w", zipfile.ZIP_DEFLATED) as package:
        for name, lines in _files(made, front, encoding):
            with package.open(name, "w", force_zip64=True) as part:
                for some in encoded(lines, encoding):
                    part.write(some)
                    yield outgoing.taken()
    yield outgoing.taken()


def _files(made: Made, front: Sequence[tuple[str, str]], encoding: str) -> Iterator[tuple[str, Iterable[str]]]:
    replaced: list[tuple[str, int, Replaced]] = []
    for table, records in made:
        name = f"{table.id}.csv"
        lines = csv_lines(table, records)
        yield name, _noted(name, lines, replaced) if encoding == CP932 else lines
    said = [f"{label}：{words}\r\n" for label, words in (*front, ("読み方", _READING))]
    if encoding == CP932:
        yield REPLACED, _replaced_lines(replaced)
        said = [in_cp932(line) for line in [*said, f"文字：{_NOTE}\r\n"]]
    yield README, said


def _noted(name: str, lines: Iterable[str], replaced: list[tuple[str, int, Replaced]]) -> Iterator[str]:
    """The lines as CP932 has them; what it lacks is added to `replaced` with file and line, from 1."""
    for number, line in enumerate(lines, start=1):
        replaced += [(name, number, one) for one in dict.fromkeys(replaced_in(line))]
        yield in_cp932(line)


def _replaced_lines(replaced: Iterable[tuple[str, int, Replaced]]) -> Iterator[str]:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_REPLACED_HEADINGS)
    writer.writerows((name, number, one.code_point, one.written) for name, number, one in replaced)
    yield stream.getvalue()
