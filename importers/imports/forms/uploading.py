"""Files that come in."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from importers.workbook.guarded import MAX_BYTES
from kpi_tracker.lib.file_names import plain_name

ENDINGS = (".xlsx", ".csv", ".txt")
MAX_FILES = 60
MEGABYTES = MAX_BYTES // 1024**2
BOUNDS = f"{'、'.join(ENDINGS)}。1ファイル{MEGABYTES} MBまで、一度に{MAX_FILES}ファイルまで。"


class ManyFilesInput(forms.ClearableFileInput):
    """A plain file input that takes several files; a script adds dragging and dropping."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or many files. Cleaned: the list of those that can be taken; the others are told, each with its reason."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """The files. Raises ValidationError where there are none or too many."""
        files = [super(ManyFilesField, self).clean(one, initial) for one in data or [None]]
        if len(files) > MAX_FILES:
            raise ValidationError(f"一度に取り込めるのは{MAX_FILES}ファイルまでです。分けて入れてください。")
        return files


class UploadForm(forms.Form):
    """The drop zone. A file that cannot be taken does not keep the others out."""

    chosen = ManyFilesField(
        label="取り込むファイル",
        help_text=BOUNDS,
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": "ファイルを選んでください。"},
        widget=ManyFilesInput(attrs={"accept": ",".join(ENDINGS), "aria-describedby": "bounds"}),
    )

    def taken(self) -> list[UploadedFile[Any]]:
        """The files that can be taken."""
        return [file for file in self.cleaned_data["chosen"] if not refusal_of(file)]

    def refusals(self) -> list[str]:
        """Why each of the others was not taken."""
        return [refusal for file in self.cleaned_data["chosen"] if (refusal := refusal_of(file))]


def refusal_of(file: UploadedFile[Any]) -> str:
    """Why a file is not even kept, as a sentence; "" where it can be taken. Its content is judged when it is read."""
    name, size = plain_name(file.name or ""), file.size or 0
    if not size:
        return f"「{name}」は空のファイルです。中身を確かめて、入れ直してください。"
    if size > MAX_BYTES:
        return f"「{name}」は{MEGABYTES} MBを超えています。資料ごと、様式ごとに分けて入れてください。"
    if PurePath(name).suffix.lower() not in ENDINGS:
        return f"「{name}」は取り込める種類（{'、'.join(ENDINGS)}）ではありません。Excelなどで保存し直してください。"
    return ""
