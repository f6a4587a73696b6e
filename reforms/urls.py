"""Source documents."""

from django.urls import path

from kpi_tracker import converters  # noqa: F401 - registers <id:…>
from reforms.sources import views

app_name = "reforms"
urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("sources/<id:pk>/", views.source, name="source"),
]
