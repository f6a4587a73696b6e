"""Parts of addresses."""

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter


class RowIdConverter(IntConverter):
    """A primary key that every database can look up: longer numbers are no address of ours."""

    regex = "[0-9]{1,18}"


class EntryKindConverter(StringConverter):
    """Which of the two kinds an entry is: a KPI row or a part of a progress cell."""

    regex = "kpis|progress"


register_converter(EntryKindConverter, "entry_kind")
register_converter(RowIdConverter, "id")
