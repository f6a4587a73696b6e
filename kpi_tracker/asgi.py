"""The ASGI entry point."""

import os

from django.core.asgi import get_asgi_application

from kpi_tracker.serving import require_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpi_tracker.settings")
application = get_asgi_application()
require_settings()
