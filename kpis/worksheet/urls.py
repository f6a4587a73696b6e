"""The addresses of 入力."""

from django.urls import path

from kpi_tracker import converters  # noqa: F401 - registers <id:…>
from kpis.worksheet.views.entries import correct_reading, enter_kpi, enter_progress, read_words, undo_kpi, undo_progress
from kpis.worksheet.views.pages import submit_part, withdraw_part, worksheet, worksheets
from kpis.worksheet.views.presence import presence

urlpatterns = [
    path("", worksheets, name="worksheets"),
    path("<id:pk>/", worksheet, name="worksheet"),
    path("<id:pk>/submit/", submit_part, name="submit_part"),
    path("<id:pk>/withdraw/", withdraw_part, name="withdraw_part"),
    path("<id:pk>/presence/", presence, name="presence"),
    path("kpis/<id:pk>/", enter_kpi, name="enter_kpi"),
    path("kpis/<id:pk>/reading/", read_words, name="read_words"),
    path("kpis/<id:pk>/undo/", undo_kpi, name="undo_kpi"),
    path("kpis/<id:pk>/correct/", correct_reading, name="correct_reading"),
    path("progress/<id:pk>/", enter_progress, name="enter_progress"),
    path("progress/<id:pk>/undo/", undo_progress, name="undo_progress"),
]
