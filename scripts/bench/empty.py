"""All addresses of the tracker, and a signed-in view that does nothing: what others take beside it."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

ADDRESS = "/empty/"


def empty(request: HttpRequest) -> HttpResponse:
    """Who asks."""
    return HttpResponse(str(request.user.pk))


urlpatterns = [path(ADDRESS.removeprefix("/"), empty), path("", include("kpi_tracker.urls"))]
