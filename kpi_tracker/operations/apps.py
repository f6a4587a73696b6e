"""The app's name, and what begins with it."""

from django.apps import AppConfig

from kpi_tracker.operations.security_log import watch_signing_in


class OperationsConfig(AppConfig):
    """運用."""

    name = "kpi_tracker.operations"
    label = "operations"
    verbose_name = "運用"

    def ready(self) -> None:
        """Signing in and out is told from the beginning."""
        watch_signing_in()
