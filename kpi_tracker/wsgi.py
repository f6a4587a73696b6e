"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from kpi_tracker.serving import collect_garbage_seldom, load_pages, require_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpi_tracker.settings")
application = get_wsgi_application()
require_settings()
load_pages()
collect_garbage_seldom()
