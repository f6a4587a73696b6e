"""取込: for those who may import."""

from django.urls import path

from importers.imports.views.batch import batch, drop_batch, progress, resume_batch
from importers.imports.views.batches import batches, receive
from importers.imports.views.downloads import marked, original
from importers.imports.views.preview import apply_batch, decide_rows, leave_out, settle_alike
from importers.imports.views.rounds import choose_round, open_new_round
from importers.imports.views.undo import undo, undo_batch
from importers.imports.views.workbooks import workbook, workbooks

app_name = "importers"
urlpatterns = [
    path("imports/", batches, name="batches"),
    path("imports/receive/", receive, name="receive"),
    path("imports/templates/", workbooks, name="workbooks"),
    path("imports/templates/workbook/", workbook, name="workbook"),
    path("imports/<uuid:pk>/", batch, name="batch"),
    path("imports/<uuid:pk>/progress/", progress, name="progress"),
    path("imports/<uuid:pk>/resume/", resume_batch, name="resume"),
    path("imports/<uuid:pk>/drop/", drop_batch, name="drop"),
    path("imports/<uuid:pk>/round/", choose_round, name="choose_round"),
    path("imports/<uuid:pk>/new-round/", open_new_round, name="open_new_round"),
    path("imports/<uuid:pk>/decide/", decide_rows, name="decide"),
    path("imports/<uuid:pk>/leave-out/", leave_out, name="leave_out"),
    path("imports/<uuid:pk>/settle-alike/", settle_alike, name="settle_alike"),
    path("imports/<uuid:pk>/apply/", apply_batch, name="apply"),
    path("imports/<uuid:pk>/undo/", undo, name="undo"),
    path("imports/<uuid:pk>/undo/start/", undo_batch, name="undo_batch"),
    path("imports/<uuid:pk>/original/", original, name="original"),
    path("imports/<uuid:pk>/marked/", marked, name="marked"),
]
