"""府省庁."""

from django.urls import path

from kpi_tracker import converters  # noqa: F401 - registers <id:…>
from reforms.ministry_pages.views import end, ministries, ministry, new_ministry

urlpatterns = [
    path("", ministries, name="ministries"),
    path("new/", new_ministry, name="new_ministry"),
    path("<id:pk>/", ministry, name="ministry"),
    path("<id:pk>/end/", end, name="end_ministry"),
]
