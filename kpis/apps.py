"""The app's name."""

from django.apps import AppConfig


class KpisConfig(AppConfig):
    """KPI."""

    name = "kpis"
    verbose_name = "KPI"
