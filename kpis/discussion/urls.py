"""質疑, beneath the address of an entry."""

from django.urls import path

from kpis.discussion.views import add, comments, mark

urlpatterns = [
    path("comments/", comments, name="comments"),
    path("comments/add/", add, name="add_comment"),
    path("comments/settle/", mark, name="settle_question"),
]
