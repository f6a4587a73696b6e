"""What `make fuzz` rests on: forms as a browser would send them, files damaged the same way for the same seed."""

import io
import zipfile
from random import Random
from types import SimpleNamespace

import pytest

from scripts.fuzz.asking import note_fault
from scripts.fuzz.damage import TEXT_WAYS, WORKBOOK_WAYS, damaged, is_package
from scripts.fuzz.findings import Findings
from scripts.fuzz.pages import read_page
from tests.importers.workbook.books import book

PAGE = """
<a href="../two/?a=1">次</a> <a href="https://elsewhere.example/">外</a> <a href="#main">本文</a>
<input name="outside" value="no form">
<input name="early" value="x" form="named">
<form id="named" method="post" action="save/">
  <input type="hidden" name="version" value="3">
  <input type="checkbox" name="parts" value="1" checked><input type="checkbox" name="parts" value="2">
  <select name="grade"><option value="">-<option value="B" selected>B</select>
  <textarea name="words">以前の文</textarea>
  <input type="file" name="file">
  <button>保存</button> <button name="act" value="close">閉じる</button> <button formaction="drop/">やめる</button>
</form>
"""
TEXT = "改革項目：⑪\n目標値 416団体\n".encode() * 20


def test_a_page_is_read_as_a_browser_sends_its_forms():
    page = read_page(PAGE, "/one/")
    assert page.links == ["/two/?a=1"]
    save, drop = page.forms
    assert (save.method, save.address, drop.address) == ("POST", "/one/save/", "/one/drop/")
    assert save.fields == {
        "early": ["x"],
        "version": ["3"],
        "parts": ["1"],
        "grade": ["B"],
        "words": [""],
        "act": ["close"],
    }
    assert save.files == {"file"}


@pytest.mark.parametrize(
    ("ways", "whole"),
    [(TEXT_WAYS, lambda: TEXT), (WORKBOOK_WAYS, book)],
    ids=["text", "workbook"],
)
def test_every_way_of_damaging_changes_the_file(ways, whole):
    data = whole()
    for way in (*ways[0], *ways[1]):
        assert any(parts(way(data, Random(seed))) != parts(data) for seed in range(20)), way


def test_the_same_seed_damages_a_file_in_the_same_way():
    data = book()
    for seed in range(20):
        assert parts(damaged(data, Random(seed))) == parts(damaged(data, Random(seed)))


def parts(data):
    """What a file holds, whenever its package was written."""
    if not is_package(data):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(one.filename, one.CRC, one.file_size) for one in package.infolist()]


@pytest.mark.parametrize(
    "data", [b"", "一行".encode(), "二\n行".encode(), b"PK"], ids=["nothing", "a line", "two", "cut off"]
)
def test_whatever_is_left_of_a_file_can_be_damaged_again(data):
    for seed in range(200):
        assert isinstance(damaged(data, Random(seed)), bytes)


def test_a_fault_that_is_met_again_is_told_once(capsys):
    findings = Findings()
    for number in range(3):
        try:
            int("x")
        except ValueError as error:
            findings.add_raised(error, f"again {number}")
    assert findings.count == 1
    assert capsys.readouterr().out.count("■") == 1


@pytest.mark.parametrize(
    ("status", "path", "count"),
    [(500, "/items/", 1), (404, "/items/", 0), (503, "/items/", 1), (503, "/readyz", 0)],
    ids=["500", "404", "503", "no worker runs"],
)
def test_500_and_above_is_a_fault_but_where_readiness_is_asked(status, path, count):
    findings = Findings()
    note_fault(findings, SimpleNamespace(exc_info=None, status_code=status, request={"PATH_INFO": path}), "again")
    assert findings.count == count
