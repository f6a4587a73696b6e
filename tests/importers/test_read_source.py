"""`manage.py read_source` on documents and on files that are none; pytest would refuse it a database."""

from __future__ import annotations

import io
import json
from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command

from importers.document_json import as_json
from importers.readers.registry import READERS, UnknownLayout, UnreadableSource, read_source_file
from importers.readers.source_file import SourceFile
from importers.readers.source_path import LARGEST, source_file_at
from tests.importers.published import SOURCES, read_published

MEGABYTE = 1024 * 1024


def run(*arguments: str) -> tuple[int, str, str]:
    """The exit status, what stands on standard output and what on standard error."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("read_source", *arguments, stdout=out, stderr=err)
    except SystemExit as ending:
        return int(ending.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def sparse(path: Path, size: int) -> Path:
    """A file of that many bytes which takes no room."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name[:3])
def test_a_document_is_printed_as_json_and_nothing_else_whatever_its_name(path: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "renamed.bin"
    renamed.write_bytes(path.read_bytes())
    status, printed, messages = run(str(renamed))
    document, expected = json.loads(printed), json.loads(json.dumps(as_json(read_published(path))))
    assert status == 0
    assert document["file"] == renamed.name
    assert document["sheets"]
    assert document["sheets"] == expected["sheets"]
    assert len(messages.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_other_encodings_and_line_ends_give_the_same_pages(encoding: str) -> None:
    text = SOURCES[0].read_text(encoding="utf-8").replace("•", "・").replace("艺", "芸").replace("廿", "二")
    plain = text.encode("cp932", "ignore").decode("cp932")
    other = read_source_file(SourceFile("document.txt", plain.replace("\n", "\r\n").encode(encoding)))
    assert other.sheets == read_source_file(SourceFile("document.txt", plain.encode())).sheets


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name[:3])
def test_exactly_one_reader_recognises_a_document(path: Path) -> None:
    source = SourceFile(path.name, path.read_bytes())
    assert sum(1 for reader in READERS if reader.recognises(source)) == 1


def test_a_workbook_is_written_on_demand_and_says_the_same(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    status, printed, _ = run(str(SOURCES[0]), "--workbook", str(target))
    again = read_source_file(SourceFile(target.name, target.read_bytes()))
    assert status == 0
    assert [sheet["item"] for sheet in json.loads(printed)["sheets"]] == [sheet.item for sheet in again.sheets]


def test_a_workbook_that_cannot_be_written_is_one_line_and_no_json(tmp_path: Path) -> None:
    status, printed, messages = run(str(SOURCES[0]), "--workbook", str(tmp_path / "nowhere" / "out.xlsx"))
    assert (status, printed) == (2, "")
    assert "書き出せません" in messages
    assert len(messages.splitlines()) == 1


HOSTILE = {
    "empty": b"",
    "blank": b" \n\t\n",
    "only a byte order mark": b"\xef\xbb\xbf",
    "binary": Random(1).randbytes(MEGABYTE),
    "zeros": bytes(1000),
    "broken zip": b"PK\x03\x04 no workbook",
    "unknown text": "これは議事録です。\n改革項目: について議論した。\n".encode() * 1000,
    "unknown table": "氏名\t所属\t目標値\n甲\t乙\t12\n".encode() * 1000,
    "only line ends": b"\n" * (10 * MEGABYTE),
    "only tabs": b"\t" * (10 * MEGABYTE),
    "one long line": "改革工程の進捗".encode() * 40_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_no_document_is_one_japanese_line_and_exit_2(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(data)
    _assert_refused(str(path))


def test_a_text_of_100_megabytes_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    _assert_refused(str(sparse(tmp_path / "large.txt", 100 * MEGABYTE)))


def test_the_largest_file_allowed_is_read(tmp_path: Path) -> None:
    assert len(source_file_at(sparse(tmp_path / "just.txt", LARGEST)).data) == LARGEST
    with pytest.raises(UnreadableSource):
        source_file_at(sparse(tmp_path / "over.txt", LARGEST + 1))


def test_a_folder_a_missing_file_and_a_device_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.txt", Path("/dev/zero"), Path("a" * 5000), Path("a\0b")):
        _assert_refused(str(path))


def test_an_unknown_layout_is_told_from_an_unreadable_file() -> None:
    with pytest.raises(UnknownLayout):
        read_source_file(SourceFile("text.txt", "何かの文書".encode()))
    with pytest.raises(UnreadableSource) as refusal:
        read_source_file(SourceFile("image.png", bytes(range(256))))
    assert not isinstance(refusal.value, UnknownLayout)


def _assert_refused(path: str) -> None:
    status, printed, messages = run(path)
    assert (status, printed) == (2, "")
    assert len(messages.splitlines()) == 1
    assert messages.rstrip().endswith("ください。")
