"""For those who keep the tracker running."""

from django.urls import path

from kpi_tracker.operations.views import healthz, metrics, operations, readyz

app_name = "operations"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("operations/", operations, name="operations"),
]
