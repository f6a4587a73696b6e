"""Files that go out: as attachments, under a name that is safe to save."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from importers.imports.access import for_importers
from importers.imports.file_names import marked_name
from importers.imports.marked import marked_file
from importers.models import ImportBatch
from importers.readers.registry import UnreadableSource
from importers.workbook import UnwritableText
from kpi_tracker.attachments import XLSX, attachment
from kpi_tracker.lib.file_names import download_name

ANY_BYTES = "application/octet-stream"
"""Of a file from outside: no browser opens it by itself."""


@require_safe
@for_importers
def original(request: HttpRequest, pk: UUID) -> FileResponse:
    """The file as it came in, byte by byte."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    name = download_name(batch.file_name)
    return FileResponse(batch.file.open("rb"), as_attachment=True, filename=name, content_type=ANY_BYTES)


@require_safe
@for_importers
def marked(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file with its errors marked; of one that cannot be read the page that says why."""
    batch = get_object_or_404(ImportBatch.objects.select_related("round__edition__programme"), pk=pk)
    try:
        data = marked_file(batch)
    except (UnreadableSource, UnwritableText):
        return redirect(batch)
    return attachment(data, XLSX, marked_name(batch.file_name))
