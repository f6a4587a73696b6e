"""What is in doubt about one measure, each told with where it stands and what a person should do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from importers.issues import Issue
from importers.readers.measures_list.cells import Cell
from importers.readers.measures_list.damage import damaged_letters
from importers.readers.measures_list.effects import Confidence
from importers.readers.measures_list.headings import EFFECTS, NAMES, Field
from importers.readers.measures_list.links import DAMAGED
from importers.readers.measures_list.looks import ITEM_NO
from importers.readers.measures_list.measures import Measure
from kpi_tracker.lib.readings import Severity

_NEEDED: tuple[Field, ...] = ("no", "item", "kpi_progress", "kpi_effect", "item_no", "ministries")
_MAY_BE_DASH: tuple[Field, ...] = ("kpi_progress", "kpi_effect")
_NOT_BLANK: tuple[Field, ...] = ("pillar", "timing", "support")
"""Fields that hold words or a dash on each row that concerns municipalities."""
_MAY_BE_EMPTY: tuple[Field, ...] = ("pillar", "timing", "support", "budget_projects", "urls")
_FIRST_COLUMNS: tuple[Field, ...] = ("item", "kpi_progress", "kpi_effect", "summary")
_LONGEST_QUOTED = 200


def issues_of(measure: Measure) -> Iterator[Issue]:
    """The issues of a row in the order of its fields."""
    yield from _of_columns(measure)
    yield from _of_lost_cells(measure)
    yield from _of_words(measure)
    yield from _of_budget(measure)
    yield from _of_links(measure)
    yield from _of_offices(measure)
    yield from _of_effects(measure)


def _issue(
    measure: Measure, code: str, severity: Severity, field: str, message: str, cell: Cell | None = None
) -> Issue:
    raw = (cell.words[:_LONGEST_QUOTED] or None) if cell else None
    lines = (measure.line, measure.line)
    return Issue(code, severity, field, message, raw, lines, str(cell.column) if cell else None)


def _of_columns(measure: Measure) -> Iterator[Issue]:
    """Fields that another column might hold, and printed cells that no field holds."""
    for field in sorted(measure.alignment.unsure):
        message = f"「{NAMES[field]}」がどの列か確かではありません。原本の列と見比べてください。"
        yield _issue(measure, "column_unsure", "warning", _key(field), message, measure.cells.get(field))
    lost = [field for field in _FIRST_COLUMNS if field not in measure.cells or measure.cells[field].is_blank]
    for field in _FIRST_COLUMNS if lost else ():
        message = f"「{NAMES[field]}」の辺りで欄が一つ失われています。原本を見て入力し直してください。"
        yield _issue(measure, "column_lost", "error", field, message, measure.cells.get(field))
    for cell in measure.alignment.left_over:
        message = "どの列にも当てはまらない欄です。原本を見て、あるべき列に入力してください。"
        for key in _keys_it_may_be(measure, cell):
            yield _issue(measure, "cell_left_over", "warning", key, message, cell)


def _keys_it_may_be(measure: Measure, cell: Cell) -> Iterable[str]:
    """The keys of the fields on both sides of a cell and of those without words: it may belong to any of them."""
    columns = sorted((other.column, field) for field, other in measure.cells.items())
    before = [field for column, field in columns if column < cell.column]
    behind = [field for column, field in columns if column > cell.column]
    without = [field for field in NAMES if field not in EFFECTS and measure.text(field) is None]
    return dict.fromkeys(_key(field) for field in (*before[-1:], *behind[:1], *without))


def _key(field: Field) -> str:
    """The key of a sheet that holds the field: the four effects stand under one."""
    return "effects" if field in EFFECTS else field


def _of_lost_cells(measure: Measure) -> Iterator[Issue]:
    for field in _NEEDED:
        if measure.text(field) is None and not (field in _MAY_BE_DASH and _is_dash(measure, field)):
            message = f"「{NAMES[field]}」が読み取れません。原本を見て入力してください。"
            yield _issue(measure, "cell_lost", "error", field, message, measure.cells.get(field))
    for field in _lost_without_trace(measure):
        message = f"この行は欄が足りません。「{NAMES[field]}」が抽出で消えていないか原本で確かめてください。"
        yield _issue(measure, "cell_missing", "warning", field, message)
    number = measure.text("item_no")
    if number and not ITEM_NO.fullmatch(number):
        message = f"「{number}」は施策番号の形ではありません。原本を見て入力してください。"
        yield _issue(measure, "number_unread", "error", "item_no", message, measure.cells["item_no"])
    for field in _NOT_BLANK if not measure.national_only else ():
        if field in measure.cells and measure.cells[field].is_blank:
            message = f"「{NAMES[field]}」に横線もありません。抽出で消えていないか原本で確かめてください。"
            yield _issue(measure, "cell_blank", "warning", field, message, measure.cells[field])


def _lost_without_trace(measure: Measure) -> list[Field]:
    """Fields without words on a row that is a cell short: which of them lost its words nothing tells.

    A row is not short where its whole table lost a column of effects, nor where links stand in the budget's cell.
    """
    lost = [field for field in NAMES if field not in measure.cells]
    if measure.table.effects_short:
        lost = [field for field in lost if field not in EFFECTS]
    if measure.links:
        lost = [field for field in lost if field != "urls"]
    empty = [field for field in _MAY_BE_EMPTY if measure.text(field) is None]
    if not lost or measure.national_only:
        return []
    return [field for field in empty if field != "urls" or not measure.links]


def _is_dash(measure: Measure, field: Field) -> bool:
    return field in measure.cells and measure.cells[field].is_dash


def _of_words(measure: Measure) -> Iterator[Issue]:
    for field in ("item", "summary", "pillar", "timing", "support"):
        letters = damaged_letters(measure.text(field) or "")
        if letters:
            message = f"「{letters}」は誤読の疑いがあります。原本を見て直してください。"
            yield _issue(measure, "letters_damaged", "warning", field, message, measure.cells[field])


def _of_budget(measure: Measure) -> Iterator[Issue]:
    cell, budget = measure.cells.get("budget_projects"), measure.budget
    if budget.projects and not budget.labelled:
        message = "「予算事業名」の見出しがない欄を予算事業名と読みました。支援策でないか確かめてください。"
        yield _issue(measure, "label_lost", "warning", "budget_projects", message, cell)
    if budget.unsure:
        message = "空白の前後が二つの事業かもしれません。原本を見て、必要なら分けてください。"
        yield _issue(measure, "projects_joined", "warning", "budget_projects", message, cell)
    if budget.prose:
        message = "予算事業名の欄に説明の文があります。支援策の続きでないか確かめてください。"
        yield _issue(measure, "prose_in_budget", "warning", "support", message, cell)
        yield _issue(measure, "prose_in_budget", "warning", "budget_projects", message, cell)


def _of_links(measure: Measure) -> Iterator[Issue]:
    cell = measure.cells.get("urls")
    if any(link.mended for link in measure.links):
        message = "空白で切れていたURLをつなぎました。「_」が消えていないか、開いて確かめてください。"
        yield _issue(measure, "url_mended", "warning", "urls", message, cell)
    if any(link.unsure for link in measure.links):
        message = "URLの後の英字がURLの続きか分かりません。原本を見て確かめてください。"
        yield _issue(measure, "url_unsure", "warning", "urls", message, cell)
    if cell and cell.blocks and (not measure.links or DAMAGED.search(cell.text or "")):
        message = "参考URLの欄に読み取れないURLがあります。原本を見て入力してください。"
        yield _issue(measure, "url_unread", "error", "urls", message, cell)


def _of_offices(measure: Measure) -> Iterator[Issue]:
    cell, offices = measure.cells.get("ministries"), measure.offices
    if offices.strange:
        listed = "、".join(f"「{name}」" for name in offices.strange)
        message = f"{listed}は府省庁の名前として読めません。原本を見て直してください。"
        yield _issue(measure, "office_unknown", "warning", "ministries", message, cell)
    if not offices.leads:
        where = "この表のどの行にも" if measure.table.leads_lost else "この行に"
        message = f"{where}◎がないので、主担当が分かりません。原本を見て入力してください。"
        yield _issue(measure, "lead_lost", "warning", "lead_ministries", message, cell)


def _of_effects(measure: Measure) -> Iterator[Issue]:
    cells_lost = any(effect not in measure.cells for effect in EFFECTS) and not measure.table.effects_short
    is_lost = measure.effects.confidence == "lost"
    told = _EFFECTS_TOLD["unplaced" if is_lost and cells_lost else measure.effects.confidence]
    if told:
        severity, message = told
        yield _issue(measure, f"effects_{measure.effects.confidence}", severity, "effects", message)


_EFFECTS_TOLD: dict[Confidence, tuple[Severity, str] | None] = {
    "national_only_blank": None,
    "positional": ("note", "○の列は抽出でずれることがあります。公表や集計の前に原本で確かめてください。"),
    "right_anchored": ("warning", "効果の欄が多すぎるので、右から数えて読みました。○の列を原本で確かめてください。"),
    "suspect": ("warning", "○の列が本文の述べる効果と合いません。○の列を原本で確かめてください。"),
    "unplaced": ("error", "効果の欄の数が合わず、○がどの効果か決められません。原本を見て入力してください。"),
    "lost": ("note", "○が一つもありません。抽出で消えた可能性があるので、効果は空にしました。"),
}
