"""Drafts put together into a document give the same drafts again."""

from __future__ import annotations

from dataclasses import fields

from importers.documenting import Cover, document_of
from importers.drafting import Drafts, draft_rows
from importers.workbook import with_row_ids
from kpi_tracker.lib.records import replace
from tests.importers.comparing.editing import standing

COVER = Cover("a.txt", "progress_2017", fiscal_year=2017)


def again(drafts: Drafts, fiscal_year: int | None) -> Drafts:
    return draft_rows(with_row_ids(document_of(drafts, replace(COVER, fiscal_year=fiscal_year))))


def test_the_drafts_of_a_reviewed_document_come_back_equal() -> None:
    drafts = standing().drafts
    back = again(drafts, 2017)
    numbers = {sheet.row_id: number for number, sheet in enumerate(drafts.sheets, 1)}
    assert back.sheets == [replace(sheet, order=numbers[sheet.row_id]) for sheet in drafts.sheets]
    for field in fields(Drafts):
        if field.name not in ("sheets", "issues"):
            assert getattr(back, field.name) == getattr(drafts, field.name), field.name
    assert sorted(map(repr, back.issues)) == sorted(map(repr, drafts.issues))
