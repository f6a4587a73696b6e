"""The app's name."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """運用."""

    name = "kpi_tracker.operations"
    label = "operations"
    verbose_name = "運用"
