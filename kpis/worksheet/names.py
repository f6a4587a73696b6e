"""What the worksheet calls a part of a progress cell."""

from __future__ import annotations

from reforms.models import ProgressSegment


def title_of(segment: ProgressSegment) -> str:
    """The words of the processes that its cell serves; its label where there are none."""
    return "、".join(str(process) for process in segment.process_progress.processes.all()) or segment.label


def label_of(segment: ProgressSegment) -> str:
    """「【総務省】」, "" where the title begins with it."""
    return "" if title_of(segment).startswith(segment.label) else segment.label


def name_of(segment: ProgressSegment) -> str:
    """The label before the title: among the rows of a page it stands for this one only."""
    return f"{label_of(segment)}{title_of(segment)}"
