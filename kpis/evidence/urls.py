"""根拠資料, beneath the address of an entry."""

from django.urls import path

from kpi_tracker import converters  # noqa: F401 - registers <id:…>
from kpis.evidence.views import add, evidence, file, remove_one

urlpatterns = [
    path("evidence/", evidence, name="evidence"),
    path("evidence/add/", add, name="add_evidence"),
    path("evidence/<id:evidence>/", file, name="evidence_file"),
    path("evidence/<id:evidence>/remove/", remove_one, name="remove_evidence"),
]
