"""Attaching a file or an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator

from kpi_tracker.lib.file_kinds import KINDS, OFFERED, RefusedFile, kind_of
from kpi_tracker.lib.file_names import plain_name
from kpis.services.evidence import GivenFile

MAX_BYTES = 20 * 1024**2
MEGABYTES = MAX_BYTES // 1024**2


class EvidenceForm(forms.Form):
    """根拠資料: a file or an address, never both."""

    title = forms.CharField(
        label="資料名",
        max_length=200,
        help_text="例：2017年度住民基本台帳調査",
        error_messages={"required": "資料名を書いてください。"},
    )
    file = forms.FileField(
        label="ファイル",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        help_text=f"{OFFERED}。{MEGABYTES} MBまで。マクロを含むものは付けられません。",
    )
    url = forms.URLField(
        label="またはURL",
        max_length=1000,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        error_messages={"invalid": "https:// で始まるURLを正しく入れてください。"},
    )
    page = forms.CharField(
        label="ページ・箇所", max_length=100, required=False, help_text="資料のどこか。例：12ページ、表３"
    )

    def clean_file(self) -> GivenFile | None:
        """The file as it came in; its content is judged again where it is kept."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is None:
            return None
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(f"{MEGABYTES} MBを超えています。必要なページだけにするか、URLで示してください。")
        given = GivenFile(file.name or "", file.read())
        try:
            kind_of(given.data, plain_name(given.name))
        except RefusedFile as refusal:
            raise ValidationError(str(refusal)) from refusal
        return given

    def clean(self) -> dict[str, Any]:
        """Either a file or an address."""
        if not self.errors and bool(self.cleaned_data["file"]) == bool(self.cleaned_data["url"]):
            raise ValidationError("ファイルかURLのどちらか一方を入れてください。")
        return self.cleaned_data
