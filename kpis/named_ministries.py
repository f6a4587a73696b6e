"""The ministries that a KPI row itself names. Read by the checks and by what is written with each publication."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kpi_tracker.lib.japanese_text import name_key
from kpis.frozen import FrozenKpi
from reforms.models import Ministry, MinistryAlias

_LABEL = re.compile(r"【([^】]+)】")


def names_of_ministries() -> dict[str, str]:
    """The full name behind every name, short name and alias, by `name_key`. Two queries."""
    names = {name_key(alias.alias): alias.ministry.name for alias in MinistryAlias.objects.select_related("ministry")}
    for ministry in Ministry.objects.all():
        names[name_key(ministry.short_name)] = names[name_key(ministry.name)] = ministry.name
    return names


def labelled_ministries(content: FrozenKpi, names: Mapping[str, str]) -> list[str]:
    """The full names of those in 【】: nearer to the row than the ministries of its item."""
    labels = _LABEL.findall(content.actual_words + content.note_words)
    return list(dict.fromkeys(names[name_key(label)] for label in labels if name_key(label) in names))
