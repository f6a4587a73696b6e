"""Source documents, and what people are told."""

from django.urls import include, path

from kpi_tracker import converters  # noqa: F401 - registers <id:…>
from reforms.notices.views import choose_mail, notices, open_notice, read_all
from reforms.sources import views

app_name = "reforms"
urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("sources/<id:pk>/", views.source, name="source"),
    path("people/", include("reforms.accounts.urls")),
    path("secretariat/ministries/", include("reforms.ministry_pages.urls")),
    path("notices/", notices, name="notices"),
    path("notices/read/", read_all, name="read_notices"),
    path("notices/mail/", choose_mail, name="choose_mail"),
    path("notices/<id:pk>/open/", open_notice, name="open_notice"),
]
