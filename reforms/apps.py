"""The app's name."""

from django.apps import AppConfig


class ReformsConfig(AppConfig):
    """改革工程表."""

    name = "reforms"
    verbose_name = "改革工程表"
