"""Files of our own making that go out to be saved."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from kpi_tracker.lib.file_names import download_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
CSV = "text/csv; charset=utf-8"


def attachment(data: bytes, content_type: str, name: str) -> HttpResponse:
    """The file as an answer, under a name that is safe to save."""
    disposition = content_disposition_header(as_attachment=True, filename=download_name(name)) or ""
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": disposition})
