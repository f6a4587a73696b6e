"""増減: figures that say how far something moves (半減, ３割圧縮, 2倍, 257億円の削減) instead of where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kpi_tracker.lib.figures import Figure

_FALL = "削減|圧縮|縮減|縮小|節減|節約|低減|抑制|短縮|減少|低下|軽減|減|引き?下げ|解消"
_RISE = "増加|増大|増|拡大|拡充|向上|上昇|改善|引き?上げ|伸び"
_MOVE = re.compile(rf"(?:程度)?(?:の|を|分の|分を|だけ)?(?:(?P<fall>{_FALL})|(?P<rise>{_RISE}))")
_MULTIPLE = re.compile("倍率|格差|地域差|較差")
_WHOLE_VERBS = {"減": "減少", "増": "増加"}
_WORDS: dict[str, tuple[int, bool]] = {"半減": (-50, True), "倍増": (100, True), "半数": (50, False)}
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Change:
    """A move of `value` in `unit`. relative: in signed percent of the baseline (半減 → -50 %)."""

    value: Decimal
    unit: str
    relative: bool
    verb: str


def change_of(figure: Figure, name: str | None = None) -> Change | None:
    """The change a figure tells, None where it tells a level. 「8割に拡大」 is a level: に says where it ends.

    name: of the KPI; under a 倍率 the unit 倍 is a level.
    """
    phrase = figure.phrase
    move = _MOVE.match(figure.tail)
    if phrase.quantity is None:
        percent, relative = _WORDS.get(phrase.text, (0, False))
        return Change(Decimal(percent), "%", True, phrase.text) if relative else None
    value, unit = phrase.quantity.value, phrase.quantity.unit
    if unit == "倍":
        multiple = _MULTIPLE.search(f"{name or ''}{figure.scope}")
        return None if multiple else Change((value - 1) * _HUNDRED, "%", True, "倍")
    if move is None:
        below = unit == "%" and value < 0 and figure.basis is not None
        return Change(value, "%", True, "減少") if below else None
    relative = unit == "%"
    verb = move["fall"] or move["rise"]
    return Change(-value if relative and move["fall"] else value, unit, relative, _WHOLE_VERBS.get(verb, verb))


def level_of_word(word: str) -> tuple[Decimal, str]:
    """The level that a word alone stands for: 半数 → 50 %, ゼロ → 0 without a unit."""
    percent, _ = _WORDS.get(word, (0, False))
    return Decimal(percent), "%" if percent else ""
