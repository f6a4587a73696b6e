"""The addresses of promises."""

from django.urls import path

from kpis.promise_pages.views import calendar, feed, promises, slippage

urlpatterns = [
    path("promises/", promises, name="promises"),
    path("promises/calendar/", calendar, name="promise_calendar"),
    path("promises/slippage/", slippage, name="promise_slippage"),
    path("promises.ics", feed, name="promise_feed"),
]
