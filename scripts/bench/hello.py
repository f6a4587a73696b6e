"""An empty Django project: Django's own apps and middleware, and one view. The floor of starting and serving."""

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

from scripts.bench.served import HOST, SECRET_KEY

APPS = ("auth", "contenttypes", "sessions", "messages", "staticfiles")
MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
)


def hello(request: HttpRequest, path: str) -> HttpResponse:
    """The same, whatever is asked for."""
    return HttpResponse("hello")


urlpatterns = [path("<path:path>", hello)]


def project() -> WSGIHandler:
    """What gunicorn serves."""
    settings.configure(
        ALLOWED_HOSTS=[HOST],
        SECRET_KEY=SECRET_KEY,
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=[f"django.contrib.{name}" for name in APPS],
        MIDDLEWARE=MIDDLEWARE,
    )
    return get_wsgi_application()
