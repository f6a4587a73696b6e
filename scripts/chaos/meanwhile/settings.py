"""The settings of production, and the app of the throw-away migration."""

from kpi_tracker import settings
from kpi_tracker.settings import *  # noqa: F403 - all of them

INSTALLED_APPS = [*settings.INSTALLED_APPS, "scripts.chaos.meanwhile"]
