"""新旧対照, and what became of grades through it."""

from django.urls import path

from kpis.comparison.views import comparison, original_targets

urlpatterns = [
    path("", comparison, name="comparison"),
    path("original-targets/", original_targets, name="original_targets"),
]
