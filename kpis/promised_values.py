"""Which promises are of a value: only of these a later document shows whether they were kept. Pure."""

from __future__ import annotations

import re
from datetime import timedelta

_OF_VALUE = re.compile("確報|実績|集計|公表|把握|算定|試算|判明")
_NOT_OF_VALUE = re.compile("目標|手法|時期|基準|設定|方針|検討|策定|計画")
CURRENT_FOR = timedelta(days=2 * 365)
"""How long an edition without a successor counts as current: later than that, silence is a document we lack."""


def is_of_value(what: str) -> bool:
    """Whether a figure is promised.

    >>> is_of_value("確報値の公表"), is_of_value("把握時期の決定"), is_of_value("調査の実施")
    (True, False, False)
    """
    return bool(_OF_VALUE.search(what)) and not _NOT_OF_VALUE.search(what)
