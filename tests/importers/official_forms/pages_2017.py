"""The words of the 2017 document as pages of a form: what the reader of its text found, with the lines of its print."""

from __future__ import annotations

from tests.importers.official_forms.books import FormKpi, FormPage, FormProcess
from tests.importers.published import SOURCES, read_published

TEXT = next(path for path in SOURCES if path.name.startswith("001_"))


def printed_pages():
    """Its pages that hold a table."""
    return [sheet for sheet in read_published(TEXT).sheets if sheet.processes or sheet.kpis]


def form_pages():
    """The same pages with every cell as printed, line breaks and dashes included."""
    return [
        FormPage(
            item=sheet.item,
            number=sheet.item_no,
            important_issue=sheet.important_issue,
            processes=_processes(sheet),
            kpis=[_kpi(row) for row in sheet.kpis],
        )
        for sheet in printed_pages()
    ]


def _processes(sheet):
    by_order = {row.order: row for row in sheet.processes}
    holders = {row.order: row.shares_with or row.order for row in sheet.processes}
    rows = []
    for row in sheet.processes:
        sharing = [order for order, holder in holders.items() if holder == holders[row.order]]
        holder = by_order[holders[row.order]]
        is_first = row.order == min(sharing)
        rows.append(
            FormProcess(
                _words(row, "process"),
                [_words(holder, "progress")] if is_first else [],
                [_words(holder, "outlook")] if is_first else [],
                shared=len(sharing) - 1 if is_first else 0,
            )
        )
    return rows


def _kpi(row):
    fields = ("target_raw", "actual_raw", "status", "note_raw")
    return FormKpi(row.tier, _words(row, "name"), *(_words(row, field) or "－" for field in fields))


def _words(row, field):
    return row.places[field].words if field in row.places else None
