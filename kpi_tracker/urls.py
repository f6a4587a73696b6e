"""Where each address leads."""

from django.urls import include, path

urlpatterns = [
    path("", include("kpis.urls")),
    path("", include("reforms.urls")),
    path("", include("importers.published_forms.urls")),
    path("", include("importers.urls")),
    path("", include("kpi_tracker.operations.urls")),
    path("accounts/", include("kpi_tracker.sign_in")),
]
handler400 = "kpi_tracker.outages.answer_no_request"
handler500 = "kpi_tracker.outages.answer_error"
