"""The addresses of 公式様式."""

from django.urls import path

from importers.published_forms.views import item_pdf, item_workbook, round_workbook
from kpi_tracker import converters  # noqa: F401 - registers <id:…>

app_name = "official_forms"
urlpatterns = [
    path("items/<id:pk>/form.xlsx", item_workbook, name="item_workbook"),
    path("items/<id:pk>/form.pdf", item_pdf, name="item_pdf"),
    path("rounds/<id:pk>/forms.xlsx", round_workbook, name="round_workbook"),
]
