"""What the lists of batches and of planned rows are narrowed by, once checked. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

TABS = {
    "new": "新規",
    "changed": "変更",
    "retired": "廃止候補",
    "undecided": "判断が必要",
    "doubtful": "誤り・注意",
}
"""Doubtful: rows of any kind with an error or a warning; the others are kinds of rows."""
LEADS = {
    "new": "データにはない行です。確定すると加わります。",
    "changed": "データと違うところがある行です。欄ごとに、いまのデータと取込み後を並べています。",
    "retired": "データにあってファイルにない行です。選ばなければ残ります。廃止にしても消えず、公表から外れるだけです。",
    "undecided": "どの行のことか、ファイルだけでは決められない行です。同じ行を選ぶか、新しい行としてください。",
    "doubtful": "誤りのある行は、ファイルを直して入れ直すか、取り込まないでください。注意だけの行は取り込めます。",
}
"""What each tab shows and what to do there."""
TABLES = {"item": "改革項目", "process": "改革工程", "kpi": "KPI", "document": "資料全体"}
SEVERITIES = {"error": "誤り", "warning": "注意", "note": "参考"}


@dataclass(frozen=True)
class PreviewFilters:
    """Every field is "" where nothing is asked. tab: a key of TABS; item: its heading; q: words of the row's name."""

    tab: str = ""
    item: str = ""
    table: str = ""
    severity: str = ""
    q: str = ""

    @property
    def is_narrowing(self) -> bool:
        """Whether anything but the tab is asked for."""
        return bool(self.item or self.table or self.severity or self.q)

    def query(self, **changes: str) -> str:
        """The query string that asks for the same, with some fields changed.

        >>> PreviewFilters(tab="new", q="団体").query(tab="changed", q="")
        'tab=changed'
        """
        return urlencode({field: value for field, value in {**asdict(self), **changes}.items() if value})
