"""The screens that need both halves."""

from django.urls import path
from django.views.generic import RedirectView

from kpis.item_list.views import items
from kpis.item_page.views import item
from kpis.kpi_page.views import kpi

app_name = "kpis"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="kpis:items", permanent=False), name="home"),
    path("items/", items, name="items"),
    path("items/<int:pk>/", item, name="item"),
    path("kpis/<int:pk>/", kpi, name="kpi"),
]
