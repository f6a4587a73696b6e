"""The dashboard, the rows behind its numbers, and its form for frames."""

from django.urls import path

from kpis.dashboard.views import dashboard, dashboard_embedded, dashboard_rows

urlpatterns = [
    path("", dashboard, name="dashboard"),
    path("rows/", dashboard_rows, name="dashboard_rows"),
    path("embedded/", dashboard_embedded, name="dashboard_embedded"),
]
