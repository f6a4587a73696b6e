"""府省庁名: the offices of a measure as printed, and which of them lead it (◎)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from importers.readers.measures_list.looks import MINISTRY
from kpi_tracker.lib.japanese_text import drop_ocr_spaces

LEAD_MARK = "◎"
_BETWEEN = re.compile(r"[、，,/／\n]+|(?<=[省庁府房会院部局]) +|(?<=[省庁府房])・|(?=◎)")
_MARKS = re.compile(r"^[◎○●〇◯\s]+")
_OFFICE = re.compile(MINISTRY)


@dataclass(frozen=True)
class Offices:
    """strange: printed names that end as no office does."""

    names: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()


def offices_of(text: str | None) -> Offices:
    """The offices of a cell in printed order.

    >>> offices_of("◎総務省、内閣官房、 関係府省庁")
    Offices(names=('総務省', '内閣官房', '関係府省庁'), leads=('総務省',), strange=())
    """
    parts = [drop_ocr_spaces(part.strip()) for part in _BETWEEN.split(text or "") if part.strip(" \u3000◎")]
    named = [(_MARKS.sub("", part), part.startswith(LEAD_MARK)) for part in parts]
    return Offices(
        names=tuple(name for name, _ in named),
        leads=tuple(name for name, is_lead in named if is_lead),
        strange=tuple(name for name, _ in named if not _OFFICE.fullmatch(name)),
    )
