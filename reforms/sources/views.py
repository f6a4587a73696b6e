"""Source documents, open to everyone once something published points to them."""

from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from reforms.models import SourceDocument
from reforms.sources.selectors import source_list_page, source_page


@login_not_required
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """出典: every document that values come from."""
    return render(request, "reforms/source_list.html", {"page": source_list_page()})


@login_not_required
@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """A document line by line; ?line=29&to=31 marks lines."""
    document = get_object_or_404(SourceDocument.objects.filter(publications__isnull=False).distinct(), pk=pk)
    asked = {name: request.GET.get(name, "") for name in ("line", "to", "column", "page")}
    page = source_page(document, **asked, came_from=_came_from(request))
    return render(request, "reforms/source_page.html", {"page": page})


def _came_from(request: HttpRequest) -> str:
    """The address of the page that led here, where it is one of this site that shows values; "" else."""
    came = urlsplit(request.headers.get("Referer", ""))
    try:
        is_ours = came.netloc == request.get_host() and resolve(came.path).app_name not in ("", "reforms")
    except Resolver404:
        return ""
    return urlunsplit(("", "", came.path, came.query, "")) if is_ours else ""
