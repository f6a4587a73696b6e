"""Reference data: programmes, editions, rounds, ministries and rating scales as they come with the program."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.core import serializers
from django.db import transaction


@transaction.atomic
def add_missing_reference(paths: Iterable[Path]) -> int:
    """How many rows of the JSON files were written: only those whose natural key is not there, so that edits stay."""
    added = 0
    for path in paths:
        for row in serializers.deserialize("json", path.read_text(encoding="utf-8")):
            # The deserialiser gives a row the primary key of the one that bears its natural key.
            if row.object.pk is None:
                row.save()
                added += 1
    return added
