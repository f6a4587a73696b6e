"""How well a cell looks like one of a field: the only guide where headings and cells have strayed."""

from __future__ import annotations

import re
from collections.abc import Callable

from importers.readers.measures_list.cells import Cell
from importers.readers.measures_list.headings import EFFECTS, Field

MARKS = frozenset("○〇◯◎●")
MINISTRY = (
    r"[◎○●〇◯]?[^、，,。\s\d()（）]{0,18}(?:省|庁|府|官房|委員会|院|本部|事務局)"
    r"(?:[(（][^()（）]{1,20}[)）])?"
)
MINISTRIES = re.compile(rf"{MINISTRY}(?:[、，,・/／\s]+{MINISTRY})*[、，,]?")
ITEM_NO = re.compile(r"[0-9０-９]{1,2}[ ]?[-－‐‑–—―−][ ]?[0-9０-９]{1,3}")
TIMING = re.compile(
    r"(?:(?:令和|平成|[RH])?\s*(?:元|[0-9０-９]{1,4})\s*年\s*度?\s*[^。]{0,6}?(?:から|以降|より|まで|中|末|頃|[)）]|$)[^。]{0,14}"
    r"|(?:掲載)?時期[^。]{0,4}(?:調整|検討|未定)[^。]{0,4}|未定|調整中|検討中|掲載済み?|随時)"
)
LABEL = re.compile(
    r"[<＜【〈《\[［(（][^<>＜＞【】〈〉《》()（）]{0,4}予算(?:事業)?名[^<>＜＞【】〈〉《》()（）]{0,20}[>＞】〉》\]］)）]"
    r"|^予算事業名[:：]"
)
"""What the document prints before the name of a budget project: <予算事業名>, <予算事業名[補助金名]>."""
ADDRESS = re.compile(r"h?ttps?[:：]//", re.IGNORECASE)
_SENTENCE = re.compile("。")
_PROJECT_END = re.compile(r"(?:事業費?|経費|予算|交付金|補助金|内数|委託費)(?:[(（\[［][^()（）]*[)）\]］])?等?$")
_INDICATOR_END = re.compile(r"(?:数|率|割合|額|件|量|度|状況|増加|減少)(?:[(（][^()（）]*[)）])?$")
_LONGEST_LOOKED_AT = 400
_NEVER = -6.0


def fit(field: Field, cell: Cell) -> float:
    """The points for reading this cell as this field: above 0 where it looks like one, far below where it cannot be."""
    if field in EFFECTS:
        return _fit_of_effect(cell)
    if cell.is_blank:
        return _BLANK.get(field, 0.0)
    if cell.is_dash:
        return _DASH.get(field, -2.0)
    return _FITS[field]((cell.text or "")[:_LONGEST_LOOKED_AT])


def is_mark(cell: Cell) -> bool:
    """Whether the cell is one mark alone; a circle before words is a bullet."""
    return cell.words.strip() in MARKS


_BLANK: dict[Field, float] = {
    "no": -3.0,
    "item": -4.0,
    "kpi_progress": -2.0,
    "kpi_effect": -2.0,
    "summary": -2.0,
    "item_no": -1.0,
    "ministries": -3.0,
}
_DASH: dict[Field, float] = {
    "budget_projects": 1.0,
    "urls": 1.0,
    "support": 0.5,
    "kpi_progress": 0.0,
    "kpi_effect": 0.0,
    "pillar": 0.0,
    "timing": 0.0,
    "no": _NEVER,
    "item": _NEVER,
    "item_no": -2.0,
}


def _fit_of_effect(cell: Cell) -> float:
    if cell.is_blank:
        return 0.5
    if is_mark(cell):
        return 3.0
    return -0.5 if cell.is_dash else _NEVER


def _is_foreign(text: str) -> bool:
    """A number, a mark or a list of ministries: words of no field of prose."""
    return bool(
        text.strip() in MARKS
        or ITEM_NO.fullmatch(text)
        or MINISTRIES.fullmatch(text)
        or re.fullmatch(r"[\d０-９]+", text)
    )


def _fit_of_no(text: str) -> float:
    return 5.0 if re.fullmatch(r"[0-9０-９]{1,3}\.?", text) else _NEVER


def _fit_of_item(text: str) -> float:
    if _is_foreign(text) or ADDRESS.search(text) or TIMING.fullmatch(text):
        return _NEVER
    return -1.0 if _SENTENCE.search(text) else 1.0 - 1.0 * bool(_INDICATOR_END.search(text))


def _fit_of_kpi(text: str) -> float:
    if _is_foreign(text) or ADDRESS.search(text) or TIMING.fullmatch(text):
        return _NEVER
    return 0.5 + 0.5 * bool(_INDICATOR_END.search(text)) - 1.5 * (len(_SENTENCE.findall(text)) > 1)


def _fit_of_summary(text: str) -> float:
    if _is_foreign(text) or TIMING.fullmatch(text):
        return _NEVER
    return 0.5 + min(len(_SENTENCE.findall(text)), 3) * 0.7 - 2.0 * bool(LABEL.match(text))


def _fit_of_pillar(text: str) -> float:
    if _is_foreign(text) or TIMING.fullmatch(text) or ADDRESS.search(text) or LABEL.search(text):
        return _NEVER
    return -2.0 if _SENTENCE.search(text) or len(text) > 50 else 1.5


def _fit_of_timing(text: str) -> float:
    return 4.0 if TIMING.fullmatch(text) else -4.0


def _fit_of_support(text: str) -> float:
    if _is_foreign(text) or TIMING.fullmatch(text):
        return _NEVER
    if LABEL.match(text):
        return -4.0
    return 1.0 + bool(_SENTENCE.search(text)) - 2.0 * bool(ADDRESS.search(text)) - 1.0 * bool(_PROJECT_END.search(text))


def _fit_of_budget(text: str) -> float:
    if _is_foreign(text) or TIMING.fullmatch(text):
        return _NEVER
    if LABEL.search(text):
        return 4.0
    if ADDRESS.search(text):
        return -3.0
    return 0.5 + bool(_PROJECT_END.search(text)) - 2.0 * bool(_SENTENCE.search(text))


def _fit_of_urls(text: str) -> float:
    if LABEL.search(text):
        return -3.0
    return 4.0 if ADDRESS.search(text) else -4.0


def _fit_of_item_no(text: str) -> float:
    return 6.0 if ITEM_NO.fullmatch(text) else _NEVER


def _fit_of_ministries(text: str) -> float:
    return 5.0 if MINISTRIES.fullmatch(text) else -5.0


_FITS: dict[Field, Callable[[str], float]] = {
    "no": _fit_of_no,
    "item": _fit_of_item,
    "kpi_progress": _fit_of_kpi,
    "kpi_effect": _fit_of_kpi,
    "summary": _fit_of_summary,
    "pillar": _fit_of_pillar,
    "timing": _fit_of_timing,
    "support": _fit_of_support,
    "budget_projects": _fit_of_budget,
    "urls": _fit_of_urls,
    "item_no": _fit_of_item_no,
    "ministries": _fit_of_ministries,
}
