"""Where each address leads."""

from django.urls import include, path

urlpatterns = [
    path("", include("kpis.urls")),
    path("", include("reforms.urls")),
]
