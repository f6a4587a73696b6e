"""枠組み."""

from django.urls import path

from kpi_tracker import converters  # noqa: F401 - registers <id:…>
from kpis.frame.adding import frame_add_item, frame_add_kpi, frame_add_process
from kpis.frame.past import frame_history, frame_put_back
from kpis.frame.views import frame, frame_act, frame_changes, frame_row, frames

urlpatterns = [
    path("", frames, name="frames"),
    path("<id:pk>/", frame, name="frame"),
    path("<id:pk>/changes/", frame_changes, name="frame_changes"),
    path("<id:pk>/items/new/", frame_add_item, name="frame_add_item"),
    path("pages/<id:pk>/processes/new/", frame_add_process, name="frame_add_process"),
    path("pages/<id:pk>/kpis/new/", frame_add_kpi, name="frame_add_kpi"),
    path("<slug:kind>/<id:pk>/", frame_row, name="frame_row"),
    path("<slug:kind>/<id:pk>/history/", frame_history, name="frame_history"),
    path("<slug:kind>/<id:pk>/history/put-back/", frame_put_back, name="frame_put_back"),
    path("<slug:kind>/<id:pk>/<slug:act>/", frame_act, name="frame_act"),
]
