"""The texts of an item and of a progress cell that searching looks at, in printed order."""

from __future__ import annotations

from kpi_tracker.lib.search import SearchedText
from reforms.frozen import FrozenItem, FrozenProgress
from reforms.item_attributes import HEADINGS, printed_values


def item_texts(number: str, name: str, important_issue: str, content: FrozenItem) -> list[SearchedText]:
    """The heading, then what the edition prints beside it."""
    beside = [
        SearchedText(field, words)
        for field in HEADINGS
        if field in content.attributes
        for words in printed_values(content.attributes[field])
    ]
    return _said(SearchedText("item", f"{number} {name}"), SearchedText("important_issue", important_issue), *beside)


def progress_texts(content: FrozenProgress) -> list[SearchedText]:
    """The processes, then the progress and the outlook under each label."""
    return _said(
        *(SearchedText("process", process.words) for process in content.processes),
        *(
            SearchedText(field, words)
            for segment in content.segments
            for field, words in (("progress", segment.progress), ("outlook", segment.outlook))
        ),
    )


def _said(*texts: SearchedText) -> list[SearchedText]:
    return [text for text in texts if text.words.strip()]
