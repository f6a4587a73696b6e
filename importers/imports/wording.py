"""What the screens of 取込 call layouts and states, and the shape a state is drawn with."""

from __future__ import annotations

from dataclasses import dataclass

from importers.models import ImportBatch

State = ImportBatch.State
LAYOUTS = {
    "workbook": "標準ワークブック",
    "official_form": "公式様式（工程表）",
    "flat_table": "行IDのある表",
    "progress_2016": "進捗状況の資料（2016年の様式）",
    "progress_2017": "進捗状況の資料（2017年の様式）",
    "evaluation_sheet": "政策評価書",
    "measures_list": "施策一覧",
}


@dataclass(frozen=True)
class Look:
    """How a state is drawn: a shape of `_shapes.html` and a class of badges. The words beside it say the same."""

    shape: str
    badge: str


LOOKS = {
    State.WAITING: Look("dashed", "unknown"),
    State.READING: Look("dashed", "unknown"),
    State.ASKING: Look("triangle", "behind"),
    State.PREVIEW: Look("triangle", "behind"),
    State.REFUSED: Look("cross", "behind"),
    State.APPLYING: Look("dashed", "unknown"),
    State.APPLIED: Look("circle", "good"),
    State.UNDOING: Look("dashed", "unknown"),
    State.UNDONE: Look("square", "neutral"),
    State.DROPPED: Look("square", "neutral"),
}


def layout_label(layout: str) -> str:
    """What people call a reader's layout; one that has no name here is shown as it is."""
    return LAYOUTS.get(layout, layout)
