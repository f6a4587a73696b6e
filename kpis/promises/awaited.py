"""What a KPI row leaves to be awaited: its dated promises, and a 確報 or a target that it gives no date for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kpi_tracker.lib.promised_times import Window
from kpi_tracker.lib.readings import PromiseReading
from kpis.checks.comparing import own_actuals
from kpis.checks.facts import KpiFacts
from kpis.checks.keeping import is_undetermined
from kpis.promised_values import is_of_value
from kpis.series import as_of_of
from kpis.wording import as_of_text

Kind = Literal["final", "value", "target", "other"]
"""確報, another value, the setting of a target, anything else: whether that came no later KPI row can tell."""


@dataclass(frozen=True)
class Awaited:
    """One thing awaited. window: first and last day, None where open, both None without a date; words: as printed."""

    kind: Kind
    what: str
    window: Window
    words: str

    @property
    def reading(self) -> PromiseReading:
        """The same as a promise that was read."""
        return PromiseReading(self.what, *self.window, self.words, (0, len(self.words)))


def awaited_in(row: KpiFacts) -> list[Awaited]:
    """What the row leaves to be awaited, dated things first, each once."""
    dated = [
        Awaited(_kind_of(promise, row), promise.what, (promise.begins, promise.ends), promise.raw)
        for promise in row.promises
    ]
    kinds = {one.kind for one in dated}
    return list(dict.fromkeys([*dated, *(one for one in _undated(row) if one.kind not in kinds)]))


def _kind_of(promise: PromiseReading, row: KpiFacts) -> Kind:
    if "確報" in promise.what:
        return "final"
    if is_of_value(promise.what):
        return "value"
    is_of_target = "目標" in promise.what or bool(promise.raw and promise.raw in row.words.get("target", ""))
    return "target" if is_of_target and is_undetermined(row) else "other"


def _undated(row: KpiFacts) -> Iterator[Awaited]:
    actuals = own_actuals(row)
    finals = {as_of_of(actual) for actual in actuals if actual.kind == "final"}
    for actual in actuals:
        if actual.kind == "preliminary" and as_of_of(actual) not in finals:
            yield Awaited("final", f"{as_of_text(as_of_of(actual))}の確報", (None, None), actual.raw)
    if is_undetermined(row):
        yield Awaited("target", "目標の設定", (None, None), row.words.get("target", ""))
