"""取りまとめ: for the secretariat alone."""

from django.urls import path

from kpi_tracker import converters  # noqa: F401 - registers <id:…>
from kpis.secretariat.amending.views import amend_segment, amend_snapshot
from kpis.secretariat.board.views import board, boards, confirm_parts, return_parts
from kpis.secretariat.closing.views import close_round, move_due_on, publish_round, reopen_round
from kpis.secretariat.responsibilities.views import responsibilities, set_responsibilities
from kpis.secretariat.review.views import review_part, settle_part

urlpatterns = [
    path("", boards, name="boards"),
    path("rounds/<id:pk>/", board, name="board"),
    path("rounds/<id:pk>/confirm/", confirm_parts, name="confirm_parts"),
    path("rounds/<id:pk>/return/", return_parts, name="return_parts"),
    path("rounds/<id:pk>/due/", move_due_on, name="move_due_on"),
    path("rounds/<id:pk>/close/", close_round, name="close_round"),
    path("rounds/<id:pk>/reopen/", reopen_round, name="reopen_round"),
    path("rounds/<id:pk>/publish/", publish_round, name="publish_round"),
    path("rounds/<id:pk>/items/<id:item>/<id:ministry>/", review_part, name="review"),
    path("rounds/<id:pk>/items/<id:item>/<id:ministry>/settle/", settle_part, name="settle_part"),
    path("corrections/kpis/<id:pk>/", amend_snapshot, name="amend_snapshot"),
    path("corrections/progress/<id:pk>/", amend_segment, name="amend_segment"),
    path("rounds/<id:pk>/responsibilities/", responsibilities, name="responsibilities"),
    path("rounds/<id:pk>/responsibilities/set/", set_responsibilities, name="set_responsibilities"),
]
