"""What must be set before the tracker may serve anyone."""

from django.conf import settings

from kpi_tracker.environment import require_serving


def require_settings() -> None:
    """Raises ImproperlyConfigured with the first thing that is missing, unless this is development."""
    if not settings.DEBUG:
        require_serving(settings.SECRET_KEY, settings.ALLOWED_HOSTS)
