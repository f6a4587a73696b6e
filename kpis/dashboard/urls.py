"""The dashboard, the rows behind its numbers, small charts of them, and forms for frames."""

from django.urls import path

from kpis.dashboard.views.charts import charts, charts_embedded, charts_figure, charts_values
from kpis.dashboard.views.dashboard import dashboard, dashboard_embedded, dashboard_rows

urlpatterns = [
    path("dashboard/", dashboard, name="dashboard"),
    path("dashboard/rows/", dashboard_rows, name="dashboard_rows"),
    path("dashboard/embedded/", dashboard_embedded, name="dashboard_embedded"),
    path("charts/", charts, name="charts"),
    path("charts/figure.json", charts_figure, name="charts_figure"),
    path("charts/values.csv", charts_values, name="charts_values"),
    path("charts/embedded/", charts_embedded, name="charts_embedded"),
]
