"""The texts of a KPI row that searching looks at, its name first."""

from __future__ import annotations

from kpi_tracker.lib.search import SearchedText
from kpis.frozen import FrozenKpi


def kpi_texts(content: FrozenKpi) -> list[SearchedText]:
    """What the row prints, its grade aside."""
    texts = (
        SearchedText("name", f"{content.label}{content.name}"),
        SearchedText("heading", content.heading),
        SearchedText("baseline", content.baseline_words),
        SearchedText("target", content.target_words),
        SearchedText("actual", content.actual_words),
        SearchedText("note", content.note_words),
    )
    return [text for text in texts if text.words.strip()]
