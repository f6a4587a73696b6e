"""The app's name."""

from django.apps import AppConfig


class ImportersConfig(AppConfig):
    """取込み."""

    name = "importers"
    verbose_name = "取込み"
