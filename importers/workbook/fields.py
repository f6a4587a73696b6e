"""How a sheet calls the field of a row: by the headings people see, and back."""

from __future__ import annotations

from importers.document import KpiRow, ProcessRow, Sheet
from importers.workbook.columns import Table, heading_key
from importers.workbook.side_tables import ACTUALS, PROMISES, SEGMENTS, TARGETS
from importers.workbook.tables import KPIS, PAGES, PROCESSES

PARTS = {table.name: table for table in (TARGETS, ACTUALS, PROMISES, SEGMENTS)}
TABLE_OF: dict[type, Table] = {Sheet: PAGES, ProcessRow: PROCESSES, KpiRow: KPIS}


def in_words(table: Table, field: str) -> str:
    """What people call a field of a row of this table.

    >>> in_words(KPIS, "target_raw"), in_words(KPIS, "targets.1.value")
    ('目標値（達成時期）', '目標値の読取り.1.値')
    """
    name, _, rest = field.partition(".")
    part = PARTS.get(name)
    if part is None:
        return table.heading_of(field)
    place, _, inner = rest.partition(".")
    return ".".join((part.title, place, part.heading_of(inner))) if inner else part.title


def from_words(table: Table, words: str) -> str:
    """The field that is called so; the words themselves where nothing is.

    >>> from_words(KPIS, "目標値の読取り.1.値"), from_words(KPIS, "目標値の読取り"), from_words(KPIS, "目標値")
    ('targets.1.value', 'targets', 'target_raw')
    """
    title, _, rest = words.partition(".")
    part = next((one for one in PARTS.values() if heading_key(one.title) == heading_key(title)), None)
    if part is None:
        return table.field_of(words)
    place, _, inner = rest.partition(".")
    return ".".join((part.name, place, part.field_of(inner))) if inner else part.name
