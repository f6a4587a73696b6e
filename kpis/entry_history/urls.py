"""変更履歴, beneath the address of an entry."""

from django.urls import path

from kpis.entry_history.views import history, put_back

urlpatterns = [
    path("history/", history, name="entry_history"),
    path("history/put-back/", put_back, name="put_back"),
]
