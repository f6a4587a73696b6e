"""The screens that need both halves."""

from django.urls import path
from django.views.generic import RedirectView

from kpi_tracker import converters  # noqa: F401 - registers <id:…>
from kpis.item_list.views import items
from kpis.item_page.views import item
from kpis.kpi_page.views import kpi

app_name = "kpis"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="kpis:items", permanent=False), name="home"),
    path("items/", items, name="items"),
    path("items/<id:pk>/", item, name="item"),
    path("kpis/<id:pk>/", kpi, name="kpi"),
]
