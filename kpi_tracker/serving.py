"""What must be so before the tracker serves anyone."""

import gc
from importlib import import_module

from django.conf import settings
from django.template.loader import get_template

from kpi_tracker.environment import require_serving
from kpi_tracker.version import code_version


def require_settings() -> None:
    """Raises ImproperlyConfigured with the first thing that is missing, unless this is development."""
    if not settings.DEBUG:
        require_serving(settings.SECRET_KEY, settings.ALLOWED_HOSTS)


def load_pages() -> None:
    """Imports every view, reads every template and looks at the code's version now: a first visitor would wait for it.

    Processes that begin later, in the place of others, are then of the same code, whatever has been put in its place.
    """
    import_module(settings.ROOT_URLCONF)
    templates = settings.BASE_DIR / "templates"
    for template in templates.rglob("*.html"):
        get_template(template.relative_to(templates).as_posix())
    code_version()


def collect_garbage_seldom() -> None:
    """Looks for garbage after 50,000 new objects instead of 700, and never through what was imported.

    A page that reads thousands of rows makes no circles of objects, and spent a third of its time on the search.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
