"""The settings of production, and an empty view to compare with."""

from kpi_tracker.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "scripts.bench.empty"
