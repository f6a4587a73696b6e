"""What a file is, whatever its name says."""

import io
import re
import zipfile

import pytest

from kpi_tracker.lib.file_kinds import RefusedFile, kind_of

OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX_TYPE = f"{OFFICE}wordprocessingml.document.main+xml"
TYPES = {
    "xlsx": ("xl/workbook.xml", f"{OFFICE}spreadsheetml.sheet.main+xml"),
    "docx": ("word/document.xml", DOCX_TYPE),
    "pptx": ("ppt/presentation.xml", f"{OFFICE}presentationml.presentation.main+xml"),
}


def package(kind="docx", content_type="", **parts):
    """A package of the kind, with further parts by name."""
    main, usual = TYPES[kind]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", f'<Override ContentType="{content_type or usual}"/>')
        made.writestr(main, b"<w/>")
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def encrypted():
    """A package whose parts say that they need a password."""
    data = bytearray(package())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


KEPT = {
    "調査.pdf": b"%PDF-1.7\n",
    "表.xlsx": package("xlsx"),
    "報告.docx": package("docx"),
    "説明.PPTX": package("pptx", **{"ppt/embeddings/chart.xlsx": b""}),
    "一覧.csv": "府省庁,値\r\n総務省,301".encode("cp932"),
    "記録.txt": "\ufeff聞き取り".encode(),
    "図.png": b"\x89PNG\r\n\x1a\n....",
    "図.jpg": b"\xff\xd8\xff\xe0",
    "図.jpeg": b"\xff\xd8\xff\xe1",
}


@pytest.mark.parametrize(("name", "data"), KEPT.items(), ids=KEPT)
def test_what_is_what_it_says_is_kept(name, data):
    assert name.lower().endswith(kind_of(data, name).ending)


HTML = b"<!DOCTYPE html><script>alert(1)</script>"
REFUSED = {
    "html as png": ("図.png", HTML, "PNG画像ではありません"),
    "html as pdf": ("a.pdf", HTML, "PDFではありません"),
    "html as docx": ("a.docx", HTML, "Word文書として開けません"),
    "html itself": ("a.html", HTML, "この拡張子（.html）"),
    "svg": ("a.svg", b"<svg onload='alert(1)'/>", "この拡張子（.svg）"),
    "program": ("a.exe", b"MZ", "この拡張子（.exe）"),
    "no ending": ("添付", b"%PDF-", "この拡張子（なし）"),
    "two endings": ("a.pdf.exe", b"%PDF-", "この拡張子（.exe）"),
    "macro ending": ("a.xlsm", package("xlsx"), "この拡張子（.xlsm）"),
    "empty": ("a.pdf", b"", "空のファイル"),
    "workbook as document": ("a.docx", package("xlsx"), "Word文書ではありません"),
    "document in another type": ("a.docx", package(content_type="text/html"), "Word文書ではありません"),
    "macro": ("a.docx", package(**{"word/vbaProject.bin": b"x"}), "マクロを含む"),
    "macro by its type": (
        "a.docx",
        package(content_type=f"{DOCX_TYPE} application/vnd.ms-word.document.macroEnabled.main+xml"),
        "マクロを含む",
    ),
    "embedded program": ("a.docx", package(**{"word/embeddings/oleObject1.bin": b"MZ"}), "埋め込まれています"),
    "control": ("a.xlsx", package("xlsx", **{"xl/activeX/activeX1.xml": b""}), "埋め込まれています"),
    "bomb": ("a.docx", package(**{"word/media/a.bin": bytes(60 * 1024**2)}), "異常に大きくなる"),
    "many parts": ("a.docx", package(**{f"word/{n}.xml": b"" for n in range(1_200)}), "異常に大きくなる"),
    "password": ("a.docx", encrypted(), "パスワードつき"),
    "plain zip": ("a.docx", b"PK\x05\x06" + bytes(18), "Word文書ではありません"),
    "cut off": ("a.docx", package()[:60], "Word文書として開けません"),
    "binary as text": ("a.csv", b"\x00\x01\x02", "テキストではありません"),
    "another encoding": ("a.txt", "テキスト".encode("utf-16"), "テキストではありません"),
}


@pytest.mark.parametrize(("name", "data", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_is_something_else_is_refused_with_a_sentence(name, data, sentence):
    with pytest.raises(RefusedFile, match=re.escape(sentence)):
        kind_of(data, name)
