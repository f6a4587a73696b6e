"""Flat tables for the admin and staff, described by django-import-export on our own formats."""

from importers.resources.formats import GUARDED_FORMATS, GuardedCsv, GuardedXlsx
from importers.resources.tables import (
    DefinitionResource,
    KpiResource,
    ProcessResource,
    TableResource,
    WritesNothing,
)

__all__ = [
    "GUARDED_FORMATS",
    "DefinitionResource",
    "GuardedCsv",
    "GuardedXlsx",
    "KpiResource",
    "ProcessResource",
    "TableResource",
    "WritesNothing",
]
