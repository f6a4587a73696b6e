"""The lines above the tables: 重要課題：…, 改革項目：⑪…, label and words in one cell or in neighbouring ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from importers.readers.official_form.cell_text import one_line
from importers.readers.official_form.form_cells import FormCell
from importers.workbook.columns import heading_key

LABELS = {
    "important_issue": ("重要課題", "重要課題名"),
    "item": ("改革項目", "改革項目名"),
    "item_no": ("改革項目番号", "項目番号"),
    "lead_ministries": ("主担当府省庁", "主担当府省", "主担当"),
    "ministries": ("府省庁", "担当府省庁", "担当府省", "関係府省庁", "関係府省", "所管府省庁", "府省庁名"),
    "programme": ("計画", "計画名"),
    "fiscal_year": ("年度", "対象年度"),
    "as_of": ("時点", "基準時点", "調査時点"),
}
OPENS_A_PAGE = ("important_issue", "item")
ITEM_NUMBER = re.compile(r"[①-⑳㉑-㉟㊱-㊿]")
_NUMBER_APART = re.compile(r"[①-⑳㉑-㉟㊱-㊿]|[（(]?[0-9０-９]{1,3}(?:[-－.．][0-9０-９]{1,3})*[）)]?[.．]?")
_FIELD_OF = {heading_key(label): field for field, labels in LABELS.items() for label in labels}
_LABELLED = re.compile(
    r"^[■●◆○【〔\s]*(?P<label>"
    + "|".join(r"\s*".join(label) for labels in LABELS.values() for label in sorted(labels, key=len, reverse=True))
    + r")\s*[】〕]?\s*[：:∶](?P<words>.*)",
    re.DOTALL,
)
_NEXT_LABEL = re.compile(r"\n(?=\s*(?:重要課題|改革項目)\s*[：:∶])")


@dataclass(frozen=True)
class FrontLine:
    """One labelled line. number: of a 改革項目 with its number in a cell of its own; cell: where the words begin."""

    field: str
    words: str
    cell: FormCell
    number: str | None = None


def front_lines(row: Sequence[FormCell]) -> list[FrontLine]:
    """The labelled lines that a row of cells holds, in their order; none where it holds no label."""
    found: list[FrontLine] = []
    waiting: str | None = None
    number: str | None = None
    for cell in row:
        labelled = list(_labelled(cell))
        if labelled:
            found += [line for line in labelled if line.words]
            waiting, number = (labelled[-1].field if not labelled[-1].words else None), None
        elif waiting == "item" and number is None and _NUMBER_APART.fullmatch(cell.words.strip()):
            number = cell.words.strip()
        elif waiting:
            found.append(FrontLine(waiting, one_line(cell.words), cell, number))
            waiting, number = None, None
    return found


def is_labelled(row: Sequence[FormCell], fields: Sequence[str]) -> bool:
    """Whether the first cell of a row labels one of the fields."""
    return bool(row) and any(line.field in fields for line in _labelled(row[0]))


def _labelled(cell: FormCell) -> Iterator[FrontLine]:
    """The labels of a cell with the words behind each in it; a cell may hold 重要課題 and 改革項目 on two lines."""
    field = _FIELD_OF.get(heading_key(cell.words.strip("：:∶ 　")).strip("【】〔〕■●◆○"))
    if field:
        yield FrontLine(field, "", cell)
        return
    for part in _NEXT_LABEL.split(cell.words):
        if labelled := _LABELLED.match(part):
            yield FrontLine(_FIELD_OF[heading_key(labelled["label"])], one_line(labelled["words"]), cell)
