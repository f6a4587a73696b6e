"""The addresses of open data."""

from django.urls import include, path

from kpis.open_data.views import (
    catalogue_file,
    json_file,
    open_data,
    package_file,
    table_columns,
    table_file,
    workbook_file,
)

urlpatterns = [
    path("open-data/", open_data, name="open_data"),
    path("open-data/catalog.jsonld", catalogue_file, name="open_data_catalogue"),
    path("open-data/tables.json", json_file, name="open_data_json"),
    path("open-data/tables.zip", package_file, name="open_data_package"),
    path("open-data/tables.xlsx", workbook_file, name="open_data_workbook"),
    path("open-data/<slug:table>/", table_columns, name="open_data_columns"),
    path("open-data/<slug:table>.csv", table_file, name="open_data_table"),
    path("api/", include("kpis.open_data.api.urls")),
]
