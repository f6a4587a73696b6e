"""Where files that people gave us are kept."""

from django.core.files.storage import Storage, storages


def uploads() -> Storage:
    """The storage of uploaded files: outside the web root, no address leads to them."""
    return storages["uploads"]
