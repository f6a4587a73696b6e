"""What rows lack before a part can be handed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from kpi_tracker.lib.japanese_text import is_dash
from kpis.models import ProgressSnapshot
from reforms.models import ProgressSegment
from reforms.vocabulary import Vocabulary

NO_PROGRESS = "「{heading}」を入力してください"
NO_MARK = "印（{marks}）を選んでください"
NO_ACTUAL = "「{heading}」を入力するか、いつ把握できるかを「{note}」に書いてください（例：2019年３月頃に公表）"


def lacking_segments(segments: Sequence[ProgressSegment], marks: Sequence[str], words: Vocabulary) -> dict[int, str]:
    """What each of the segments lacks, by primary key; whole ones are not there. marks: the edition's codes.

    A cell that one ministry enters under several labels prints its mark once, so that one of them is enough.
    """
    found = {
        segment.pk: NO_PROGRESS.format(heading=words.progress)
        for segment in segments
        if not segment.progress_words.strip()
    }
    if not marks:
        return found
    together: dict[tuple[int, frozenset[int]], list[ProgressSegment]] = defaultdict(list)
    for segment in segments:
        answering = frozenset(one.ministry_id for one in segment.responsibilities.all())
        together[segment.process_progress_id, answering].append(segment)
    for parts in together.values():
        last = parts[-1]
        if last.pk not in found and all(part.mark_id is None for part in parts):
            found[last.pk] = NO_MARK.format(marks="・".join(marks))
    return found


def lacking_snapshots(snapshots: Sequence[ProgressSnapshot], led: Collection[int], words: Vocabulary) -> dict[int, str]:
    """What each of the KPI rows lacks, by primary key; whole ones are not there.

    led: rows listed again, which are entered with another one. A row without a value says when there will be one.
    """
    return {
        snapshot.pk: NO_ACTUAL.format(heading=words.actual, note=words.note)
        for snapshot in snapshots
        if not snapshot.listing.is_heading and snapshot.pk not in led and not _tells_something(snapshot)
    }


def _tells_something(snapshot: ProgressSnapshot) -> bool:
    has_actual = bool(snapshot.actual_words.strip()) and not is_dash(snapshot.actual_words)
    return has_actual or bool(snapshot.promises.all())
