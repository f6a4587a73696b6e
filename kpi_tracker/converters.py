"""Parts of addresses."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class RowIdConverter(IntConverter):
    """A primary key that every database can look up: longer numbers are no address of ours."""

    regex = "[0-9]{1,18}"


register_converter(RowIdConverter, "id")
