"""What a figure of a cell counts when it is not simply the KPI itself: 下水道, 削減額, （参考）…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpi_tracker.lib.changes import change_of
from kpi_tracker.lib.figures import Figure
from kpi_tracker.lib.japanese_text import name_key
from kpi_tracker.lib.readings import TargetReading

PART_OF = re.compile(r"(?:の)?うち|の内|中(?:$|、|の)|の中で?|に対し")
"""Words after a whole that the next figure is a part of: 110圏域のうち."""
DONE = re.compile(
    r"(?:において|にて|で|が|は|に)、?(?P<done>[^、。]*?[^、。をでにが]{2,}(?:済み?|した|完了|実施|導入|達成))$"
)
"""A sentence that reports what so many have done: 23圏域において指標を設定済み."""

_OWN_LABEL = re.compile(
    r"(?:実績|現状|現在|最新|直近)(?:の?値)?|(?:速報|確報|確定|見込み?|推計|暫定|参考)(?:値)?|合計|計|全体"
)
_SPEAKER = re.compile(r".*(?:省|庁|室|府|局|部|課|委員会|事務局)")
_EDGES = re.compile(r"^(?:[、/・\s]|うち|及び|また|このうち)+|(?:[、・\s]|の|は|が|を|で|について|として)+$")


def clean_component(words: str) -> str | None:
    """The words without the particles and joints around them, None where nothing is left.

    >>> clean_component("、うち自治体クラウド導入団体は")
    '自治体クラウド導入団体'
    """
    return _EDGES.sub("", words.strip()) or None


def component_of(
    figure: Figure, figures: Sequence[Figure], name: str | None, targets: Sequence[TargetReading]
) -> str | None:
    """The component of one actual among the figures of its cell, None for the KPI's own value."""
    change = change_of(figure)
    if change:
        compared = f"{figure.basis.text}と比べた" if figure.basis else ""
        return f"{compared}{change.verb}{_measure(change.unit)}"
    own = _labelled(figure, figures, name) or _done_by(figure, figures, name)
    return own or _of_target(figure, targets)


def _measure(unit: str) -> str:
    if unit == "%":
        return "率"
    return "額" if unit.endswith("円") else "数"


def _labelled(figure: Figure, figures: Sequence[Figure], name: str | None) -> str | None:
    label = figure.label
    if label and (_OWN_LABEL.fullmatch(label) or (_SPEAKER.fullmatch(label) and _one_speaker(figures))):
        label = None
    words = " ".join(part for part in (label, _own_lead(figure, figures)) if part)
    component = clean_component(words)
    repeats_name = len(figures) == 1 and name and component and name_key(component) in name_key(name)
    return None if repeats_name or (component and _OWN_LABEL.fullmatch(component)) else component


def _own_lead(figure: Figure, figures: Sequence[Figure]) -> str:
    """The words before one of several figures, without those that only make the figure before it a whole."""
    if len(figures) == 1 and not figure.within:
        return ""
    before = max((f for f in figures if f.phrase.start < figure.phrase.start), key=_position, default=None)
    whole = PART_OF.match(before.tail) if before and before.joined else None
    return figure.lead[len(whole[0]) :] if whole else figure.lead


def _position(figure: Figure) -> int:
    return figure.phrase.start


def _one_speaker(figures: Sequence[Figure]) -> bool:
    return len({figure.label for figure in figures if figure.label}) == 1


def _done_by(figure: Figure, figures: Sequence[Figure], name: str | None) -> str | None:
    """「110圏域のうち、85圏域において指標を設定済み」 counts 圏域: no value of a KPI that counts other things."""
    done = DONE.search(figure.tail)
    unit = figure.phrase.quantity.unit if figure.phrase.quantity else ""
    if done is None or unit in ("", "%") or (name and unit in name):
        return None
    whole = next((f for f in figures if f is not figure and PART_OF.match(f.tail)), figure)
    scope = whole.scope.lstrip("、") + whole.phrase.text
    return f"{done['done']}の{unit}（{scope}のうち）"


def _of_target(figure: Figure, targets: Sequence[TargetReading]) -> str | None:
    if len(targets) < 2 or figure.phrase.quantity is None:
        return None
    same_unit = [target.component for target in targets if target.unit == figure.phrase.quantity.unit]
    return same_unit[0] if len(same_unit) == 1 else None
